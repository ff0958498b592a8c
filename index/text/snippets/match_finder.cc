#include "index/text/snippets/match_finder.h"

#include <algorithm>
#include <map>

#include "index/text/words/tokenizer.h"

namespace quire::text {
namespace {

constexpr std::uint32_t kNoTerm = 0;

// Numbers for the terms that matter, from 1.
class TermNumbers {
 public:
  explicit TermNumbers(const MatchTerms& terms) {
    for (const auto& word : terms.words) words_.try_emplace(word, ++last_);
    for (const auto& stem : terms.stems) stems_.try_emplace(stem, ++last_);
    for (const auto& phrase : terms.phrases) {
      for (const auto& word : phrase) elements_.try_emplace(word, ++last_);
    }
  }

  std::uint32_t match(std::string_view term, Stemmer& stemmer) const {
    const std::uint32_t word = find(words_, term);
    if (word != kNoTerm || stems_.empty()) return word;
    return find(stems_, stemmer.stem(term));
  }

  [[nodiscard]] std::uint32_t element(std::string_view term) const { return find(elements_, term); }

  [[nodiscard]] bool has_phrases() const { return !elements_.empty(); }
  [[nodiscard]] std::uint32_t last() const { return last_; }

  using Numbers = std::unordered_map<std::string_view, std::uint32_t>;
  [[nodiscard]] const Numbers& words() const { return words_; }
  [[nodiscard]] const Numbers& stems() const { return stems_; }
  [[nodiscard]] const Numbers& elements() const { return elements_; }

 private:
  static std::uint32_t find(const Numbers& numbers, std::string_view term) {
    const auto found = numbers.find(term);
    return found == numbers.end() ? kNoTerm : found->second;
  }

  Numbers words_;
  Numbers stems_;
  Numbers elements_;
  std::uint32_t last_ = kNoTerm;
};

// What a phrase can meet at one position: a word, and perhaps a compound that starts with it.
struct PhraseSlot {
  std::uint32_t word = kNoTerm;
  std::uint32_t compound = kNoTerm;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t compound_end = 0;
  std::uint32_t paragraph = 0;
};

// Finds the phrases in a text, by the elements that its tokens are.
class PhraseFinder {
 public:
  void take(const Token& token, std::uint32_t element) {
    if (slots_.size() <= token.position) slots_.emplace_back();
    PhraseSlot& slot = slots_.back();
    slot.begin = token.begin;
    slot.paragraph = token.paragraph;
    if (token.kind == TokenKind::kCompound) {
      slot.compound = element;
      slot.compound_end = token.begin + token.length;
    } else {
      slot.word = element;
      slot.end = token.begin + token.length;
    }
  }

  // Once all tokens have been taken.
  void find(const MatchTerms& terms, const TermNumbers& numbers,
            std::vector<Match>& matches) const {
    std::uint32_t term = numbers.last();
    for (const auto& phrase : terms.phrases) {
      std::vector<std::uint32_t> elements;
      elements.reserve(phrase.size());
      for (const auto& word : phrase) elements.push_back(numbers.element(word));
      ++term;
      if (elements.empty()) continue;
      for (std::size_t i = 0; i < slots_.size(); ++i) {
        const std::size_t end = phrase_end(elements, i);
        if (end != 0) matches.push_back({slots_[i].begin, end, term});
      }
    }
  }

 private:
  // The byte where the phrase that starts at position `first` ends, or 0 when it does not stand
  // there.
  [[nodiscard]] std::size_t phrase_end(const std::vector<std::uint32_t>& elements,
                                       std::size_t first) const {
    std::size_t position = first;
    std::size_t end = 0;
    for (const std::uint32_t element : elements) {
      if (position >= slots_.size()) return 0;
      const PhraseSlot& slot = slots_[position];
      if (slot.paragraph != slots_[first].paragraph) return 0;
      if (slot.word == element) {
        end = slot.end;
        ++position;
      } else if (slot.compound == element) {
        end = slot.compound_end;
        while (position < slots_.size() && slots_[position].begin < end) ++position;
      } else {
        return 0;
      }
    }
    return end;
  }

  std::vector<PhraseSlot> slots_;  // by position
};

Match match_at(const Token& token, std::uint32_t term) {
  return {token.begin, std::size_t{token.begin} + token.length, term};
}

void put_in_order(std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
}

Token without_term(Token token) {
  token.term = {};  // it lasts no longer
  return token;
}

}  // namespace

Matches match_words(std::string_view text, const MatchTerms& terms, Stemmer& stemmer) {
  const TermNumbers numbers(terms);
  PhraseFinder phrases;
  Matches found;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    if (numbers.has_phrases()) phrases.take(token, numbers.element(token.term));
    const std::uint32_t term = numbers.match(token.term, stemmer);
    if (term != kNoTerm) found.matches.push_back(match_at(token, term));
    found.tokens.push_back(without_term(token));
  }
  phrases.find(terms, numbers, found.matches);
  put_in_order(found.matches);
  return found;
}

KnownText::KnownText(std::string_view text, Stemmer& stemmer) : words_(text, {}) {
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    const auto [word, is_new] =
        numbers_.try_emplace(std::string(token.term), static_cast<WordNumber>(numbers_.size()));
    if (is_new) {
      by_stem_[std::string(stemmer.stem(token.term))].push_back(word->second);
      places_.emplace_back();
    }
    places_[word->second].push_back(static_cast<std::uint32_t>(tokens_.size()));
    tokens_.push_back(without_term(token));
  }
  words_ = WordStarts(text, tokens_);
}

std::vector<Match> KnownText::match(const MatchTerms& terms) const {
  const TermNumbers numbers(terms);
  std::map<WordNumber, std::uint32_t> term_of;
  for (const auto& [stem, number] : numbers.stems()) {
    const auto found = by_stem_.find(std::string(stem));
    if (found == by_stem_.end()) continue;
    for (const WordNumber word : found->second) term_of[word] = number;
  }
  // A word that is looked for as it stands is not one of its stem's.
  const auto set = [this](const TermNumbers::Numbers& wanted, auto& of) {
    for (const auto& [term, number] : wanted) {
      const auto word = numbers_.find(std::string(term));
      if (word != numbers_.end()) of[word->second] = number;
    }
  };
  set(numbers.words(), term_of);
  std::vector<Match> matches;
  for (const auto& [word, term] : term_of) {
    for (const std::uint32_t at : places_[word]) matches.push_back(match_at(tokens_[at], term));
  }
  if (numbers.has_phrases()) {
    std::map<WordNumber, std::uint32_t> wanted;
    set(numbers.elements(), wanted);
    std::vector<std::uint32_t> element_of(tokens_.size(), kNoTerm);
    for (const auto& [word, element] : wanted) {
      for (const std::uint32_t at : places_[word]) element_of[at] = element;
    }
    PhraseFinder phrases;
    for (std::size_t i = 0; i < tokens_.size(); ++i) phrases.take(tokens_[i], element_of[i]);
    phrases.find(terms, numbers, matches);
  }
  put_in_order(matches);
  return matches;
}

std::optional<std::size_t> first_match(std::string_view text, const MatchTerms& terms,
                                       Stemmer& stemmer) {
  // A phrase that begins before a word may end behind it.
  if (!terms.phrases.empty()) {
    const Matches found = match_words(text, terms, stemmer);
    if (found.matches.empty()) return std::nullopt;
    return found.matches.front().begin;
  }
  const TermNumbers numbers(terms);
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    if (numbers.match(token.term, stemmer) != kNoTerm) return token.begin;
  }
  return std::nullopt;
}

std::vector<Span> merge(const std::vector<Match>& matches) {
  std::vector<Span> spans;
  for (const Match& match : matches) {
    const std::size_t last_end = spans.empty() ? 0 : spans.back().begin + spans.back().length;
    if (match.begin >= last_end) {
      spans.push_back({match.begin, match.end - match.begin});
    } else if (match.end > last_end) {
      spans.back().length = match.end - spans.back().begin;
    }
  }
  return spans;
}

}  // namespace quire::text
