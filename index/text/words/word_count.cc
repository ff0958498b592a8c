#include "index/text/words/word_count.h"

#include "index/text/words/tokenizer.h"

namespace quire::text {

std::uint32_t count_words(std::string_view text) {
  Tokenizer tokenizer(text);
  Token token;
  std::uint32_t words = 0;
  while (tokenizer.next(token)) words += token.kind == TokenKind::kWord ? 1 : 0;
  return words;
}

}  // namespace quire::text
