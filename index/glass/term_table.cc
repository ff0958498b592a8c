#include "index/glass/term_table.h"

#include <algorithm>
#include <random>

#include "index/base/hash.h"

namespace quire::glass {
namespace {

constexpr std::size_t kFirstSlots = 1U << 12;
// An odd number without pattern (the golden ratio in 64 bits).
constexpr std::uint64_t kHashFactor = 0x9E3779B97F4A7C15;

// The first 8 bytes of `size`, zeros after them. Loads that overlap spare a loop.
std::uint64_t load_up_to_8(const char* bytes, std::size_t size) {
  if (size >= 8) return load_little<std::uint64_t>(bytes);
  if (size >= 4) {
    const std::uint64_t back = load_little<std::uint32_t>(bytes + size - 4);
    return load_little<std::uint32_t>(bytes) | back << (8 * (size - 4));
  }
  if (size == 0) return 0;
  const auto byte = [bytes](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(bytes[at])} << (8 * at);
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a = (a ^ b) * kHashFactor;
  return a ^ (a >> 32);
}

// So that comparing numbers compares bytes.
std::uint64_t swap_bytes(std::uint64_t head) {
  std::uint64_t swapped = 0;
  for (unsigned i = 0; i < 8; ++i) swapped |= ((head >> (8 * i)) & 0xFF) << (56 - 8 * i);
  return swapped;
}

}  // namespace

TermTable::TermTable() : slots_(kFirstSlots), seed_(std::random_device{}()) {}

TermKey TermTable::prepare(std::string_view term) const {
  TermKey key;
  key.head.head[0] = load_up_to_8(term.data(), term.size());
  if (term.size() > 8) key.head.head[1] = load_up_to_8(term.data() + 8, term.size() - 8);
  key.length = static_cast<std::uint32_t>(term.size());
  std::uint64_t hash = mix(mix(seed_ + term.size(), key.head.head[0]), key.head.head[1]);
  if (term.size() > TermKey::kHeadBytes) {
    hash = mix(hash, hash64(term.substr(TermKey::kHeadBytes), seed_));
  }
  key.hash = static_cast<std::uint32_t>(hash * kHashFactor >> 32);
  return key;
}

void TermTable::fetch_slot(const TermKey& key) const {
  __builtin_prefetch(&slots_[key.hash & (slots_.size() - 1)]);
}

void TermTable::fetch_term(const TermKey& key) const {
  const Slot& slot = slots_[key.hash & (slots_.size() - 1)];
  if (slot.hash == key.hash && slot.id_plus_one != 0) {
    __builtin_prefetch(&terms_[slot.id_plus_one - 1], 1);
  }
}

std::uint32_t TermTable::intern(const TermKey& key, std::string_view term) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = key.hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.id_plus_one == 0) {
      const std::uint32_t id = add(key, term);
      slot = {key.hash, id + 1};
      if (terms_.size() * 2 > slots_.size()) grow();
      return id;
    }
    if (slot.hash != key.hash) continue;
    const Term& known = terms_[slot.id_plus_one - 1];
    if (known.head != key.head || known.length != key.length) continue;
    if (key.length > TermKey::kHeadBytes && text(known) != term) continue;
    return slot.id_plus_one - 1;
  }
}

std::uint32_t TermTable::add(const TermKey& key, std::string_view term) {
  Term added;
  added.head = key.head;
  added.text = texts_.size();
  added.length = key.length;
  texts_.append(term);
  terms_.push_back(added);
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

void TermTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id_plus_one == 0) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].id_plus_one != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

std::vector<std::uint32_t> TermTable::sorted() const {
  struct Entry {
    std::uint64_t head;
    std::uint32_t id;
  };
  std::vector<Entry> entries;
  entries.reserve(terms_.size());
  for (const Term& term : terms_) {
    entries.push_back({swap_bytes(term.head.head[0]), static_cast<std::uint32_t>(entries.size())});
  }
  std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
    if (a.head != b.head) return a.head < b.head;
    return text(terms_[a.id]) < text(terms_[b.id]);
  });
  std::vector<std::uint32_t> ids;
  ids.reserve(entries.size());
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

std::size_t TermTable::bytes() const {
  return slots_.capacity() * sizeof(Slot) + terms_.size() * sizeof(Term) + texts_.size();
}

void TermTable::clear() {
  std::fill(slots_.begin(), slots_.end(), Slot{});
  terms_.clear();
  texts_.clear();
}

}  // namespace quire::glass
