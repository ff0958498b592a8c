// A query, as somebody might type it: it is read or refused at a place inside it, and what is read
// can be shown, translated and highlighted.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "index/base/utf8.h"
#include "index/query/syntax/lexer.h"
#include "index/query/syntax/parser.h"
#include "index/query/translation/match_terms.h"
#include "index/query/translation/to_xapian.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_positions(const std::vector<quire::query::Lexeme>& lexemes, std::size_t length) {
  std::size_t last = 0;
  for (const quire::query::Lexeme& lexeme : lexemes) {
    require(lexeme.position >= last && lexeme.position <= length);
    last = lexeme.position;
  }
  require(last == length && lexemes.back().kind == quire::query::LexemeKind::kEnd);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto stemmers = quire::text::Stemmers::create({"en", "de"});
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const std::size_t length = quire::count_code_points(quire::to_valid_utf8(query));
  if (const auto lexemes = quire::query::lex(query)) {
    check_positions(*lexemes, length);
    (void)quire::query::describe(*lexemes);
  }
  // Half a query may still be wrong, but never for being half.
  (void)quire::query::parse(query, {true, {}});
  const auto node = quire::query::parse(query);
  if (!node) {
    require(node.error().position.has_value() && *node.error().position <= length);
    require(!node.error().message.empty() && !node.error().hint.empty());
    return 0;
  }
  (void)quire::query::describe(*node);
  (void)quire::query::to_xapian(*node, {*stemmers, nullptr, {}, {{"notes", "/notes"}}})
      .query.get_description();
  (void)quire::query::match_terms(*node, *stemmers);
  return 0;
}
