#include "index/query/translation/word_terms.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/query/positions/position_source.h"
#include "index/query/syntax/wildcard.h"
#include "index/query/syntax/written_words.h"
#include "index/store/format/schema.h"
#include "index/text/stems/stop_words.h"

namespace quire::query {
namespace {

// A word that is `distance` edits away counts so much.
constexpr double kFuzzyWeights[] = {1.0, 0.7, 0.5};

std::string term(std::string_view word, Field field) {
  std::string out(field == Field::kTitle ? store::prefix::kTitle : std::string_view());
  out += word;
  return out;
}

// The words of a phrase, of which some are patterns.
std::vector<std::string> pieces_of(std::string_view phrase) {
  std::vector<std::string> pieces;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find_first_of(" \t\n"), phrase.size());
    if (end > 0) pieces.emplace_back(phrase.substr(0, end));
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return pieces;
}

bool has_patterns(const Node& node) {
  if (node.text.find_first_of("*?") == std::string::npos) return false;
  const auto pieces = pieces_of(node.text);
  return std::any_of(pieces.begin(), pieces.end(),
                     [](const auto& piece) { return !wildcard_pattern(piece).empty(); });
}

// A piece of a phrase as a node of its own.
Node part_of(const Node& phrase, const std::string& piece) {
  Node part;
  part.text = wildcard_pattern(piece);
  part.kind = part.text.empty() ? NodeKind::kExact : NodeKind::kWildcard;
  if (part.text.empty()) part.text = piece;
  part.field = phrase.field;
  part.position = phrase.position;
  return part;
}

// "O'Neil" and "Smith-Jones" as the one word that the index has of each.
std::string one_word(std::string_view written) {
  WrittenWords words = written_words(written);
  if (!words.compounds.empty()) return words.compounds.front();
  return words.words.empty() ? std::string() : std::move(words.words.front());
}

// Of the words that one being typed may become: so many that they are searched in the time between
// two keys, and always the first.
void keep_short(Expansion& expansion) {
  constexpr std::uint64_t kPostings = 150'000;
  std::uint64_t postings = 0;
  const auto end = std::find_if(expansion.words.begin(), expansion.words.end(),
                                [&postings](const IndexWord& word) {
                                  postings += word.articles;
                                  return postings > kPostings;
                                });
  const auto kept = std::max<std::ptrdiff_t>(1, end - expansion.words.begin());
  if (kept >= std::ssize(expansion.words)) return;
  expansion.words.resize(static_cast<std::size_t>(kept));
  expansion.cut = true;
}

// Positions are those in the whole text, for the title as well.
PositionQuery within(Field field, PositionQuery where) {
  if (field == Field::kText) return where;
  PositionQuery lead;
  lead.kind = PositionKind::kLead;
  lead.number = field == Field::kTitle ? 0 : kLeadWords;
  lead.children.push_back(std::move(where));
  return lead;
}

PositionQuery joined(PositionKind kind, std::vector<PositionQuery> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  PositionQuery out;
  out.kind = kind;
  out.children = std::move(parts);
  return out;
}

}  // namespace

std::optional<Xapian::Query> WordTerms::query(const Node& node) {
  if (node.field == Field::kLead) {
    auto found = candidates(node);
    const auto where = positions(node);
    if (!found || !where) return std::nullopt;
    return with_positions(*found, *where, {options_.guard, options_.postings});
  }
  switch (node.kind) {
    case NodeKind::kWord:
      return word_query(node, true);
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return phrase_query(node, true);
    default:
      return candidates(node);
  }
}

std::optional<Xapian::Query> WordTerms::candidates(const Node& node) {
  switch (node.kind) {
    case NodeKind::kWord:
      return word_query(node, false);
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return phrase_query(node, false);
    default:
      return any_of(expand(node), node.field, node.kind == NodeKind::kFuzzy);
  }
}

std::optional<PositionQuery> WordTerms::positions(const Node& node) {
  std::optional<PositionQuery> where;
  if (node.kind == NodeKind::kWildcard || node.kind == NodeKind::kFuzzy) {
    where.emplace();
    for (const IndexWord& word : expand(node).words) {
      where->terms.push_back(word.text);
    }
  } else if (node.kind == NodeKind::kPhrase && has_patterns(node)) {
    where = pattern_phrase_positions(node);
  } else {
    where = written_positions(node);
  }
  if (!where) return where;
  return within(node.field, *std::move(where));
}

std::vector<Xapian::Query> WordTerms::parts(const Node& node) const {
  Queries parts;
  if (node.kind != NodeKind::kWord) return parts;
  const WrittenWords written = written_words(node.text);
  if (written.words.size() < 2) return parts;
  const std::string& language = options_.stemmers.languages().front();
  for (const std::string& word : written.words) {
    const bool tells = text::stop_word(word, language) == text::StopWord::kNone;
    if (tells) parts.push_back(stem_query(word, node.field));
  }
  return parts;
}

Xapian::Query WordTerms::stem_query(std::string_view word, Field field) const {
  const std::string prefix(field == Field::kTitle ? store::prefix::kTitleStem
                                                  : store::prefix::kStem);
  std::vector<std::string> terms = options_.stemmers.stems(word);
  for (std::string& term : terms) term.insert(0, prefix);
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

Xapian::Query WordTerms::exact_query(const std::vector<std::string>& words, Field field,
                                     bool with_positions) const {
  std::vector<std::string> terms;
  for (const std::string& word : words) terms.push_back(term(word, field));
  if (terms.size() == 1) return Xapian::Query(terms.front());
  if (!with_positions) return {Xapian::Query::OP_AND, terms.begin(), terms.end()};
  return options_.guard.around({Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
                                static_cast<Xapian::termcount>(terms.size())});
}

std::optional<Xapian::Query> WordTerms::word_query(const Node& node, bool with_positions) const {
  const WrittenWords written = written_words(node.text);
  if (written.words.empty()) return std::nullopt;
  Xapian::Query query = written.words.size() == 1
                            ? stem_query(written.words.front(), node.field)
                            : exact_query(written.words, node.field, with_positions);
  for (const std::string& compound : written.compounds) {
    query = {Xapian::Query::OP_OR, query, stem_query(compound, node.field)};
  }
  return query;
}

std::optional<Xapian::Query> WordTerms::phrase_query(const Node& node, bool with_positions) {
  if (node.kind == NodeKind::kPhrase && has_patterns(node)) {
    auto found = pattern_phrase(node);
    const auto where = with_positions ? positions(node) : std::nullopt;
    if (!found || !where) return found;
    return query::with_positions(*found, *where, {options_.guard, options_.postings});
  }
  const WrittenWords written = written_words(node.text);
  if (written.words.empty()) return std::nullopt;
  Xapian::Query query = exact_query(written.words, node.field, with_positions);
  for (const std::string& compound : written.compounds) {
    query = {Xapian::Query::OP_OR, query, exact_query({compound}, node.field, with_positions)};
  }
  return query;
}

// All parts of a phrase with patterns, anywhere.
std::optional<Xapian::Query> WordTerms::pattern_phrase(const Node& node) {
  Queries parts;
  for (const std::string& piece : pieces_of(node.text)) {
    if (auto part = candidates(part_of(node, piece))) parts.push_back(*std::move(part));
  }
  if (parts.empty()) return std::nullopt;
  return Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end());
}

Xapian::Query WordTerms::any_of(const Expansion& expansion, Field field, bool is_fuzzy) const {
  // Those of a pattern count as one word, and so do those that are equally far from a fuzzy one.
  // (OP_MAX would do for these, but Xapian 1.4.22 crashes in it when a match gets choosy.)
  std::array<Queries, std::size(kFuzzyWeights)> by_distance;
  for (const IndexWord& word : expansion.words) {
    const std::size_t distance = is_fuzzy ? std::min<std::size_t>(word.distance, 2) : 0;
    by_distance[distance].emplace_back(term(word.text, field));
  }
  Queries groups;
  for (std::size_t distance = 0; distance < by_distance.size(); ++distance) {
    const Queries& words = by_distance[distance];
    if (words.empty()) continue;
    groups.emplace_back(Xapian::Query::OP_SYNONYM, words.begin(), words.end());
    if (distance > 0) groups.back() *= kFuzzyWeights[distance];
  }
  return {Xapian::Query::OP_OR, groups.begin(), groups.end()};
}

PositionQuery WordTerms::places_of(const std::vector<std::string>& words) {
  std::vector<PositionQuery> parts;
  for (const std::string& word : words) {
    PositionQuery part;
    part.terms.push_back(word);
    parts.push_back(std::move(part));
  }
  return joined(PositionKind::kPhrase, std::move(parts));
}

PositionQuery WordTerms::forms_of(const std::string& word) const {
  PositionQuery any;
  if (options_.words) any.terms = options_.words->forms(word);
  if (any.terms.empty()) any.terms.push_back(word);
  return any;
}

std::optional<PositionQuery> WordTerms::written_positions(const Node& node) const {
  const WrittenWords written = written_words(node.text);
  if (written.words.empty()) return std::nullopt;
  const bool by_stem = node.kind == NodeKind::kWord;
  std::vector<PositionQuery> spellings;
  spellings.push_back(by_stem && written.words.size() == 1 ? forms_of(written.words.front())
                                                           : places_of(written.words));
  for (const std::string& compound : written.compounds) {
    spellings.push_back(by_stem ? forms_of(compound) : places_of({compound}));
  }
  return joined(PositionKind::kOr, std::move(spellings));
}

std::optional<PositionQuery> WordTerms::pattern_phrase_positions(const Node& node) {
  std::vector<PositionQuery> parts;
  for (const std::string& piece : pieces_of(node.text)) {
    Node part = part_of(node, piece);
    if (part.field == Field::kLead)
      part.field = Field::kText;  // the whole phrase is looked for there
    if (auto where = positions(part)) parts.push_back(*std::move(where));
  }
  if (parts.empty()) return std::nullopt;
  return joined(PositionKind::kPhrase, std::move(parts));
}

const Expansion& WordTerms::expand(const Node& node) {
  const bool is_fuzzy = node.kind == NodeKind::kFuzzy;
  const std::string written = is_fuzzy ? format("{}~{}", node.text, node.number) : node.text;
  const auto known = std::find_if(expansions_.begin(), expansions_.end(), [&](const auto& e) {
    return e.position == node.position && e.written == written;
  });
  if (known != expansions_.end()) return known->expansion;
  const std::string looked_up = is_fuzzy ? one_word(node.text) : folded_pattern(node.text);
  ExpandedWord expanded{node.position, written, {}};
  const std::size_t wanted = !is_fuzzy && node.number > 0 ? node.number : options_.limits.each;
  const std::size_t limit = std::min(wanted, options_.limits.together - expanded_words_);
  if (looked_up.find_first_not_of("*?") == std::string::npos) {
    // Nothing but punctuation.
  } else if (!options_.words) {
    expanded.expansion.words.push_back({looked_up, 0, 0});
  } else if (limit == 0 || options_.guard.is_unwanted()) {
    expanded.expansion.cut = true;
  } else if (is_fuzzy) {
    expanded.expansion = options_.words->similar(looked_up, node.number, limit);
  } else {
    expanded.expansion = options_.words->matching(looked_up, limit);
    if (node.number > 0) keep_short(expanded.expansion);
  }
  expanded_words_ += expanded.expansion.words.size();
  return expansions_.emplace_back(std::move(expanded)).expansion;
}

}  // namespace quire::query
