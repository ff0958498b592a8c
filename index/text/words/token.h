#pragma once
// A word of a text, as the tokenizer gives it. Values.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::text {

inline constexpr std::size_t kMaxTermBytes = 64;

enum class TokenKind : std::uint8_t {
  kWord,
  kCompound,  // another spelling of the words that start at the same position
};

struct Token {
  std::string_view term;        // normalised; valid until the next call of next()
  std::uint32_t begin = 0;      // byte offset in the text
  std::uint32_t length = 0;     // bytes in the text
  std::uint32_t position = 0;   // word number from 0; a compound has that of its first part
  std::uint32_t sentence = 0;   // from 0, through the whole text
  std::uint32_t paragraph = 0;  // from 0
  TokenKind kind = TokenKind::kWord;
};

}  // namespace quire::text
