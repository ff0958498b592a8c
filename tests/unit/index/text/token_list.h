#pragma once
// What the tokenizer makes of a text, as lines that tests can compare.

#include <string>
#include <string_view>
#include <vector>

#include "index/text/words/tokenizer.h"

namespace quire::text {

// A Token that owns its term.
struct OwnedToken {
  std::string term;
  Token token;  // its term dangles
};

inline std::vector<OwnedToken> tokens_of(std::string_view text) {
  std::vector<OwnedToken> tokens;
  Tokenizer tokenizer(text);
  Token token;
  while (tokenizer.next(token)) tokens.push_back({std::string(token.term), token});
  return tokens;
}

// The terms with a space between them, compounds in brackets.
inline std::string terms_of(std::string_view text) {
  std::string line;
  for (const auto& [term, token] : tokens_of(text)) {
    if (!line.empty()) line += ' ';
    line += token.kind == TokenKind::kCompound ? "[" + term + "]" : term;
  }
  return line;
}

// The written forms with a '|' between them, compounds in brackets.
inline std::string written_forms(std::string_view text) {
  std::string line;
  for (const auto& [term, token] : tokens_of(text)) {
    if (!line.empty()) line += '|';
    const std::string written(text.substr(token.begin, token.length));
    line += token.kind == TokenKind::kCompound ? "[" + written + "]" : written;
  }
  return line;
}

// The words, " / " where a sentence begins and " // " where a paragraph does.
inline std::string sentences_of(std::string_view text) {
  std::string line;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  for (const auto& [term, token] : tokens_of(text)) {
    if (token.kind == TokenKind::kCompound) continue;
    if (token.paragraph != paragraph) {
      line += " // ";
    } else if (token.sentence != sentence) {
      line += " / ";
    } else if (!line.empty()) {
      line += ' ';
    }
    sentence = token.sentence;
    paragraph = token.paragraph;
    line += term;
  }
  return line;
}

}  // namespace quire::text
