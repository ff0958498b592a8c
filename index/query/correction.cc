#include "index/query/correction.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "index/base/utf8.h"
#include "index/query/syntax/lexer.h"
#include "index/text/words/tokenizer.h"

namespace quire::query {
namespace {

// Shorter words are near too many others.
constexpr std::size_t kLeastCharacters = 4;
constexpr std::size_t kTwoEditsFrom = 7;
// Of the words near a misspelt one.
constexpr std::size_t kNearWords = 20;
constexpr std::size_t kCandidates = 3;
// A word that so few articles have is misspelt if a near one is so many times as frequent.
constexpr std::uint64_t kFewArticles = 2;
constexpr std::uint64_t kMuchMoreFrequent = 100;
// In the units of the logarithm of the frequency: people rarely miss twice, or at the beginning.
constexpr double kSecondEdit = 3;
constexpr double kOtherBeginning = 2;

struct QueryWord {
  std::string term;
  std::size_t begin = 0;  // in bytes of the query
  std::size_t length = 0;
  bool single = false;  // not in a phrase
};

struct Candidate {
  std::string text;
  double likelihood = 0;
};

bool has_digit(std::string_view term) {
  return std::any_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The lexeme behind the operand that begins at `at`: a signed one, a field's value, a group.
std::size_t behind_operand(const std::vector<Lexeme>& lexemes, std::size_t at) {
  while (lexemes[at].kind == LexemeKind::kField || lexemes[at].kind == LexemeKind::kPlus ||
         lexemes[at].kind == LexemeKind::kMinus) {
    ++at;
  }
  int depth = 0;
  for (; lexemes[at].kind != LexemeKind::kEnd; ++at) {
    if (lexemes[at].kind == LexemeKind::kOpen) ++depth;
    if (lexemes[at].kind == LexemeKind::kClose) --depth;
    if (depth <= 0) return at + 1;
  }
  return at;
}

// Adds the words between two places of the query, but for compounds and their parts.
void add_words(std::string_view query, std::size_t begin, std::size_t end, bool single,
               std::vector<QueryWord>& words) {
  text::Tokenizer tokenizer(query.substr(begin, end - begin));
  text::Token token;
  std::uint32_t compound_end = 0;
  const std::size_t before = words.size();
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kCompound) {
      compound_end = std::max(compound_end, token.begin + token.length);
    } else if (token.begin >= compound_end) {
      words.push_back({std::string(token.term), begin + token.begin, token.length, single});
    }
  }
  // What is written as one word and is several (l'homme, AC/DC) is left alone.
  if (single && words.size() != before + 1) words.resize(before);
}

// The words that may be misspelt, in order.
std::vector<QueryWord> words_of(std::string_view query, const std::vector<Lexeme>& lexemes) {
  std::vector<QueryWord> words;
  for (std::size_t at = 0; lexemes[at].kind != LexemeKind::kEnd;) {
    switch (lexemes[at].kind) {
      case LexemeKind::kField:
      case LexemeKind::kMinus:
        at = behind_operand(lexemes, at);
        continue;
      case LexemeKind::kNot:
        at = behind_operand(lexemes, at + 1);
        continue;
      case LexemeKind::kWord:
      case LexemeKind::kPhrase:
        add_words(query, byte_offset_of(query, lexemes[at].position),
                  byte_offset_of(query, lexemes[at + 1].position),
                  lexemes[at].kind == LexemeKind::kWord, words);
        break;
      default:
        break;
    }
    ++at;
  }
  return words;
}

// Whether there is another form of the word in one of the languages.
bool has_form(const std::string& term, const vocabulary::Vocabulary& vocabulary,
              text::Stemmers& stemmers) {
  const std::vector<std::string>& languages = stemmers.languages();
  for (std::size_t i = 0; i < languages.size(); ++i) {
    text::Stemmer& stemmer = stemmers.at(i);
    const std::string stem(stemmer.stem(term));
    if (!vocabulary.forms(stem, languages[i], stemmer, 1).words.empty()) return true;
  }
  return false;
}

// What the word may have meant, likeliest first; nothing when it seems to be right.
std::vector<Candidate> candidates_for(const QueryWord& word,
                                      const vocabulary::Vocabulary& vocabulary,
                                      text::Stemmers& stemmers, const CorrectionOptions& options) {
  const std::size_t characters = count_code_points(word.term);
  if (characters < kLeastCharacters || has_digit(word.term)) return {};
  const std::uint64_t frequency = vocabulary.frequency(word.term);
  if (frequency > (options.found_few ? kFewArticles : 0)) return {};
  if (frequency == 0 && word.single && has_form(word.term, vocabulary, stemmers)) return {};
  const std::uint32_t edits = characters < kTwoEditsFrom || frequency > 0 ? 1 : 2;
  std::vector<Candidate> found;
  for (const auto& near : vocabulary.similar(word.term, edits, kNearWords).words) {
    if (near.distance == 0 || near.articles < frequency * kMuchMoreFrequent) continue;
    const bool same_beginning = near.text.front() == word.term.front();
    found.push_back({near.text, std::log(static_cast<double>(near.articles)) -
                                    kSecondEdit * (near.distance - 1) -
                                    (same_beginning ? 0 : kOtherBeginning)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.likelihood > b.likelihood;
  });
  found.resize(std::min(found.size(), kCandidates));
  return found;
}

// One of the ways to write the words: the term of each, and how likely all of them are.
struct Reading {
  std::vector<std::string> terms;
  double likelihood = 0;
};

// The likeliest readings with one more word, which is one of `candidates` (as it stands: none).
std::vector<Reading> extended(const std::vector<Reading>& readings, const QueryWord& word,
                              const std::vector<Candidate>& candidates, std::size_t most) {
  std::vector<Reading> longer;
  for (const Reading& reading : readings) {
    const auto add = [&](const std::string& term, double likelihood) {
      longer.push_back(reading);
      longer.back().terms.push_back(term);
      longer.back().likelihood += likelihood;
    };
    if (candidates.empty()) add(word.term, 0);
    for (const Candidate& candidate : candidates) add(candidate.text, candidate.likelihood);
  }
  std::stable_sort(longer.begin(), longer.end(),
                   [](const Reading& a, const Reading& b) { return a.likelihood > b.likelihood; });
  longer.resize(std::min(longer.size(), most));
  return longer;
}

Correction corrected(std::string_view query, const std::vector<QueryWord>& words,
                     const Reading& reading) {
  Correction out;
  std::size_t copied = 0;
  std::size_t single = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const QueryWord& word = words[i];
    if (word.single) {
      if (single++ > 0) out.context += " AND ";
      out.context += "\"" + reading.terms[i] + "\"";
    }
    if (reading.terms[i] == word.term) continue;
    out.query += query.substr(copied, word.begin - copied);
    out.query += reading.terms[i];
    copied = word.begin + word.length;
  }
  out.query += query.substr(copied);
  if (single < 2) out.context.clear();
  out.likelihood = reading.likelihood;
  return out;
}

}  // namespace

std::vector<Correction> corrections(std::string_view query,
                                    const vocabulary::Vocabulary& vocabulary,
                                    text::Stemmers& stemmers, const CorrectionOptions& options) {
  const std::string valid = to_valid_utf8(query);
  const auto lexemes = lex(valid);
  if (!lexemes) return {};
  const std::vector<QueryWord> words = words_of(valid, *lexemes);
  std::vector<Reading> readings(1);
  bool any = false;
  for (const QueryWord& word : words) {
    const auto candidates = candidates_for(word, vocabulary, stemmers, options);
    any = any || !candidates.empty();
    readings = extended(readings, word, candidates, options.most);
  }
  std::vector<Correction> out;
  if (!any) return out;
  for (const Reading& reading : readings) out.push_back(corrected(valid, words, reading));
  return out;
}

}  // namespace quire::query
