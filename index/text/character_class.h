#pragma once
// What a character is to the tokenizer, and what it becomes in a term. ASCII is answered from
// tables made by the compiler; the rest from ICU, most of it through a constant table that is made
// on first use. Thread-safe.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quire::text {

enum class CharClass : std::uint8_t {
  kOther,       // separates words
  kLetter,      // of a script that puts spaces between words
  kDigit,       // decimal digits of any script
  kMark,        // attaches to the letter before it
  kDictionary,  // of a script without spaces: Han, kana, Thai, Lao, Khmer, Burmese
  kIgnorable,   // vanishes inside a word: soft hyphen, joiners, variation selectors, tatweel
  kApostrophe,
  kHyphen,
  kUnderscore,
  kDot,
  kComma,
  kAmpersand,
  kPlus,
  kHash,
  kInnerPoint,  // Catalan's l·l
};

inline constexpr std::size_t kShortFold = 5;  // bytes
inline constexpr std::uint8_t kLongFold = 0xFF;

struct CharInfo {
  CharClass char_class = CharClass::kOther;
  bool may_compose = false;  // the folded form may join the character before it (NFC)
  std::uint8_t length = 0;   // of `folded`; kLongFold when it does not fit
  std::array<char, kShortFold> folded{};
};

// What one byte can be to the scanners of plain ASCII text.
inline constexpr std::uint8_t kLowerBit = 1;
inline constexpr std::uint8_t kUpperBit = 2;
inline constexpr std::uint8_t kDigitBit = 4;
inline constexpr std::uint8_t kJoinerBit = 8;       // a word may go on behind it
inline constexpr std::uint8_t kTerminatorBit = 16;  // may end a sentence
inline constexpr std::uint8_t kNewlineBit = 32;
inline constexpr std::uint8_t kHighBit = 64;  // not ASCII
inline constexpr std::uint8_t kLetterBits = kLowerBit | kUpperBit;
inline constexpr std::uint8_t kWordBits = kLetterBits | kDigitBit;

constexpr std::array<std::uint8_t, 256> make_byte_bits() {
  std::array<std::uint8_t, 256> bits{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) bits[c] = kLowerBit;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) bits[c] = kUpperBit;
  for (std::size_t c = '0'; c <= '9'; ++c) bits[c] = kDigitBit;
  for (const char c : std::string_view("'-_,&+#")) bits[static_cast<unsigned char>(c)] = kJoinerBit;
  bits['.'] = kJoinerBit | kTerminatorBit;
  bits['!'] = bits['?'] = kTerminatorBit;
  bits['\n'] = bits['\r'] = kNewlineBit;
  for (std::size_t c = 0x80; c < 0x100; ++c) bits[c] = kHighBit;
  return bits;
}

inline constexpr std::array<std::uint8_t, 256> kByteBits = make_byte_bits();

constexpr std::uint8_t byte_bits(char c) { return kByteBits[static_cast<unsigned char>(c)]; }

constexpr char ascii_lower(char c) {
  return (byte_bits(c) & kUpperBit) != 0 ? static_cast<char>(c | 0x20) : c;
}

[[nodiscard]] CharInfo char_info(char32_t c);

// Whether a word can begin with it.
[[nodiscard]] constexpr bool starts_word(CharClass c) {
  return c == CharClass::kLetter || c == CharClass::kDigit || c == CharClass::kDictionary;
}

// Appends what `c`, of which `info` is known, becomes in a term. A mark that makes a letter of its
// own of the one before it (и + breve is й) changes the end of `out`.
void append_folded(std::string& out, char32_t c, const CharInfo& info);

// Unicode white space, ASCII's included.
[[nodiscard]] bool is_space(char32_t c);

}  // namespace quire::text
