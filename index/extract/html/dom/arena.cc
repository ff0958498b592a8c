#include "index/extract/html/dom/arena.h"

#include <algorithm>

namespace quire::extract::html {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;  // bytes; malloc keeps such for the next page
constexpr std::size_t kAlignment = alignof(std::max_align_t);

}  // namespace

void* Arena::allocate(std::size_t size) {
  if (size > left_) return nullptr;
  size = std::max((size + kAlignment - 1) / kAlignment * kAlignment, kAlignment);
  if (size > room_) {
    const std::size_t chunk = std::max(size, kChunk);
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
    next_ = chunks_.back().get();
    room_ = chunk;
  }
  last_ = next_;
  next_ += size;
  room_ -= size;
  left_ -= std::min(size, left_);
  return last_;
}

void Arena::release(const void* memory) {
  if (memory == nullptr || memory != last_) return;
  const auto size = static_cast<std::size_t>(next_ - last_);
  next_ = last_;
  room_ += size;
  left_ += size;
  last_ = nullptr;
}

}  // namespace quire::extract::html
