#include "daemon/commands/interpret.h"

#include "index/base/format.h"
#include "index/query/syntax/days.h"
#include "index/query/syntax/parser.h"
#include "index/query/translation/match_terms.h"

namespace quire::commands {
namespace {

std::vector<query::DropFolder> drop_folders(const Engine& engine) {
  std::vector<query::DropFolder> folders;
  for (const auto& [name, root] : engine.drop_roots) folders.push_back({name, root});
  return folders;
}

}  // namespace

query::TranslationOptions ReadQuery::options(Engine& engine) const {
  return {engine.stemmers,      words.get(), guard,
          drop_folders(engine), {},          engine.searcher.postings()};
}

Result<ReadQuery> read_query(Engine& engine, std::string_view query, bool typing,
                             const store::MatchGuard& guard) {
  auto tree = query::parse(query, {typing, query::local_today()});
  if (!tree) return tree.error();
  ReadQuery out{*std::move(tree), nullptr, guard};
  if (!query::needs_words(out.tree)) return out;
  auto vocabulary = engine.searcher.vocabulary();
  if (!vocabulary) return vocabulary.error();
  out.words = std::make_unique<query::IndexWords>(*std::move(vocabulary), engine.stemmers);
  return out;
}

Result<std::optional<store::Recency>> read_recency(std::string_view half_life,
                                                   std::optional<UnixSeconds> as_of) {
  if (half_life.empty()) return std::optional<store::Recency>();
  const auto seconds = query::parse_duration(half_life);
  if (!seconds || *seconds == 0) {
    return Error{ErrorCode::kInvalidArgument, format("\"{}\" is no \"recency\"", half_life),
                 "write a half-life as in 12h, 30d or 52w"};
  }
  return std::optional(store::Recency{*seconds, as_of.value_or(query::local_today().now)});
}

Result<Interpreted> interpret(Engine& engine, std::string_view query, bool typing,
                              const store::MatchGuard& guard) {
  auto read = read_query(engine, query, typing, guard);
  if (!read) return read.error();
  Interpreted out;
  out.translated = query::to_xapian(read->tree, read->options(engine));
  out.terms = query::match_terms(read->tree, engine.stemmers, out.translated.expansions);
  out.tree = std::move(read->tree);
  return out;
}

}  // namespace quire::commands
