#pragma once
// Words that a part of a query stands for. Values.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace quire::vocabulary {

// So many words a part of a query may stand for, unless the caller says otherwise.
inline constexpr std::size_t kExpansionLimit = 500;

struct Word {
  std::string text;            // as the tokenizer gives it
  std::uint64_t articles = 0;  // that have it
  std::uint32_t distance = 0;  // edits from what was asked for; 0 but for similar words

  friend bool operator==(const Word&, const Word&) = default;
};

struct Expansion {
  std::vector<Word> words;
  bool cut = false;  // there were more than the limit: these are the first of them
};

}  // namespace quire::vocabulary
