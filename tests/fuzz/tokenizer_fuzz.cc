// Whatever the bytes: spans stay in the text, positions and sentences never go back, terms are
// short valid UTF-8, and a word that is made of ASCII gives itself again.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "index/base/utf8.h"
#include "index/text/normalizer.h"
#include "index/text/words/tokenizer.h"

namespace {

using quire::text::Token;
using quire::text::Tokenizer;
using quire::text::TokenKind;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_token(std::string_view text, const Token& token, const Token& last) {
  require(!token.term.empty() && token.term.size() <= quire::text::kMaxTermBytes);
  require(!quire::first_invalid_utf8(token.term).has_value());
  require(token.length > 0 && std::size_t{token.begin} + token.length <= text.size());
  require(token.begin >= last.begin);
  require(token.position == last.position || token.position == last.position + 1);
  require(token.sentence >= last.sentence && token.paragraph >= last.paragraph);
}

void check_again(const std::string& term) {
  Tokenizer tokenizer(term);
  Token token;
  require(tokenizer.next(token));
  require(token.term == term);
  require(!tokenizer.next(token));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Tokenizer tokenizer(text);
  Token token;
  Token last;
  while (tokenizer.next(token)) {
    check_token(text, token, last);
    const bool ascii = std::all_of(token.term.begin(), token.term.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii && token.kind == TokenKind::kWord) check_again(std::string(token.term));
    last = token;
  }
  const std::string folded = quire::text::fold(text);
  require(!quire::first_invalid_utf8(folded).has_value());
  return 0;
}
