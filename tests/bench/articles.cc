#include "tests/bench/articles.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "index/base/format.h"

namespace quire::bench {
namespace {

constexpr std::size_t kFirstWords = 20'000;
constexpr double kNewWord = 0.002;  // chance that a word is a new one

std::string capitalised(std::string word) {
  word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

}  // namespace

ArticleGenerator::ArticleGenerator(std::uint64_t seed) : random_(seed), of_fields_(~seed) {
  vocabulary_.reserve(kFirstWords * 2);
  while (vocabulary_.size() < kFirstWords) vocabulary_.push_back(make_word());
}

std::string ArticleGenerator::make_word() {
  constexpr std::array kStarts = {"b", "c", "d", "f", "g", "h",  "j",  "l",  "m",  "n",
                                  "p", "r", "s", "t", "v", "st", "tr", "pl", "gr", "ch"};
  constexpr std::array kMiddles = {"a", "e", "i", "o", "u", "ea", "ou", "ai"};
  constexpr std::array kEnds = {"", "n", "r", "s", "t", "l", "nd", "ck", "m", "st"};
  // Frequent words are short.
  const std::size_t syllables = 1 + random_.below(vocabulary_.size() < 200 ? 2 : 4);
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += kStarts.at(random_.below(kStarts.size()));
    word += kMiddles.at(random_.below(kMiddles.size()));
  }
  return word + kEnds.at(random_.below(kEnds.size()));
}

const std::string& ArticleGenerator::draw() {
  if (random_.unit() < kNewWord) vocabulary_.push_back(make_word());
  // The inverse of Zipf's distribution with exponent 1: rank = size^u - 1.
  const double rank = std::pow(static_cast<double>(vocabulary_.size()), random_.unit()) - 1.0;
  return vocabulary_.at(static_cast<std::size_t>(rank));
}

std::string ArticleGenerator::sentence() {
  std::string out = capitalised(draw());
  const std::size_t words = 7 + random_.below(23);
  for (std::size_t i = 0; i < words; ++i) {
    out += random_.below(14) == 0 ? ", " : " ";
    out += random_.below(12) == 0 ? capitalised(draw()) : draw();
  }
  return out + ".";
}

std::string ArticleGenerator::article(std::size_t words) {
  std::string out = capitalised(draw());
  for (int i = 0; i < 6; ++i) out += " " + draw();
  out += format("\n\n{}, report {} -", capitalised(draw()), ++number_);
  std::size_t written = 10;
  while (written < words) {
    const std::size_t sentences = 1 + random_.below(4);
    for (std::size_t i = 0; i < sentences; ++i) {
      const std::string next = sentence();
      written += static_cast<std::size_t>(std::count(next.begin(), next.end(), ' ')) + 1;
      out += (i == 0 ? "\n    " : "\n") + next;
    }
  }
  return out + "\n";
}

std::string ArticleGenerator::next() {
  // Most are short, some are long.
  const double u = random_.unit();
  return article(60 + static_cast<std::size_t>(640 * u * u));
}

std::string ArticleGenerator::next_with_fields() { return with_fields(next()); }

std::string ArticleGenerator::next_short() { return with_fields(article(130)); }

std::string ArticleGenerator::name(std::size_t count, std::size_t words) {
  const double rank = std::pow(static_cast<double>(count), of_fields_.unit()) - 1.0;
  // Words that are neither the most frequent of the text nor among its rare ones.
  std::size_t at = 500 + 7 * static_cast<std::size_t>(rank);
  std::string out;
  for (std::size_t i = 0; i < words; ++i, at += 3) {
    out += (i > 0 ? " " : "") + capitalised(vocabulary_.at(at));
  }
  return out;
}

std::string ArticleGenerator::with_fields(const std::string& article) {
  constexpr std::chrono::sys_days kFirst = std::chrono::year(2016) / 1 / 1;
  constexpr std::uint64_t kSeconds = 4 * 365 * 86'400ULL;
  const std::chrono::sys_seconds published =
      kFirst + std::chrono::seconds(of_fields_.below(kSeconds));
  const auto day = std::chrono::floor<std::chrono::days>(published);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(published - day);
  const std::size_t title = article.find('\n');
  return format(
      "---\ntitle: {}\nauthor: {}\ndate: {:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z\nsource: {}\n"
      "section: {}\nplace: {}\ntags: [{}, {}]\n---{}",
      article.substr(0, title), name(2000, 2), static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
      time.minutes().count(), time.seconds().count(), name(60, 2), name(12, 1), name(300, 1),
      name(400, 1), name(400, 1), article.substr(title));
}

}  // namespace quire::bench
