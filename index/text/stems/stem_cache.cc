#include "index/text/stems/stem_cache.h"

#include <algorithm>
#include <functional>

namespace quire::text {
namespace {

constexpr std::size_t kSlots = 2 * StemCache::kMaxWords;  // a power of two, at most half full

std::uint32_t hash_of(std::string_view word) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>{}(word));
}

}  // namespace

StemCache::StemCache() : slots_(kSlots) {}

// The slot that holds `word`, else the free one where it belongs.
std::size_t StemCache::slot_of(std::string_view word, std::uint32_t hash) const {
  for (std::size_t i = hash % kSlots;; i = (i + 1) % kSlots) {
    const Slot& slot = slots_[i];
    if (slot.word_length == 0) return i;
    if (slot.hash != hash || slot.word_length != word.size()) continue;
    if (std::equal(word.begin(), word.end(), characters_.data() + slot.offset)) return i;
  }
}

std::optional<std::string_view> StemCache::find(std::string_view word) const {
  const Slot& slot = slots_[slot_of(word, hash_of(word))];
  if (slot.word_length == 0) return std::nullopt;
  return std::string_view(characters_).substr(slot.offset + slot.word_length, slot.stem_length);
}

std::string_view StemCache::insert(std::string_view word, std::string_view stem) {
  std::string old;  // `word` may be a stem of ours
  if (count_ >= kMaxWords) {
    std::fill(slots_.begin(), slots_.end(), Slot{});
    characters_.swap(old);
    count_ = 0;
  }
  const std::uint32_t hash = hash_of(word);
  const std::size_t offset = characters_.size();
  slots_[slot_of(word, hash)] = {hash, static_cast<std::uint32_t>(offset),
                                 static_cast<std::uint8_t>(word.size()),
                                 static_cast<std::uint8_t>(stem.size())};
  characters_.append(word).append(stem);
  ++count_;
  return std::string_view(characters_).substr(offset + word.size());
}

}  // namespace quire::text
