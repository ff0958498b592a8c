#include "index/query/translation/value_terms.h"

#include <algorithm>

#include "index/base/uri.h"
#include "index/query/syntax/written_words.h"
#include "index/query/translation/day_terms.h"
#include "index/store/format/schema.h"
#include "index/text/normalizer.h"

namespace quire::query {
namespace {

namespace prefix = store::prefix;

struct Prefixes {
  std::string_view value;  // of the whole
  std::string_view word;   // of its words
};

Prefixes prefixes_of(Field field) {
  switch (field) {
    case Field::kAuthor:
      return {prefix::kAuthor, prefix::kAuthorWord};
    case Field::kSource:
      return {prefix::kSource, prefix::kSourceWord};
    case Field::kSection:
      return {prefix::kSection, prefix::kSectionWord};
    case Field::kPlace:
      return {prefix::kPlace, prefix::kPlaceWord};
    default:
      return {prefix::kKeyword, prefix::kKeywordWord};
  }
}

std::string term(std::string_view prefix, std::string_view word) {
  return std::string(prefix).append(word);
}

// "jane doe" is a phrase; of "jane d*" both must be there.
Xapian::Query words_query(const Node& node, const TranslationOptions& options) {
  const Prefixes prefixes = prefixes_of(node.field);
  const bool is_beginning = node.text.ends_with('*');
  std::vector<std::string> words = written_words(node.text).words;
  if (words.empty()) return Xapian::Query(store::value_term(prefixes.value, node.text));
  for (std::string& word : words) word = term(prefixes.word, word);
  if (is_beginning) {
    // To Xapian 0 is no limit.
    const std::size_t most = options.limits.each;
    const Xapian::Query last(Xapian::Query::OP_WILDCARD, words.back(),
                             most == kAllWords.each ? 0 : static_cast<Xapian::termcount>(most),
                             Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_OR);
    words.pop_back();
    if (words.empty()) return last;
    return {Xapian::Query::OP_AND, Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()),
            last};
  }
  if (words.size() == 1) return Xapian::Query(words.front());
  return options.guard.around({Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                               static_cast<Xapian::termcount>(words.size())});
}

// "https://www.Gazette.example/a" and "gazette.example" are the same host.
std::string host_value(std::string_view text) {
  const bool is_url = text.find("://") != std::string_view::npos;
  const std::string host = host_of(is_url ? std::string(text) : "http://" + std::string(text));
  return store::value_term(prefix::kHost, host);
}

// A file or folder, below any of the drop folders or with the drop folder's name or root in front.
Xapian::Query path_query(std::string_view path, const TranslationOptions& options) {
  while (path.ends_with('/') || path.ends_with('*')) path.remove_suffix(1);
  std::vector<std::string> terms;
  const auto add = [&](const std::string& drop, std::string_view relative) {
    if (relative.empty()) return;
    terms.push_back(store::path_term({drop, std::string(relative)}));
    terms.push_back(store::folder_term(drop, relative));
  };
  std::vector<Xapian::Query> whole_drops;
  for (const DropFolder& drop : options.drops) {
    add(drop.name, path);
    for (const std::string& front : {drop.name, drop.root}) {
      if (front.empty() || !path.starts_with(front)) continue;
      const std::string_view rest = path.substr(front.size());
      if (rest.starts_with('/')) add(drop.name, rest.substr(1));
      if (!rest.empty()) continue;
      whole_drops.emplace_back(Xapian::Query::OP_WILDCARD, store::path_term_prefix(drop.name, ""),
                               0, Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_OR);
    }
  }
  const Xapian::Query some(Xapian::Query::OP_OR, terms.begin(), terms.end());
  if (whole_drops.empty()) return some;
  return {Xapian::Query::OP_OR, some,
          Xapian::Query(Xapian::Query::OP_OR, whole_drops.begin(), whole_drops.end())};
}

Xapian::Query range_query(const Range& range) {
  if (range.of == RangeOf::kPublishedDay) return published_within({range.from, range.to});
  const auto slot = range.of == RangeOf::kPublished ? store::slot::kPublished
                    : range.of == RangeOf::kUpdated ? store::slot::kUpdated
                                                    : store::slot::kWords;
  // Wide enough for any value; an end that is left open in Xapian takes in what has no value.
  constexpr double kLeast = -1e15;
  constexpr double kMost = 1e15;
  const double from = range.from == INT64_MIN ? kLeast : static_cast<double>(range.from);
  const double to = range.to == INT64_MAX ? kMost : static_cast<double>(range.to);
  return {Xapian::Query::OP_VALUE_RANGE, slot, Xapian::sortable_serialise(from),
          Xapian::sortable_serialise(to)};
}

Xapian::Query unweighted(const Node& node, const TranslationOptions& options) {
  if (node.kind == NodeKind::kRange) return range_query(node.range);
  switch (node.field) {
    case Field::kLanguage:
      return Xapian::Query(store::value_term(prefix::kLanguage, node.text));
    case Field::kHost:
      return Xapian::Query(host_value(node.text));
    case Field::kPath:
      return path_query(node.text, options);
    case Field::kId:
      return Xapian::Query(term(prefix::kId, text::fold(node.text)));
    default:
      return words_query(node, options);
  }
}

}  // namespace

Xapian::Query value_query(const Node& node, const TranslationOptions& options) {
  return {0, unweighted(node, options)};
}

}  // namespace quire::query
