#include "index/store/search/completion.h"

#include <string>

#include "index/store/format/record.h"
#include "index/store/format/value_terms.h"
#include "index/text/normalizer.h"
#include "index/vocabulary/collected_words.h"

namespace quire::store {
namespace {

// Of the articles with a value so many are looked at to see how it is written: some of them may
// have been removed.
constexpr int kArticlesTried = 20;

// What does not belong to a word; of what is not ASCII all does.
bool separates(char c) {
  const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    (static_cast<unsigned char>(c) & 0x80U) != 0;
  return !word;
}

bool has_word_with(std::string_view value, std::string_view prefix) {
  for (std::size_t at = value.find(prefix); at != std::string_view::npos;
       at = value.find(prefix, at + 1)) {
    if (at == 0 || separates(value[at - 1])) return true;
  }
  return false;
}

// Empty when no article has it any more.
std::string as_written(const Snapshot& at, ValueField field, std::string_view folded) {
  const std::string term = std::string(value_prefix(field)) + std::string(folded);
  int tried = 0;
  for (auto it = at.database.postlist_begin(term);
       it != at.database.postlist_end(term) && tried < kArticlesTried; ++it) {
    if (!at.has(*it)) continue;
    ++tried;
    const auto stored = decode_record(at.database.get_document(*it).get_data());
    if (!stored) throw Xapian::DatabaseCorruptError(stored.error().message);
    for (const std::string& value : values_of(stored->article, field)) {
      if (value_term(value_prefix(field), value) == term) return text::collapse_space(value);
    }
  }
  return {};
}

}  // namespace

std::vector<vocabulary::Word> complete_value(const Snapshot& at, const WordsAt& words,
                                             ValueField field, std::string_view prefix,
                                             std::size_t limit) {
  vocabulary::CollectedWords found;
  for (const auto& segment : words.segments) {
    const auto& values = segment->values.at(static_cast<std::size_t>(field));
    for (auto value = values.begin(); !value.at_end(); value.next()) {
      if (has_word_with(value.word(), prefix)) found.add(value.word(), value.articles());
    }
  }
  std::vector<vocabulary::Word> completions;
  // Twice as many as are wanted, in the place of those that have gone.
  for (vocabulary::Word& value : found.first(2 * limit).words) {
    if (completions.size() == limit) break;
    value.text = as_written(at, field, value.text);
    if (!value.text.empty()) completions.push_back(std::move(value));
  }
  return completions;
}

}  // namespace quire::store
