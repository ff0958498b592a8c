#pragma once
// Words that say nothing of what a text is about. Thread-safe.

#include <cstdint>
#include <string_view>

namespace quire::text {

enum class StopWord : std::uint8_t {
  kNone,
  kFunction,  // articles, prepositions and the like: the, of, and
  // Says little in a sentence, but was chosen in a query of two or three words: who, will, before.
  kLoose,
};

// `word` as the tokenizer gives it. `language` is an ISO 639-1 code; kNone for any word of one that
// has no list.
[[nodiscard]] StopWord stop_word(std::string_view word, std::string_view language);

}  // namespace quire::text
