#include "index/vocabulary/vocabulary.h"

#include <algorithm>
#include <string>

#include "index/base/utf8.h"
#include "index/vocabulary/collected_words.h"
#include "index/vocabulary/levenshtein_automaton.h"

namespace quire::vocabulary {
namespace {

// How many of the first characters, which end at these offsets, two words have in common.
std::size_t common_characters(std::string_view a, std::string_view b,
                              const std::vector<std::size_t>& ends) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto bytes = static_cast<std::size_t>(differ.first - a.begin());
  return static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), bytes) - ends.begin());
}

// Walks along the table with the automaton, past all that begins too far away.
void collect_similar(const WordTable& table, LevenshteinAutomaton& automaton,
                     CollectedWords& found) {
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
  CollectedWords found;
  for (const auto& segment : segments_) {
    for (auto at = segment->table().at_least(prefix); !at.at_end() && at.word().starts_with(prefix);
         at.next()) {
      found.add(at.word(), at.articles());
    }
  }
  return found.first(limit);
}

Expansion Vocabulary::expand(const Wildcard& pattern, std::size_t limit) const {
  CollectedWords found;
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
  CollectedWords found;
  LevenshteinAutomaton automaton(word, distance);
  for (const auto& segment : segments_) collect_similar(segment->table(), automaton, found);
  return found.first(limit);
}

Expansion Vocabulary::forms(std::string_view stem, std::string_view language,
                            text::Stemmer& stemmer, std::size_t limit) const {
  CollectedWords found;
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

void Vocabulary::learn_forms(std::string_view language, text::Stemmer& stemmer) const {
  for (const auto& segment : segments_) (void)segment->stems(language, stemmer);
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
