#pragma once
// A line as the cleaning rules compare it. Pure functions.

#include <string>
#include <string_view>

namespace quire::extract {

// ASCII letters in lower case, white space (the non-breaking too) collapsed to single spaces,
// typographic apostrophes as plain ones, dashes left out when they stand alone.
[[nodiscard]] std::string plain_words(std::string_view text);

// Without the marks at its end and its start: . : ! … » > - | and their like.
[[nodiscard]] std::string_view without_end_marks(std::string_view line);

[[nodiscard]] bool ends_a_sentence(std::string_view line);

// Calls `use(word)` for each word between spaces, commas, bars and bullets, until it returns false;
// says whether it never did.
template <class Use>
bool for_each_word(std::string_view line, Use use) {
  constexpr std::string_view kBetween = " ,|/";
  while (true) {
    const std::size_t start = line.find_first_not_of(kBetween);
    if (start == std::string_view::npos) return true;
    line.remove_prefix(start);
    const std::size_t end = line.find_first_of(kBetween);
    if (!use(line.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    line.remove_prefix(end);
  }
}

}  // namespace quire::extract
