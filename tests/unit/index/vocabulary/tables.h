#pragma once
// Tables of words for tests.

#include <map>
#include <memory>
#include <random>
#include <string>

#include "index/vocabulary/word_set.h"

namespace quire::vocabulary {

inline WordTable table_of(const std::map<std::string, std::uint64_t>& words) {
  WordTable::Builder builder;
  for (const auto& [word, articles] : words) builder.add(word, articles);
  return builder.build();
}

inline std::shared_ptr<const WordSet> set_of(const std::map<std::string, std::uint64_t>& words) {
  return std::make_shared<const WordSet>(table_of(words));
}

// Short words over a few letters, so that many are alike.
inline std::map<std::string, std::uint64_t> alike_words(std::size_t count, unsigned seed) {
  const std::string letters[] = {"a", "b", "c", "é", "ж"};
  std::mt19937 random(seed);
  std::map<std::string, std::uint64_t> words;
  while (words.size() < count) {
    std::string word;
    for (std::size_t i = 1 + random() % 7; i > 0; --i) word += letters[random() % 5];
    words[word] = 1 + random() % 1000;
  }
  return words;
}

}  // namespace quire::vocabulary
