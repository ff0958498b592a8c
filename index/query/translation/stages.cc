#include "index/query/translation/stages.h"

#include "index/query/syntax/lexer.h"
#include "index/query/syntax/parser.h"
#include "index/query/translation/to_xapian.h"

namespace quire::query {

Result<Stages> stages_of(std::string_view query, bool typing) {
  const auto lexemes = lex(query, typing);
  if (!lexemes) return lexemes.error();
  const auto tree = parse(query, {typing, local_today()});
  if (!tree) return tree.error();
  auto stemmers = text::Stemmers::create({"en"});
  if (!stemmers) return stemmers.error();
  const Translated translated = to_xapian(*tree, {*stemmers, nullptr, {}, {}});
  return Stages{describe(*lexemes), describe(*tree), translated.query.get_description()};
}

}  // namespace quire::query
