#pragma once
// A short text cut into numbers, words and signs, for reading dates in it. Pure functions.

#include <cstdint>
#include <string_view>
#include <vector>

namespace quire::extract {

struct DateToken {
  enum class Kind : std::uint8_t { kNumber, kWord, kSign };
  Kind kind = Kind::kSign;
  std::string_view text;
  std::uint64_t value = 0;  // of a number of up to 18 digits
  bool space_before = false;

  [[nodiscard]] bool is_number(std::size_t fewest, std::size_t most) const {
    return kind == Kind::kNumber && text.size() >= fewest && text.size() <= most;
  }
  [[nodiscard]] bool is(std::string_view wanted) const { return text == wanted; }
};

// `folded` is lower case and outlives the tokens; numbers are of ASCII digits.
[[nodiscard]] std::vector<DateToken> date_tokens(std::string_view folded);

}  // namespace quire::extract
