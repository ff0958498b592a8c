#pragma once
// Where things are by their hash: an open-addressing table with linear probing that holds nothing
// but their places in some array of its owner, and 8 bits of each one's hash, so that hardly any
// other than those that are looked for are looked at (Knuth, TAOCP 3, 6.4, algorithms L and R). The
// owner says of a place which hash it has. Several places may have one hash.
//
// The table is in parts by the first bits of the hash, and each grows for itself, at its own sizes:
// so no addition has to wait until all others have moved, and of all room a quarter is free, where
// a table in one piece may just have become half as large again. Owned by one thread.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace quire::story {

using Place = std::uint32_t;
inline constexpr Place kNoPlace = 0xFFFFFFFF;

class PlaceTable {
 public:
  // In 2^`part_bits` parts (0 to 16), of which one at a time is moved.
  explicit PlaceTable(std::uint32_t part_bits = 6)
      : part_bits_(part_bits), parts_(std::size_t{1} << part_bits) {}

  // Room for about so many places, so that adding them moves hardly any. `hash_of` gives the hash
  // of a place that is in the table, here and below.
  template <class HashOf>
  void reserve(std::size_t places, const HashOf& hash_of) {
    const std::size_t each = places / parts_.size() + 1;
    for (Part& part : parts_) {
      std::uint32_t growths = part.growths;
      while (is_full(each, size_after(growths, part))) ++growths;
      if (growths > part.growths) resize(part, growths, hash_of);
    }
  }

  template <class HashOf>
  void add(std::uint32_t hash, Place place, const HashOf& hash_of) {
    Part& part = part_of(hash);
    if (is_full(part.used + 1, part.slots.size())) resize(part, part.growths + 1, hash_of);
    put(part, hash, place);
    ++part.used;
  }

  // The place is there.
  template <class HashOf>
  void remove(std::uint32_t hash, Place place, const HashOf& hash_of) {
    Part& part = part_of(hash);
    std::size_t at = home(part, hash);
    while (part.slots[at] != place) at = next(part, at);
    close_gap(part, at, hash_of);
    --part.used;
  }

  // The first place for which `is_it` holds, of those that have the hash and, once in a while,
  // others.
  template <class IsIt>
  [[nodiscard]] Place find(std::uint32_t hash, const IsIt& is_it) const {
    const Part& part = parts_[number_of_part(hash)];
    if (part.used == 0) return kNoPlace;
    const std::uint8_t tag = tag_of(hash);
    for (std::size_t at = home(part, hash); part.tags[at] != kFree; at = next(part, at)) {
      if (part.tags[at] == tag && is_it(part.slots[at])) return part.slots[at];
    }
    return kNoPlace;
  }

  void clear() { parts_ = std::vector<Part>(parts_.size()); }

 private:
  struct Part {
    std::vector<Place> slots;  // at most seven eighths used
    std::vector<std::uint8_t> tags;
    std::size_t used = 0;
    std::uint32_t growths = 0;
  };
  static constexpr std::uint8_t kFree = 0;  // no tag

  static bool is_full(std::size_t used, std::size_t size) { return used * 8 > size * 7; }

  // Each growth is by a half. The parts have as many places each, so they begin with sizes that
  // differ by up to a half: else all would grow at once.
  [[nodiscard]] std::size_t size_after(std::uint32_t growths, const Part& part) const {
    constexpr double kFirstSize = 13;
    constexpr double kGrowth = 1.5;
    if (growths == 0) return 0;
    const auto number = static_cast<double>(&part - parts_.data());
    const double share = number / static_cast<double>(parts_.size());
    return static_cast<std::size_t>(kFirstSize * std::pow(kGrowth, growths + share));
  }

  [[nodiscard]] std::size_t number_of_part(std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash} << part_bits_) >> 32);
  }
  [[nodiscard]] Part& part_of(std::uint32_t hash) { return parts_[number_of_part(hash)]; }

  // Hashes may end in zeros.
  static std::uint8_t tag_of(std::uint32_t hash) {
    const auto tag = static_cast<std::uint8_t>((hash * 0x9E3779B1U) >> 24);
    return tag == kFree ? 1 : tag;
  }
  // By the next bits of the hash, for a part of any size (D. Lemire, "Fast random integer
  // generation in an interval", 2019).
  [[nodiscard]] std::size_t home(const Part& part, std::uint32_t hash) const {
    return static_cast<std::size_t>((std::uint64_t{hash << part_bits_} * part.slots.size()) >> 32);
  }
  static std::size_t next(const Part& part, std::size_t at) {
    return at + 1 == part.slots.size() ? 0 : at + 1;
  }
  static std::size_t way(const Part& part, std::size_t from, std::size_t to) {
    return to >= from ? to - from : to + part.slots.size() - from;
  }

  void put(Part& part, std::uint32_t hash, Place place) const {
    std::size_t at = home(part, hash);
    while (part.tags[at] != kFree) at = next(part, at);
    part.slots[at] = place;
    part.tags[at] = tag_of(hash);
  }

  template <class HashOf>
  void resize(Part& part, std::uint32_t growths, const HashOf& hash_of) {
    const std::size_t size = size_after(growths, part);
    std::vector<Place> old(size, kNoPlace);
    old.swap(part.slots);
    part.tags.assign(size, kFree);
    part.tags.shrink_to_fit();
    part.growths = growths;
    for (const Place place : old) {
      if (place != kNoPlace) put(part, hash_of(place), place);
    }
  }

  // Moves back what would not be found any more behind the gap.
  template <class HashOf>
  void close_gap(Part& part, std::size_t gap, const HashOf& hash_of) {
    for (std::size_t at = next(part, gap); part.tags[at] != kFree; at = next(part, at)) {
      const std::size_t from_home = way(part, home(part, hash_of(part.slots[at])), at);
      if (from_home < way(part, gap, at)) continue;
      part.slots[gap] = part.slots[at];
      part.tags[gap] = part.tags[at];
      gap = at;
    }
    part.slots[gap] = kNoPlace;
    part.tags[gap] = kFree;
  }

  const std::uint32_t part_bits_;
  std::vector<Part> parts_;
};

// The hash of a number that is a good hash itself.
[[nodiscard]] inline std::uint32_t upper_half(std::uint64_t number) {
  return static_cast<std::uint32_t>(number >> 32);
}

}  // namespace quire::story
