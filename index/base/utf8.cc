#include "index/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace quire {
namespace {

constexpr DecodedChar kInvalid{kReplacementCharacter, 1, false};

unsigned byte_at(std::string_view text, std::size_t offset) {
  return static_cast<unsigned char>(text[offset]);
}

// The six low bits of a continuation byte at text[offset], or nothing.
std::optional<char32_t> continuation(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || !is_utf8_continuation(text[offset])) return std::nullopt;
  return byte_at(text, offset) & 0x3FU;
}

constexpr std::uint64_t kEachByte = 0x0101010101010101ULL;
constexpr std::uint64_t kHighBits = 0x80 * kEachByte;

std::uint64_t block_at(std::string_view text, std::size_t offset) {
  std::uint64_t block = 0;
  std::memcpy(&block, text.data() + offset, sizeof block);
  return block;
}

// Whether one of the eight bytes is below `limit` (at most 0x80). After "Bit Twiddling Hacks" by
// Sean Eron Anderson, "Determine if a word has a byte less than n".
bool has_byte_below(std::uint64_t block, std::uint64_t limit) {
  return ((block - limit * kEachByte) & ~block & kHighBits) != 0;
}

bool is_control(unsigned byte) { return byte < 0x20 || byte == 0x7F; }

}  // namespace

std::size_t ascii_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i + 8 <= text.size() && (block_at(text, i) & kHighBits) == 0) i += 8;
  while (i < text.size() && byte_at(text, i) < 0x80) ++i;
  return i;
}

std::size_t find_control(std::string_view text, std::size_t from) {
  std::size_t i = from;
  while (i < text.size()) {
    while (i + 8 <= text.size()) {
      const std::uint64_t block = block_at(text, i);
      if (has_byte_below(block, 0x20) || has_byte_below(block ^ (0x7F * kEachByte), 1)) break;
      i += 8;
    }
    for (const std::size_t end = std::min(i + 8, text.size()); i < end; ++i) {
      if (is_control(byte_at(text, i))) return i;
    }
  }
  return text.size();
}

DecodedChar decode_utf8(std::string_view text, std::size_t offset) {
  const unsigned lead = byte_at(text, offset);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return kInvalid;
  const std::uint8_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code_point = lead & (0xFFU >> (length + 1));
  for (std::uint8_t i = 1; i < length; ++i) {
    const auto bits = continuation(text, offset + i);
    if (!bits) return kInvalid;
    code_point = (code_point << 6) | *bits;
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kSmallest[length] || code_point > 0x10FFFF || surrogate) return kInvalid;
  return {code_point, length, true};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (true) {
    offset += ascii_prefix(text.substr(offset));
    if (offset >= text.size()) return std::nullopt;
    const DecodedChar c = decode_utf8(text, offset);
    if (!c.valid) return offset;
    offset += c.length;
  }
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (const auto bad = first_invalid_utf8(text)) {
    out.append(text.substr(0, *bad));
    append_utf8(out, kReplacementCharacter);
    text.remove_prefix(*bad + 1);
  }
  out.append(text);
  return out;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += is_utf8_continuation(c) ? 0U : 1U;
  return count;
}

std::size_t byte_offset_of(std::string_view text, std::size_t count) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    if (!is_utf8_continuation(text[offset])) {
      if (count == 0) return offset;
      --count;
    }
    ++offset;
  }
  return offset;
}

}  // namespace quire
