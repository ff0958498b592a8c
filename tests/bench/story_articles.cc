#include "tests/bench/story_articles.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <utility>

#include "index/base/hash.h"

namespace quire::bench {
namespace {

constexpr std::size_t kMostVersions = 6;
constexpr std::size_t kBoilerplates = 5;
constexpr double kMostEdited = 0.3;
constexpr std::size_t kWordsInLine = 16;

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (i == from ? "" : " ") + words[i];
  return out;
}

// Paragraphs of about fifty words.
std::string set_in_lines(const std::vector<std::string>& words) {
  constexpr std::size_t kLines = 3;
  std::string out;
  std::size_t line = 0;
  for (std::size_t at = 0; at < words.size(); at += kWordsInLine) {
    out += joined(words, at, std::min(at + kWordsInLine, words.size())) + "\n";
    if (++line % kLines == 0) out += "\n";
  }
  return out;
}

// Some words are names, wherever they stand, and some are numbers.
std::string as_written(std::string word) {
  constexpr std::uint64_t kOneNameIn = 16;
  constexpr std::uint64_t kOneNumberIn = 30;
  constexpr std::uint64_t kNumbers = 10'000;
  const auto lower = [](char c) { return static_cast<char>(std::tolower(c)); };
  std::transform(word.begin(), word.end(), word.begin(), lower);
  const std::uint64_t hash = hash64(word);
  if (hash % kOneNumberIn == 1) return std::to_string(hash / kOneNumberIn % kNumbers);
  if (hash % kOneNameIn == 0) word.front() = static_cast<char>(std::toupper(word.front()));
  return word;
}

std::uint64_t pairs_of(std::uint64_t articles) { return articles * (articles - 1) / 2; }

}  // namespace

StoryGenerator::StoryGenerator(std::uint64_t seed) : random_(seed), articles_(seed) {
  for (std::size_t i = 0; i < kBoilerplates; ++i) {
    boilerplate_.push_back(set_in_lines(draw(25 + random_.below(50))));
  }
}

// Words of the next articles' texts, without their headlines.
StoryGenerator::Words StoryGenerator::draw(std::size_t count) {
  Words words;
  while (words.size() < count) {
    const std::string text = articles_.next();
    std::istringstream body(text.substr(text.find('-')));
    std::string word;
    while (words.size() < count && body >> word) words.push_back(as_written(std::move(word)));
  }
  return words;
}

// So many words are replaced, taken out and put in, one in two changes a whole sentence.
StoryGenerator::Words StoryGenerator::edited(Words words) {
  auto left =
      static_cast<std::size_t>(static_cast<double>(words.size()) * kMostEdited * random_.unit());
  while (left > 0) {
    const std::size_t wanted = random_.below(2) == 0 ? 1 + random_.below(3) : 8 + random_.below(13);
    const std::size_t length = std::min({wanted, left, words.size() / 2});
    if (length == 0) break;
    const auto at =
        words.begin() + static_cast<std::ptrdiff_t>(random_.below(words.size() - length + 1));
    const std::uint64_t kind = random_.below(3);
    const Words others = kind == 1 ? Words{} : draw(length);
    const auto rest = kind == 2 ? at : words.erase(at, at + static_cast<std::ptrdiff_t>(length));
    words.insert(rest, others.begin(), others.end());
    left -= length;
  }
  return words;
}

StoryGenerator::Words StoryGenerator::truncated(Words words) {
  const double kept = 0.5 + random_.unit() / 2;
  words.resize(static_cast<std::size_t>(static_cast<double>(words.size()) * kept));
  return words;
}

std::string StoryGenerator::with_surroundings(const Words& words) {
  std::string text = set_in_lines(words);
  if (random_.below(2) == 0) text = joined(draw(6), 0, 6) + " (Agency) -\n" + text;
  if (random_.below(2) == 0) text += "\nReporting by " + joined(draw(10), 0, 10) + "\n";
  if (random_.below(2) == 0) text += "\n" + boilerplate_[random_.below(boilerplate_.size())];
  return text;
}

std::vector<ToldArticle> StoryGenerator::next() {
  const std::size_t story = stories_++;
  const double u = random_.unit();
  const Words words = draw(100 + static_cast<std::size_t>(600 * u * u));
  const std::size_t versions = random_.below(2) == 0 ? 1 : 2 + random_.below(kMostVersions - 1);
  std::string title = joined(draw(7), 0, 7);
  std::vector<ToldArticle> told;
  for (std::size_t version = 0; version < versions; ++version) {
    Words text = version == 0 ? words : edited(words);
    if (version > 0 && random_.below(3) == 0) text = truncated(std::move(text));
    if (random_.below(3) == 0) title = joined(draw(7), 0, 7);
    told.push_back({story, title, with_surroundings(text)});
  }
  return told;
}

PairScores pair_scores(const std::vector<std::size_t>& truth,
                       const std::vector<std::string>& found) {
  std::map<std::size_t, std::uint64_t> told;
  std::map<std::string, std::uint64_t> claimed;
  std::map<std::pair<std::size_t, std::string>, std::uint64_t> both;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++told[truth[i]];
    ++claimed[found[i]];
    ++both[{truth[i], found[i]}];
  }
  const auto pairs = [](const auto& counts) {
    std::uint64_t sum = 0;
    for (const auto& [key, count] : counts) sum += pairs_of(count);
    return static_cast<double>(sum);
  };
  PairScores scores;
  if (!claimed.empty() && pairs(claimed) > 0) scores.precision = pairs(both) / pairs(claimed);
  if (!told.empty() && pairs(told) > 0) scores.recall = pairs(both) / pairs(told);
  return scores;
}

}  // namespace quire::bench
