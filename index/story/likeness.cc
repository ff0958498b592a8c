#include "index/story/likeness.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "index/base/hash.h"
#include "index/story/rows.h"
#include "index/text/words/tokenizer.h"

namespace quire::story {
namespace {

constexpr double kLeastLength = 0.4;
constexpr double kRowsOfWords = 4;
// Fewer names and numbers tell nothing.
constexpr std::size_t kFewestTelling = 4;
// Of n words of which each is left with probability p, n p are left on average, and seldom less
// than so many standard deviations below that.
constexpr double kDeviations = 1.5;

template <class Hash>
void sort_unique(std::vector<Hash>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

template <class Hash>
double contained_part(const std::vector<Hash>& shorter, const std::vector<Hash>& longer) {
  if (shorter.empty()) return 0;
  std::size_t common = 0;
  for (auto i = shorter.begin(), j = longer.begin(); i != shorter.end() && j != longer.end();) {
    const auto one = *i;
    const auto other = *j;
    if (one == other) ++common;
    if (one <= other) ++i;
    if (other <= one) ++j;
  }
  return static_cast<double>(common) / static_cast<double>(shorter.size());
}

// Whether so much of the shorter text's words is in the longer one, give or take what chance does.
bool has_enough(const std::vector<std::uint64_t>& shorter, const std::vector<std::uint64_t>& longer,
                double contained) {
  const auto count = static_cast<double>(shorter.size());
  const double deviation = std::sqrt(contained * (1 - contained) / count);
  return contained_part(shorter, longer) >= contained - kDeviations * deviation;
}

constexpr int kDaysOfAny = 1;
constexpr std::size_t kRowsOfADay = 100;
constexpr int kDaysOfAYear = 365;
constexpr int kDaysOfAMonth = 31;

// Months as a dateline has them, "March" and "Mar"; 0 for January.
std::optional<int> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  constexpr std::size_t kShort = 3;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view month = kMonths.at(i);
    const bool is_sept = word == "sept" && month.starts_with(word);
    if (word == month || word == month.substr(0, kShort) || is_sept) return static_cast<int>(i);
  }
  return std::nullopt;
}

std::optional<int> day_of_month(std::string_view word) {
  int day = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), day);
  const bool is_day = error == std::errc{} && end == word.data() + word.size() && day >= 1;
  return is_day && day <= kDaysOfAMonth ? std::optional(day) : std::nullopt;
}

// Looks for a month beside a day of it, among the words with which a text begins.
class DayFinder {
 public:
  void add(std::string_view word) {
    if (day_ || ++words_ > kWordsOfDateline) return;
    const std::optional<int> month = month_of(word);
    const std::optional<int> number = day_of_month(word);
    if (number && month_) day_ = *month_ * kDaysOfAMonth + *number - 1;
    if (month && number_) day_ = *month * kDaysOfAMonth + *number_ - 1;
    month_ = month;
    number_ = number;
  }
  // Months count for as long as the longest, which is precise enough.
  [[nodiscard]] std::optional<int> day() const {
    return day_ ? std::optional(*day_ * kDaysOfAYear / (12 * kDaysOfAMonth)) : std::nullopt;
  }

 private:
  static constexpr std::size_t kWordsOfDateline = 12;

  std::size_t words_ = 0;
  std::optional<int> month_;   // the last word, if it is one
  std::optional<int> number_;  // the same
  std::optional<int> day_;
};

bool begin_too_far_apart(const Contents& shorter, const Contents& longer) {
  if (!shorter.day || !longer.day) return false;
  const int apart = std::abs(*shorter.day - *longer.day);
  return std::min(apart, kDaysOfAYear - apart) > days_between_versions(shorter.rows.size());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Contents contents_of(std::string_view text) {
  Contents contents;
  RowMaker rows;
  text::Tokenizer tokenizer(text);
  text::Token token;
  DayFinder day;
  std::uint32_t sentence = 0;
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kCompound) continue;
    const std::uint64_t word = hash64(token.term);
    contents.words.push_back(word);
    const char first = text[token.begin];
    const bool begins_sentence = contents.words.size() == 1 || token.sentence != sentence;
    sentence = token.sentence;
    if (is_digit(first)) contents.numbers.push_back(word);
    if (is_digit(first) || (is_capital(first) && !begins_sentence))
      contents.telling.push_back(word);
    rows.add(word);
    day.add(token.term);
  }
  contents.day = day.day();
  contents.rows = rows.rows();
  sort_unique(contents.words);
  sort_unique(contents.telling);
  sort_unique(contents.numbers);
  sort_unique(contents.rows);
  return contents;
}

int days_between_versions(std::size_t rows) {
  return kDaysOfAny + static_cast<int>(rows / kRowsOfADay);
}

bool is_version(const Contents& a, const Contents& b, double contained) {
  const bool a_is_shorter = a.rows.size() <= b.rows.size();
  const Contents& shorter = a_is_shorter ? a : b;
  const Contents& longer = a_is_shorter ? b : a;
  const auto length = static_cast<double>(longer.rows.size());
  if (static_cast<double>(shorter.rows.size()) < kLeastLength * length) return false;
  if (contained_part(shorter.rows, longer.rows) < std::pow(contained, kRowsOfWords)) return false;
  if (begin_too_far_apart(shorter, longer)) return false;
  const auto tell_apart = [&](const auto& one, const auto& other) {
    return one.size() >= kFewestTelling && !has_enough(one, other, contained);
  };
  return has_enough(shorter.words, longer.words, contained) &&
         !tell_apart(shorter.telling, longer.telling) &&
         !tell_apart(shorter.numbers, longer.numbers);
}

}  // namespace quire::story
