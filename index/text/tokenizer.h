#pragma once
// Text to words: the one tokenizer for indexing, queries and highlighting, so that what is written
// can be found as it is written.
//
//   "The U.S. didn't re-elect O’Neill." gives
//     the us didnt [reelect] re elect oneill
//
// * ASCII words take a table-driven fast path; anything else is decoded and classified by ICU.
// * Terms are case-folded and stripped of accents (NFKD without marks, plus letters that do not
//   decompose, such as ø, ł, ß).
// * An acronym with dots is one word without them (U.S. -> us), `&` joins letters (AT&T -> at&t),
//   `+` and `#` may end a short word (C++, C#).
// * An apostrophe inside a word, plain or typographic, is dropped (O'Neill -> oneill), an English
//   possessive 's goes with it (police's -> police), an elided article stands alone
//   (l'homme -> l homme).
// * Hyphenated words give their parts, and first the whole as a compound at the place of the first
//   part (re-elect -> [reelect] re elect), so that all three spellings meet.
// * Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese runs are cut by ICU's dictionaries.
// * A number keeps an inner point or comma, but loses thousands commas (1,750.25 -> 1750.25).
// * A term is at most kMaxTermBytes long; longer words are cut at a code point.
//
// Owned by one thread at a time. Never fails: bytes that are not UTF-8 separate words.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quire::text {

inline constexpr std::size_t kMaxTermBytes = 64;

enum class TokenKind : std::uint8_t {
  kWord,
  kCompound,  // another spelling of the words that start at the same position
};

struct Token {
  std::string_view term;         // normalised; valid until the next call of next()
  std::uint32_t begin = 0;       // byte offset in the text
  std::uint32_t length = 0;      // bytes in the text
  std::uint32_t position = 0;    // word number from 0; a compound has that of its first part
  std::uint32_t sentence = 0;    // from 0, through the whole text
  std::uint32_t paragraph = 0;   // from 0
  TokenKind kind = TokenKind::kWord;
};

class Tokenizer {
 public:
  // `text` must outlive its use here. At most 4 GiB - 1.
  explicit Tokenizer(std::string_view text);
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  // Starts over on another text, keeping buffers and ICU iterators.
  void reset(std::string_view text);

  // The next token, or false at the end.
  bool next(Token& token);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quire::text
