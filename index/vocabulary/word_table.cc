#include "index/vocabulary/word_table.h"

#include <algorithm>
#include <utility>

namespace quire::vocabulary {
namespace {

// LEB128: seven bits a byte, the lowest first, the high bit set on all but the last.
void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U) out.push_back(static_cast<char>(value | 0x80U));
  out.push_back(static_cast<char>(value));
}

std::uint64_t read_varint(const char*& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace

void WordTable::Builder::add(std::string_view word, std::uint64_t articles) {
  const bool first = size_ % kBlock == 0;
  std::size_t shared = 0;
  if (first) {
    blocks_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  } else {
    const auto differ = std::mismatch(word.begin(), word.end(), last_.begin(), last_.end());
    shared = static_cast<std::size_t>(differ.first - word.begin());
    append_varint(bytes_, shared);
  }
  append_varint(bytes_, word.size() - shared);
  bytes_.append(word.substr(shared));
  append_varint(bytes_, articles);
  last_.assign(word);
  ++size_;
}

WordTable WordTable::Builder::build() {
  WordTable table;
  table.bytes_ = std::exchange(bytes_, {});
  table.bytes_.shrink_to_fit();
  table.blocks_ = std::exchange(blocks_, {});
  table.blocks_.shrink_to_fit();
  table.size_ = std::exchange(size_, 0);
  return table;
}

void WordTable::Cursor::enter(std::size_t block) {
  index_ = static_cast<std::uint32_t>(block * kBlock);
  at_ = table_->bytes_.data() + table_->blocks_[block];
  read(0);
}

void WordTable::Cursor::read(std::size_t shared) {
  const std::size_t rest = read_varint(at_);
  word_.resize(shared);
  word_.append(at_, rest);
  at_ += rest;
  articles_ = read_varint(at_);
}

void WordTable::Cursor::next() {
  ++index_;
  if (at_end()) return;
  read(index_ % kBlock == 0 ? 0 : read_varint(at_));
}

void WordTable::Cursor::seek(std::string_view word) {
  if (at_end()) return;
  const std::size_t block = index_ / kBlock;
  const std::size_t target = table_->block_of(word, block);
  if (target != block) enter(target);
  while (!at_end() && word_ < word) next();
}

void WordTable::Cursor::skip_prefix(std::size_t length) {
  std::string behind = word_.substr(0, length);
  while (!behind.empty() && behind.back() == '\xFF') behind.pop_back();
  if (behind.empty()) {
    index_ = table_->size_;
    return;
  }
  behind.back() = static_cast<char>(static_cast<unsigned char>(behind.back()) + 1U);
  seek(behind);
}

std::uint64_t WordTable::articles(std::string_view word) const {
  const Cursor found = at_least(word);
  return !found.at_end() && found.word() == word ? found.articles() : 0;
}

WordTable::Cursor WordTable::at_least(std::string_view word) const {
  Cursor cursor = begin();
  cursor.seek(word);
  return cursor;
}

WordTable::Cursor WordTable::at(std::uint32_t index) const {
  Cursor cursor(*this);
  cursor.index_ = index;
  if (index >= size_) return cursor;
  cursor.enter(index / kBlock);
  while (cursor.index_ < index) cursor.next();
  return cursor;
}

std::string_view WordTable::first_of(std::size_t block) const {
  const char* at = bytes_.data() + blocks_[block];
  const std::size_t length = read_varint(at);
  return {at, length};
}

std::size_t WordTable::block_of(std::string_view word, std::size_t from) const {
  // What is looked for is mostly near: the steps grow until one is behind the word.
  std::size_t low = from;
  std::size_t step = 1;
  while (low + step < blocks_.size() && first_of(low + step) <= word) {
    low += step;
    step *= 2;
  }
  std::size_t high = std::min(low + step, blocks_.size());
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    (first_of(middle) <= word ? low : high) = middle;
  }
  return low;
}

std::size_t WordTable::bytes() const {
  return sizeof(*this) + bytes_.capacity() + blocks_.capacity() * sizeof(blocks_[0]);
}

WordTable merged(const WordTable& a, const WordTable& b) {
  WordTable::Builder builder;
  auto left = a.begin();
  auto right = b.begin();
  while (!left.at_end() || !right.at_end()) {
    const int order = left.at_end() ? 1 : right.at_end() ? -1 : left.word().compare(right.word());
    if (order == 0) {
      builder.add(left.word(), left.articles() + right.articles());
    } else {
      const auto& earlier = order < 0 ? left : right;
      builder.add(earlier.word(), earlier.articles());
    }
    if (order <= 0) left.next();
    if (order >= 0) right.next();
  }
  return builder.build();
}

}  // namespace quire::vocabulary
