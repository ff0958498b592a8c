#include "index/store/rank/feedback.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "index/store/format/schema.h"

namespace quire::store {
namespace {

constexpr std::size_t kWords = 20;
// The heaviest word's part of what a word of the query weighs, the others' in proportion.
constexpr double kHeaviest = 0.25;
// A word that more than this part of all articles have tells nothing apart.
constexpr double kTooFrequent = 0.1;
constexpr std::uint32_t kFewest = 2;      // of the best articles have it
constexpr std::size_t kShortest = 3;      // letters of a stem
constexpr std::size_t kFewArticles = 30;  // with fewer in the index nothing can be told

// In how many of the best articles each stem is.
std::map<std::string, std::uint32_t> count_stems(const Xapian::Database& database,
                                                 std::span<const Ranked> best) {
  std::map<std::string, std::uint32_t> counts;
  for (const Ranked& article : best.first(std::min(best.size(), kFeedbackArticles))) {
    auto term = database.termlist_begin(article.id);
    const auto end = database.termlist_end(article.id);
    for (term.skip_to(std::string(prefix::kStem)); term != end; ++term) {
      std::string stem = *term;
      if (!stem.starts_with(prefix::kStem)) break;
      ++counts[std::move(stem)];
    }
  }
  return counts;
}

bool may_be_added(std::string_view term) {
  const std::string_view stem = term.substr(prefix::kStem.size());
  const bool is_of_title = term.starts_with(prefix::kTitleStem);
  const bool has_digit =
      std::any_of(stem.begin(), stem.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !is_of_title && !has_digit && stem.size() >= kShortest;
}

}  // namespace

std::vector<AddedWord> words_of_the_best(const Xapian::Database& database,
                                         const Xapian::Query& query, std::span<const Ranked> best) {
  const double all = database.get_doccount();
  if (all < kFewArticles) return {};
  const std::set<std::string> asked(query.get_unique_terms_begin(), query.get_unique_terms_end());
  std::vector<AddedWord> words;
  for (const auto& [term, count] : count_stems(database, best)) {
    if (count < kFewest || !may_be_added(term) || asked.contains(term)) continue;
    const double having = database.get_termfreq(term);
    if (having > kTooFrequent * all) continue;
    words.push_back({term.substr(prefix::kStem.size()),
                     count * std::log((all - having + 0.5) / (having + 0.5))});
  }
  const auto kept = std::min(words.size(), kWords);
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(),
                    [](const AddedWord& a, const AddedWord& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
                    });
  words.resize(kept);
  const double heaviest = words.empty() ? 1 : words.front().weight;
  for (AddedWord& word : words) word.weight *= kHeaviest / heaviest;
  return words;
}

Xapian::Query with_words(const Xapian::Query& query, const std::vector<AddedWord>& words) {
  std::vector<Xapian::Query> added;
  for (const AddedWord& word : words) {
    added.push_back(Xapian::Query(std::string(prefix::kStem) + word.stem) * word.weight);
  }
  return {Xapian::Query::OP_AND_MAYBE, query,
          Xapian::Query(Xapian::Query::OP_OR, added.begin(), added.end())};
}

}  // namespace quire::store
