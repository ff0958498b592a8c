#pragma once
// Where the words of a text begin, and how far that is from its beginning as a snippet counts: in
// code points, runs of white space as one. Values; owned by one thread.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "index/text/words/token.h"

namespace quire::text {

struct WordStart {
  std::size_t begin = 0;         // bytes
  std::size_t previous_end = 0;  // of the word before it
  std::size_t chars = 0;         // code points before it
  bool starts_sentence = false;
};

class WordStarts {
 public:
  // `tokens` are all of the text, in order, and the text outlives it. The later parts of a compound
  // are no words by themselves.
  WordStarts(std::string_view text, const std::vector<Token>& tokens);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t total_chars() const { return total_; }
  // Before a byte offset.
  [[nodiscard]] std::size_t chars_before(std::size_t offset) const;

  // All look for a word with at least `least` and at most `chars` code points before it.
  [[nodiscard]] const WordStart* nearest_sentence(std::size_t least, std::size_t chars) const;
  [[nodiscard]] const WordStart* farthest_sentence(std::size_t least, std::size_t chars) const;
  [[nodiscard]] const WordStart* farthest_word(std::size_t least, std::size_t chars) const;

 private:
  using Iterator = std::vector<WordStart>::const_iterator;

  [[nodiscard]] Iterator from(std::size_t chars) const;

  std::string_view text_;
  std::vector<WordStart> starts_;
  std::size_t total_ = 0;
};

}  // namespace quire::text
