#pragma once
// What a user wrote as one word or phrase, in the terms of the index. Internal to the query folder.

#include <string>
#include <string_view>
#include <vector>

#include "index/text/words/tokenizer.h"

namespace quire::query {

struct WrittenWords {
  std::vector<std::string> words;      // in order
  std::vector<std::string> compounds;  // the same as one word: "re-elect" -> reelect
};

// The tokenizer's view of `written`. A compound counts only when it spans all of it.
[[nodiscard]] inline WrittenWords written_words(std::string_view written) {
  WrittenWords out;
  text::Tokenizer tokenizer(written);
  text::Token token;
  std::vector<std::pair<std::string, std::uint32_t>> compounds;
  std::uint32_t end = 0;
  while (tokenizer.next(token)) {
    const std::uint32_t token_end = token.begin + token.length;
    if (token.kind == text::TokenKind::kCompound) {
      if (token.position == 0) compounds.emplace_back(token.term, token_end);
      continue;
    }
    out.words.emplace_back(token.term);
    end = token_end;
  }
  for (auto& [term, compound_end] : compounds) {
    if (compound_end >= end) out.compounds.push_back(std::move(term));
  }
  return out;
}

}  // namespace quire::query
