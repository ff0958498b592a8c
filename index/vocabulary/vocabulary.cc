#include "index/vocabulary/vocabulary.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "index/base/utf8.h"
#include "index/vocabulary/levenshtein_automaton.h"

namespace quire::vocabulary {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const {
    return std::hash<std::string_view>{}(word);
  }
};

// Words of several tables, each with its articles in all of them.
class Collected {
 public:
  void add(std::string_view word, std::uint64_t articles, std::uint32_t distance = 0) {
    auto known = words_.find(word);
    if (known == words_.end()) known = words_.emplace(std::string(word), Count{0, distance}).first;
    known->second.articles += articles;
  }

  // Nearest first, then most frequent, then in their order.
  [[nodiscard]] Expansion first(std::size_t limit) {
    std::vector<Entry*> order;
    order.reserve(words_.size());
    for (Entry& entry : words_) order.push_back(&entry);
    const std::size_t count = std::min(limit, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                      order.end(), [](const Entry* a, const Entry* b) { return before(*a, *b); });
    Expansion expansion;
    expansion.cut = order.size() > limit;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [word, found] = *order[i];
      expansion.words.push_back({word, found.articles, found.distance});
    }
    return expansion;
  }

 private:
  struct Count {
    std::uint64_t articles = 0;
    std::uint32_t distance = 0;
  };
  using Words = std::unordered_map<std::string, Count, Hash, std::equal_to<>>;
  using Entry = Words::value_type;

  static bool before(const Entry& a, const Entry& b) {
    if (a.second.distance != b.second.distance) return a.second.distance < b.second.distance;
    if (a.second.articles != b.second.articles) return a.second.articles > b.second.articles;
    return a.first < b.first;
  }

  Words words_;
};

// How many of the first characters, which end at these offsets, two words have in common.
std::size_t common_characters(std::string_view a, std::string_view b,
                              const std::vector<std::size_t>& ends) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto bytes = static_cast<std::size_t>(differ.first - a.begin());
  return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), bytes) - ends.begin());
}

// Walks along the table with the automaton, past all that begins too far away.
void collect_similar(const WordTable& table, LevenshteinAutomaton& automaton, Collected& found) {
  std::string before;
  std::vector<std::size_t> ends;  // of the characters of `before` that were read
  for (auto at = table.begin(); !at.at_end();) {
    const std::string_view word = at.word();
    ends.resize(common_characters(before, word, ends));
    std::size_t end = ends.empty() ? 0 : ends.back();
    bool alive = true;
    while (alive && end < word.size()) {
      const DecodedChar next = decode_utf8(word, end);
      end += next.length;
      alive = automaton.read(ends.size(), next.code_point);
      if (alive) ends.push_back(end);
    }
    before.assign(word.substr(0, end));
    if (!alive) {
      at.skip_prefix(end);
      continue;
    }
    if (const auto distance = automaton.distance(ends.size())) {
      found.add(word, at.articles(), *distance);
    }
    at.next();
  }
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::shared_ptr<const WordSet>> segments)
    : segments_(std::move(segments)) {}

std::uint64_t Vocabulary::frequency(std::string_view word) const {
  std::uint64_t articles = 0;
  for (const auto& segment : segments_) articles += segment->table().articles(word);
  return articles;
}

Expansion Vocabulary::with_prefix(std::string_view prefix, std::size_t limit) const {
  Collected found;
  for (const auto& segment : segments_) {
    for (auto at = segment->table().at_least(prefix); !at.at_end() && at.word().starts_with(prefix);
         at.next()) {
      found.add(at.word(), at.articles());
    }
  }
  return found.first(limit);
}

Expansion Vocabulary::expand(const Wildcard& pattern, std::size_t limit) const {
  Collected found;
  const std::string_view prefix = pattern.prefix();
  for (const auto& segment : segments_) {
    for (auto at = segment->table().at_least(prefix); !at.at_end() && at.word().starts_with(prefix);
         at.next()) {
      if (pattern.matches(at.word())) found.add(at.word(), at.articles());
    }
  }
  return found.first(limit);
}

Expansion Vocabulary::similar(std::string_view word, std::uint32_t distance,
                              std::size_t limit) const {
  Collected found;
  LevenshteinAutomaton automaton(word, distance);
  for (const auto& segment : segments_) collect_similar(segment->table(), automaton, found);
  return found.first(limit);
}

Expansion Vocabulary::forms(std::string_view stem, std::string_view language,
                            text::Stemmer& stemmer, std::size_t limit) const {
  Collected found;
  for (const auto& segment : segments_) {
    const WordTable& table = segment->table();
    for (const std::uint32_t index :
         segment->stems(language, stemmer).words(stem, table, stemmer)) {
      const auto at = table.at(index);
      found.add(at.word(), at.articles());
    }
  }
  return found.first(limit);
}

std::size_t Vocabulary::size() const {
  std::size_t words = 0;
  for (const auto& segment : segments_) words += segment->table().size();
  return words;
}

std::size_t Vocabulary::bytes() const {
  std::size_t bytes = 0;
  for (const auto& segment : segments_) bytes += segment->bytes();
  return bytes;
}

}  // namespace quire::vocabulary
