#pragma once
// A word with placeholders: `*` is any run of characters, none too; `?` is one character. Matched
// on words as the tokenizer gives them, so the rest must be folded already. Immutable.
//
//   migra*  migrant, migration      wom?n  woman, women      *gate  watergate, gate

#include <string>
#include <string_view>

namespace quire::vocabulary {

class Wildcard {
 public:
  explicit Wildcard(std::string_view pattern);

  // Whether the whole word is such a word.
  [[nodiscard]] bool matches(std::string_view word) const;

  // What stands before the first placeholder: every word that matches begins with it.
  [[nodiscard]] std::string_view prefix() const {
    return std::string_view(pattern_).substr(0, prefix_);
  }
  [[nodiscard]] const std::string& pattern() const { return pattern_; }

 private:
  std::string pattern_;     // a run of stars is one
  std::size_t prefix_ = 0;  // bytes before the first placeholder
  std::string literal_;     // the longest text between placeholders
  std::size_t tail_ = 0;    // where the text behind the last placeholder begins
};

}  // namespace quire::vocabulary
