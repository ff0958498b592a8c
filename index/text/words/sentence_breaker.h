#pragma once
// Counts sentences and paragraphs from what stands between words. It would rather miss an end than
// see one where none is: a break keeps phrases apart. Owned by one thread at a time.
//
// * A sentence ends at . ! ? or … (and closing quotes or brackets) with white space behind, if what
//   comes next is no lower-case letter. Not at the point of an abbreviation (Mr.), an initial
//   (J. Smith), a dotted acronym (U.S. Senate) or an ordinal (3. Oktober).
// * The full stops of Chinese, Japanese and Indic writing always end one.
// * A paragraph ends at a blank line, at U+2029, and before an indented line after one that is not.

#include <cstdint>
#include <string_view>

namespace quire::text {

class SentenceBreaker {
 public:
  // Before the first word, which stands at `first_word`.
  void start(std::string_view text, std::size_t first_word);

  // Between the word at [begin, end) of the text and the one at `next`.
  void cross(std::string_view text, std::size_t begin, std::size_t end, std::size_t next);

  // A word was broken over two lines.
  void cross_line_inside_word() { line_indented_ = false; }

  [[nodiscard]] std::uint32_t sentence() const { return sentence_; }
  [[nodiscard]] std::uint32_t paragraph() const { return paragraph_; }

 private:
  std::uint32_t sentence_ = 0;
  std::uint32_t paragraph_ = 0;
  bool line_indented_ = false;  // the line of the last word
};

}  // namespace quire::text
