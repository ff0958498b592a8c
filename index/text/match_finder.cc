#include "index/text/match_finder.h"

#include <algorithm>
#include <unordered_map>

#include "index/text/tokenizer.h"

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

class Collector {
 public:
  Collector(const MatchTerms& terms, const TermNumbers& numbers)
      : terms_(terms), numbers_(numbers) {}

  // The token is that term, and that element of phrases.
  void take(const Token& token, std::uint32_t term, std::uint32_t element) {
    const std::size_t end = token.begin + token.length;
    if (term != kNoTerm) found_.matches.push_back({token.begin, end, term});
    if (numbers_.has_phrases()) add_slot(token, element);
    add_word_start(token);
  }

  Matches finish() && {
    std::uint32_t term = numbers_.last();
    for (const auto& phrase : terms_.phrases) find_phrase(phrase, ++term);
    std::sort(found_.matches.begin(), found_.matches.end(), [](const Match& a, const Match& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    return std::move(found_);
  }

 private:
  void add_word_start(const Token& token) {
    if (token.begin < last_end_) return;  // a part of the compound before it
    const bool starts_sentence = found_.words.empty() || token.sentence != last_sentence_;
    found_.words.push_back({token.begin, last_end_, starts_sentence});
    last_end_ = token.begin + token.length;
    last_sentence_ = token.sentence;
  }

  void add_slot(const Token& token, std::uint32_t element) {
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

  void find_phrase(const std::vector<std::string>& phrase, std::uint32_t term) {
    std::vector<std::uint32_t> elements;
    elements.reserve(phrase.size());
    for (const auto& word : phrase) elements.push_back(numbers_.element(word));
    if (elements.empty()) return;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const std::size_t end = phrase_end(elements, i);
      if (end != 0) found_.matches.push_back({slots_[i].begin, end, term});
    }
  }

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

  const MatchTerms& terms_;
  const TermNumbers& numbers_;
  Matches found_;
  std::vector<PhraseSlot> slots_;  // by position
  std::size_t last_end_ = 0;
  std::uint32_t last_sentence_ = 0;
};

}  // namespace

Matches match_words(std::string_view text, const MatchTerms& terms, Stemmer& stemmer) {
  const TermNumbers numbers(terms);
  Collector collector(terms, numbers);
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    const std::uint32_t element = numbers.has_phrases() ? numbers.element(token.term) : kNoTerm;
    collector.take(token, numbers.match(token.term, stemmer), element);
  }
  return std::move(collector).finish();
}

KnownText::KnownText(std::string_view text, Stemmer& stemmer) : text_(text) {
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) {
    const auto [word, is_new] =
        words_.try_emplace(std::string(token.term), static_cast<std::uint32_t>(words_.size()));
    if (is_new) by_stem_[std::string(stemmer.stem(token.term))].push_back(word->second);
    numbers_.push_back(word->second);
    tokens_.push_back(token);
    tokens_.back().term = {};  // it lasts no longer
  }
}

Matches KnownText::match(const MatchTerms& terms) const {
  const TermNumbers numbers(terms);
  std::vector<std::uint32_t> term_of(words_.size(), kNoTerm);
  std::vector<std::uint32_t> element_of(words_.size(), kNoTerm);
  for (const auto& [stem, number] : numbers.stems()) {
    const auto found = by_stem_.find(std::string(stem));
    if (found == by_stem_.end()) continue;
    for (const std::uint32_t word : found->second) term_of[word] = number;
  }
  // A word that is looked for as it stands is not one of its stem's.
  const auto set = [this](const TermNumbers::Numbers& wanted, std::vector<std::uint32_t>& of) {
    for (const auto& [term, number] : wanted) {
      const auto word = words_.find(std::string(term));
      if (word != words_.end()) of[word->second] = number;
    }
  };
  set(numbers.words(), term_of);
  set(numbers.elements(), element_of);
  Collector collector(terms, numbers);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    collector.take(tokens_[i], term_of[numbers_[i]], element_of[numbers_[i]]);
  }
  return std::move(collector).finish();
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
