#include "daemon/commands/interpret.h"

#include <ctime>
#include <optional>

#include "index/query/match_terms.h"
#include "index/query/parser.h"
#include "index/query/vocabulary_words.h"

namespace quire::commands {
namespace {

// By the clock and the time zone of this machine.
query::Today today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  const bool known = ::localtime_r(&now, &local) != nullptr;
  return {now, known ? static_cast<std::int32_t>(local.tm_gmtoff) : 0};
}

std::vector<query::DropFolder> drop_folders(const Engine& engine) {
  std::vector<query::DropFolder> folders;
  for (const auto& [name, root] : engine.drop_roots) folders.push_back({name, root});
  return folders;
}

}  // namespace

Result<Interpreted> interpret(Engine& engine, std::string_view query, bool typing,
                              const store::MatchGuard& guard) {
  auto tree = query::parse(query, {typing, today()});
  if (!tree) return tree.error();
  Interpreted out{*std::move(tree), {}, {}};
  std::optional<query::VocabularyWords> words;
  if (query::needs_words(out.tree)) {
    auto vocabulary = engine.searcher.vocabulary();
    if (!vocabulary) return vocabulary.error();
    words.emplace(*std::move(vocabulary), engine.language, engine.stemmer);
  }
  const query::TranslationOptions options{engine.stemmer, words ? &*words : nullptr, guard,
                                          drop_folders(engine)};
  out.translated = query::to_xapian(out.tree, options);
  out.terms = query::match_terms(out.tree, engine.stemmer, out.translated.expansions);
  return out;
}

}  // namespace quire::commands
