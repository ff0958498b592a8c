#include "index/text/words/ascii_scanner.h"

#include <algorithm>

#include "index/text/character_class.h"

namespace quire::text {
namespace {

// Whether the word of `length` bytes before text[end] could go on, or take a sign with it.
bool may_go_on(std::string_view text, std::size_t end, std::size_t length) {
  constexpr std::size_t kLongestSignedWord = 3;
  if (end >= text.size()) return false;
  const std::uint8_t bits = byte_bits(text[end]);
  if ((bits & (kJoinerBit | kHighBit)) == 0) return false;
  if ((bits & kHighBit) != 0) return true;
  if (text[end] == '+' || text[end] == '#') return length <= kLongestSignedWord;
  if (end + 1 >= text.size()) return false;
  std::uint8_t next = kWordBits | kHighBit;
  if (text[end] == '-') next |= kNewlineBit;
  // Blanks may stand between a hyphen and the end of its line.
  const bool blank = text[end] == '-' && (text[end + 1] == ' ' || text[end + 1] == '\t');
  return blank || (byte_bits(text[end + 1]) & next) != 0;
}

}  // namespace

AsciiWord scan_ascii_word(std::string_view text, std::size_t begin,
                          std::array<char, kMaxTermBytes>& lowered) {
  std::uint8_t seen = 0;
  std::size_t end = begin;
  while (end < text.size()) {
    const std::uint8_t bits = byte_bits(text[end]);
    if ((bits & kWordBits) == 0) break;
    seen |= bits;
    ++end;
  }
  const std::size_t length = end - begin;
  if (may_go_on(text, end, length)) return {};
  const std::string_view written = text.substr(begin, std::min(length, kMaxTermBytes));
  if ((seen & kUpperBit) == 0) return {length, written};
  std::transform(written.begin(), written.end(), lowered.begin(), ascii_lower);
  return {length, std::string_view(lowered.data(), written.size())};
}

}  // namespace quire::text
