#pragma once
// Text to words: the one tokenizer for indexing, queries and highlighting, so that what is written
// can be found as it is written.
//
//   "The U.S. didn't re-elect O’Neill." gives
//     the us didnt [reelect] re elect oneill
//
// * ASCII words take a table-driven fast path; anything else is decoded and classified by ICU.
// * Terms are case-folded and stripped of accents as fold() in normalizer.h does it: ё is е, but й
// is
//   not и; vowel signs of Indic scripts stay; soft hyphens, joiners and tatweel vanish.
// * An acronym with dots is one word without them, its span has the last dot (U.S. -> us); `&`
// joins
//   letters (AT&T -> at&t), `+`, `++` or `#` may end a word of up to three letters (C++, C#, BBB+).
// * An apostrophe inside a word, plain or typographic, is dropped (O'Neill -> oneill), an English
//   possessive 's goes with it (police's -> police), an elided article stands alone
//   (l'homme -> l homme).
// * Hyphenated words give their parts, and first the whole as a compound at the place of the first
//   part (re-elect -> [reelect] re elect), so that all three spellings meet. So do words with `_`,
//   dates (12.04.2018), degrees (Ph.D.), and words broken over two lines. Not more than four parts.
// * Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese runs are cut by ICU's dictionaries.
// * A number keeps an inner point or comma (3.5, 3,5), but loses the separators of thousands
//   (1,750.25 and 1.750,25 -> 1750.25). Digits of every script are ASCII's.
// * A term is at most kMaxTermBytes long; longer words are cut at a code point.
//
// Owned by one thread at a time. Never fails: bytes that are not UTF-8 separate words.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "index/text/words/token.h"

namespace quire::text {

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
