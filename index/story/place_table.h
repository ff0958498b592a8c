#pragma once
// Where things are by their hash: an open-addressing table with linear probing that holds nothing
// but their places in some array of its owner, and 16 bits of each one's hash, so that hardly any
// other than those that are looked for are looked at (Knuth, TAOCP 3, 6.4, algorithms L and R). The
// owner says of a place which hash it has. Several places may have one hash. Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace quire::story {

using Place = std::uint32_t;
inline constexpr Place kNoPlace = 0xFFFFFFFF;

class PlaceTable {
 public:
  PlaceTable() : slots_(kFirstSize, kNoPlace), tags_(kFirstSize) {}

  // Room for so many places, so that adding them moves nothing. `hash_of` gives the hash of a place
  // that is in the table, here and below.
  template <class HashOf>
  void reserve(std::size_t places, const HashOf& hash_of) {
    const std::size_t size = places / 4 * 5 + kFirstSize;
    if (size > slots_.size()) resize(size, hash_of);
  }

  template <class HashOf>
  void add(std::uint32_t hash, Place place, const HashOf& hash_of) {
    if ((used_ + 1) * 5 > slots_.size() * 4) resize(slots_.size() / 2 * 3, hash_of);
    put(hash, place);
    ++used_;
  }

  // The place is there.
  template <class HashOf>
  void remove(std::uint32_t hash, Place place, const HashOf& hash_of) {
    std::size_t at = home(hash);
    while (slots_[at] != place) at = next(at);
    close_gap(at, hash_of);
    --used_;
  }

  // The first place for which `is_it` holds, of those that have the hash and, once in a while,
  // others.
  template <class IsIt>
  [[nodiscard]] Place find(std::uint32_t hash, const IsIt& is_it) const {
    const std::uint16_t tag = tag_of(hash);
    for (std::size_t at = home(hash); slots_[at] != kNoPlace; at = next(at)) {
      if (tags_[at] == tag && is_it(slots_[at])) return slots_[at];
    }
    return kNoPlace;
  }

  void clear() {
    slots_.assign(kFirstSize, kNoPlace);
    slots_.shrink_to_fit();
    tags_.assign(kFirstSize, 0);
    tags_.shrink_to_fit();
    used_ = 0;
  }

 private:
  static constexpr std::size_t kFirstSize = 64;

  // Hashes may end in zeros.
  static std::uint16_t tag_of(std::uint32_t hash) {
    return static_cast<std::uint16_t>((hash * 0x9E3779B1U) >> 16);
  }
  // By the upper bits of the hash, for a table of any size (D. Lemire, "Fast random integer
  // generation in an interval", 2019).
  [[nodiscard]] std::size_t home(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} * slots_.size()) >> 32);
  }
  [[nodiscard]] std::size_t next(std::size_t at) const {
    return at + 1 == slots_.size() ? 0 : at + 1;
  }
  [[nodiscard]] std::size_t way(std::size_t from, std::size_t to) const {
    return to >= from ? to - from : to + slots_.size() - from;
  }

  void put(std::uint32_t hash, Place place) {
    std::size_t at = home(hash);
    while (slots_[at] != kNoPlace) at = next(at);
    slots_[at] = place;
    tags_[at] = tag_of(hash);
  }

  template <class HashOf>
  void resize(std::size_t size, const HashOf& hash_of) {
    std::vector<Place> old(size, kNoPlace);
    old.swap(slots_);
    tags_.assign(size, 0);
    for (const Place place : old) {
      if (place != kNoPlace) put(hash_of(place), place);
    }
  }

  // Moves back what would not be found any more behind the gap.
  template <class HashOf>
  void close_gap(std::size_t gap, const HashOf& hash_of) {
    for (std::size_t at = next(gap); slots_[at] != kNoPlace; at = next(at)) {
      if (way(home(hash_of(slots_[at])), at) < way(gap, at)) continue;
      slots_[gap] = slots_[at];
      tags_[gap] = tags_[at];
      gap = at;
    }
    slots_[gap] = kNoPlace;
  }

  std::vector<Place> slots_;  // at most four fifths used
  std::vector<std::uint16_t> tags_;
  std::size_t used_ = 0;
};

// The hash of a number that is a good hash itself.
[[nodiscard]] inline std::uint32_t upper_half(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> 32);
}

}  // namespace quire::story
