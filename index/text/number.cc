#include "index/text/number.h"

#include <algorithm>

namespace quire::text {
namespace {

// 1,750,000; Indian writing has groups of two before the last (1,50,000).
bool are_thousands(std::string_view lengths) {
  if (lengths.front() > 3 || lengths.back() != 3) return false;
  return std::all_of(lengths.begin() + 1, lengths.end(), [](char n) { return n == 2 || n == 3; });
}

}  // namespace

NumberForm number_form(std::string_view separators, std::string_view lengths) {
  const auto commas = std::count(separators.begin(), separators.end(), ',');
  const auto points = std::count(separators.begin(), separators.end(), '.');
  const std::string_view whole = lengths.substr(0, lengths.size() - 1);
  if (commas == 0) return points == 1 ? NumberForm::kAsWritten : NumberForm::kDottedParts;
  if (points == 0) {
    if (are_thousands(lengths)) return NumberForm::kNoCommas;
    return commas == 1 ? NumberForm::kAsWritten : NumberForm::kApart;
  }
  if (points == 1 && separators.back() == '.' && are_thousands(whole)) {
    return NumberForm::kNoCommas;
  }
  if (commas == 1 && separators.back() == ',' && are_thousands(whole)) {
    return NumberForm::kNoPoints;
  }
  return NumberForm::kApart;
}

}  // namespace quire::text
