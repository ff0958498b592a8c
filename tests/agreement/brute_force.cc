#include "tests/agreement/brute_force.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "index/base/rfc3339.h"
#include "index/text/normalizer.h"
#include "index/text/words/tokenizer.h"
#include "tests/agreement/brute_words.h"

namespace quire::agreement {
namespace {

using query::Field;
using query::Node;
using query::NodeKind;

constexpr std::uint32_t kLead = 100;

struct Written {
  std::vector<std::string> words;
  std::vector<std::string> wholes;  // the same as one word
};

Written read(std::string_view text) {
  Written out;
  text::Tokenizer tokenizer(text);
  text::Token token;
  std::vector<std::pair<std::string, std::uint32_t>> wholes;
  std::uint32_t end = 0;
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kCompound) {
      if (token.position == 0) wholes.emplace_back(token.term, token.begin + token.length);
    } else {
      out.words.emplace_back(token.term);
      end = token.begin + token.length;
    }
  }
  for (const auto& [term, whole_end] : wholes) {
    if (whole_end == end) out.wholes.push_back(term);
  }
  return out;
}

// The letters of a pattern as words have them.
std::string plain_pattern(std::string_view pattern) {
  std::string out;
  std::string letters;
  const auto flush = [&] {
    for (const std::string& word : read(letters).words) out += word;
    letters.clear();
  };
  for (const char c : pattern) {
    if (c != '*' && c != '?') {
      letters += c;
      continue;
    }
    flush();
    out += c;
  }
  flush();
  return out;
}

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    if (c != ' ') {
      pieces.back() += c;
    } else if (!pieces.back().empty()) {
      pieces.emplace_back();
    }
  }
  return pieces;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  text::Tokenizer tokenizer(text);
  text::Token token;
  while (tokenizer.next(token)) {
    if (token.kind == text::TokenKind::kWord) out.emplace_back(token.term);
  }
  return out;
}

// Those of its pieces that are patterns: a star somewhere, or a question mark before something.
std::vector<std::string> patterns_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::string piece : pieces_of(text)) {
    const auto is_end = [](char c) {
      return std::string_view("?.,:;!()-+=~/\\\"'").find(c) != std::string_view::npos;
    };
    while (!piece.empty() && is_end(piece.back())) piece.pop_back();
    const bool has_sign = piece.find_first_of("*?") != std::string::npos;
    if (has_sign && !words_of(piece).empty()) out.push_back(piece);
  }
  return out;
}

// A value's words hold the query's, one after the other.
bool holds(const std::string& value, const std::string& wanted) {
  std::vector<std::string> words = words_of(wanted);
  const std::vector<std::string> there = words_of(value);
  if (words.empty()) {
    return text::fold(text::collapse_space(value)) == text::fold(text::collapse_space(wanted));
  }
  if (!wanted.ends_with('*')) {
    return std::search(there.begin(), there.end(), words.begin(), words.end()) != there.end();
  }
  const std::string beginning = words.back();
  words.pop_back();
  const auto has = [&](const std::string& word) {
    return std::find(there.begin(), there.end(), word) != there.end();
  };
  return std::all_of(words.begin(), words.end(), has) &&
         std::any_of(there.begin(), there.end(),
                     [&](const std::string& word) { return word.starts_with(beginning); });
}

using Test = std::function<bool(const Occurrence&)>;
using Row = std::vector<Test>;  // of words, one after the other

Test exactly(std::string word) {
  return [word = std::move(word)](const Occurrence& o) { return o.term == word; };
}

Test by_stem(const std::string& word, text::Stemmer& stemmer) {
  return [stem = std::string(stemmer.stem(word))](const Occurrence& o) { return o.stem == stem; };
}

Test like(const std::string& pattern) {
  const std::u32string plain = code_points(plain_pattern(pattern));
  const bool has_letter = plain.find_first_not_of(U"*?") != std::u32string::npos;
  return [=](const Occurrence& o) { return has_letter && is_like(code_points(o.term), plain); };
}

Test resembling(const Written& written, std::uint32_t distance) {
  std::string word = written.words.empty() ? "" : written.words.front();
  if (!written.wholes.empty()) word = written.wholes.front();
  return [=](const Occurrence& o) {
    return !word.empty() && edits(code_points(word), code_points(o.term)) <= distance;
  };
}

// All ways to spell a piece of a phrase; none when it is nothing but punctuation.
std::vector<Row> ways_of(const std::string& piece, text::Stemmer* stemmer) {
  std::vector<Row> ways;
  const Written written = read(piece);
  if (written.words.size() == 1 && stemmer != nullptr) {
    ways.push_back({by_stem(written.words.front(), *stemmer)});
  } else if (!written.words.empty()) {
    ways.emplace_back();
    for (const std::string& word : written.words) ways.back().push_back(exactly(word));
  }
  for (const std::string& whole : written.wholes) {
    ways.push_back({stemmer != nullptr ? by_stem(whole, *stemmer) : exactly(whole)});
  }
  return ways;
}

// Each way of `rows` with each of `ways` behind it.
std::vector<Row> followed(const std::vector<Row>& rows, const std::vector<Row>& ways) {
  if (ways.empty()) return rows;
  std::vector<Row> longer;
  for (const Row& row : rows) {
    for (const Row& way : ways) {
      longer.push_back(row);
      longer.back().insert(longer.back().end(), way.begin(), way.end());
    }
  }
  return longer;
}

std::optional<std::vector<Row>> spellings(const Node& node, text::Stemmer& stemmer) {
  const Written written = read(node.text);
  if (node.kind == NodeKind::kWildcard) return std::vector<Row>{{like(node.text)}};
  if (node.kind == NodeKind::kFuzzy) return std::vector<Row>{{resembling(written, node.number)}};
  if (written.words.empty()) return std::nullopt;  // nothing but punctuation
  if (node.kind != NodeKind::kPhrase || patterns_in(node.text).empty()) {
    return ways_of(node.text, node.kind == NodeKind::kWord ? &stemmer : nullptr);
  }
  std::vector<Row> rows(1);
  for (const std::string& piece : pieces_of(node.text)) {
    const auto patterns = patterns_in(piece);
    rows = followed(rows, patterns.empty() ? ways_of(piece, nullptr)
                                           : std::vector<Row>{{like(patterns.front())}});
  }
  return rows;
}

std::uint32_t apart(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

// Of the words that random queries are made of. Beside others they are left out.
bool is_function_word(const Node& node) {
  constexpr std::string_view kFunctionWords[] = {"the", "of", "a", "in"};
  if (node.kind != NodeKind::kWord) return false;
  const Written written = read(node.text);
  return written.words.size() == 1 &&
         std::find(std::begin(kFunctionWords), std::end(kFunctionWords), written.words.front()) !=
             std::end(kFunctionWords);
}

}  // namespace

ReadArticle::ReadArticle(const PlacedArticle& source, text::Stemmer& stemmer) : placed(source) {
  std::uint32_t next = 1;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  for (const bool in_title : {true, false}) {
    text::Tokenizer tokenizer(in_title ? placed.article.title : placed.article.body);
    text::Token token;
    std::uint32_t gaps = 0;
    std::uint32_t last = 0;
    std::uint32_t last_sentence = 0;
    std::uint32_t last_paragraph = 0;
    bool is_first = true;
    while (tokenizer.next(token)) {
      if (!is_first && token.paragraph != last_paragraph) {
        ++gaps;
        ++paragraph;
      }
      if (!is_first && token.sentence != last_sentence) ++sentence;
      last_paragraph = token.paragraph;
      last_sentence = token.sentence;
      is_first = false;
      last = next + token.position + gaps;
      text.push_back({std::string(token.term), std::string(stemmer.stem(token.term)), last,
                      sentence, paragraph, in_title, in_title || token.position < kLead});
      if (token.kind == text::TokenKind::kWord) ++words;
    }
    if (!is_first) next = last + 2;
    ++sentence;
    ++paragraph;
  }
}

BruteForce::BruteForce(const std::vector<PlacedArticle>& articles, text::Stemmer& stemmer)
    : stemmer_(stemmer) {
  for (const PlacedArticle& placed : articles) articles_.emplace_back(placed, stemmer);
}

std::vector<std::string> BruteForce::found(const Node& tree) {
  std::vector<std::string> paths;
  for (const ReadArticle& article : articles_) {
    if (matches(article, tree).value_or(false)) paths.push_back(article.placed.path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::optional<bool> BruteForce::matches(const ReadArticle& article, const Node& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return true;
    case NodeKind::kAnd:
      return all(article, node.children);
    case NodeKind::kOr:
      return any(article, node.children);
    case NodeKind::kNot: {
      const auto base = matches(article, node.children.front());
      const auto unwanted = any(article, {node.children.begin() + 1, node.children.end()});
      if (!unwanted) return base;
      return base.value_or(true) && !*unwanted;
    }
    case NodeKind::kSome:
      return some(article, node);
    case NodeKind::kValue:
      return has_value(article, node);
    case NodeKind::kRange:
      return is_within(article, node.range);
    default: {
      const auto where = places(article, node);
      if (!where) return std::nullopt;
      return !where->empty();
    }
  }
}

std::optional<bool> BruteForce::any(const ReadArticle& article, const std::vector<Node>& nodes) {
  std::optional<bool> found;
  for (const Node& node : nodes) {
    if (const auto one = matches(article, node)) found = found.value_or(false) || *one;
  }
  return found;
}

std::optional<bool> BruteForce::all(const ReadArticle& article, const std::vector<Node>& nodes) {
  std::optional<bool> found;
  for (const Node& node : nodes) {
    if (const auto one = matches(article, node)) found = found.value_or(true) && *one;
  }
  return found;
}

std::optional<bool> BruteForce::some(const ReadArticle& article, const Node& node) {
  const auto required = all(article, node.required);
  std::vector<Node> telling;
  std::remove_copy_if(node.children.begin(), node.children.end(), std::back_inserter(telling),
                      is_function_word);
  const bool says_nothing = telling.empty() && node.required.empty();
  const auto optional = any(article, says_nothing ? node.children : telling);
  const auto filters = all(article, node.filters);
  std::optional<bool> base = required ? required : optional;
  if (filters) base = base.value_or(true) && *filters;
  const auto unwanted = any(article, node.excluded);
  if (!unwanted) return base;
  return base.value_or(true) && !*unwanted;
}

bool BruteForce::has_value(const ReadArticle& read_article, const Node& node) {
  const article::Article& a = read_article.placed.article;
  const auto one_of = [&](const std::vector<std::string>& values) {
    return std::any_of(values.begin(), values.end(),
                       [&](const std::string& value) { return holds(value, node.text); });
  };
  switch (node.field) {
    case Field::kAuthor:
      return one_of(a.authors);
    case Field::kSource:
      return holds(a.source, node.text);
    case Field::kSection:
      return holds(a.section, node.text);
    case Field::kPlace:
      return holds(a.place, node.text);
    case Field::kTag:
      return one_of(a.tags);
    case Field::kLanguage:
      return a.language == text::fold(node.text);
    case Field::kHost:
      return ("." + a.url.substr(a.url.find("://") + 3) + "/").find("." + node.text + "/") !=
             std::string::npos;
    case Field::kPath: {
      const std::string& path = read_article.placed.path;
      return path == node.text || path.starts_with(node.text + "/") ||
             (std::string(kDrop) + "/" + path) == node.text;
    }
    default:
      return false;
  }
}

bool BruteForce::is_within(const ReadArticle& read_article, const query::Range& range) const {
  const article::Article& a = read_article.placed.article;
  const auto within = [&](std::int64_t value) { return value >= range.from && value <= range.to; };
  switch (range.of) {
    case query::RangeOf::kPublishedDay:
      return within((a.published + a.published_zone) / 86400);
    case query::RangeOf::kPublished:
      return within(a.published);
    case query::RangeOf::kUpdated:
      return a.updated && within(*a.updated);
    case query::RangeOf::kWords:
      return within(read_article.words);
  }
  return false;
}

std::optional<BruteForce::Places> BruteForce::places(const ReadArticle& article, const Node& node) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
    case NodeKind::kWildcard:
    case NodeKind::kFuzzy:
      return word_places(article, node);
    default:
      return joined_places(article, node);
  }
}

std::optional<BruteForce::Places> BruteForce::word_places(const ReadArticle& article,
                                                          const Node& node) {
  const auto rows = spellings(node, stemmer_);
  if (!rows) return std::nullopt;
  const auto may_be = [&](const Occurrence& o) {
    return node.field == Field::kText || (node.field == Field::kTitle && o.in_title) ||
           (node.field == Field::kLead && o.in_lead);
  };
  Places out;
  for (const Row& row : *rows) {
    for (const Occurrence& first : article.text) {
      if (!row.front()(first) || !may_be(first)) continue;
      const Occurrence* last = &first;
      for (std::size_t i = 1; last != nullptr && i < row.size(); ++i) {
        const auto next =
            std::find_if(article.text.begin(), article.text.end(), [&](const Occurrence& o) {
              return o.number == last->number + 1 && row[i](o) && may_be(o);
            });
        last = next == article.text.end() ? nullptr : &*next;
      }
      if (last == nullptr) continue;
      const bool known = std::any_of(out.begin(), out.end(), [&](const Place& place) {
        return place.first->number == first.number && place.last->number == last->number;
      });
      if (!known) out.push_back({&first, last});
    }
  }
  return out;
}

std::optional<BruteForce::Places> BruteForce::joined_places(const ReadArticle& article,
                                                            const Node& node) {
  std::vector<Places> parts;
  for (const Node& child : node.children) {
    if (auto part = places(article, child)) parts.push_back(*std::move(part));
  }
  if (parts.empty()) return std::nullopt;
  if (node.kind == NodeKind::kAtLeast) {
    return parts[0].size() >= node.number ? parts[0] : Places{};
  }
  if (parts.size() == 1) return parts[0];
  Places out;
  const auto add = [&out](const Place& place) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Place& p) {
      return p.first->number == place.first->number && p.last->number == place.last->number;
    });
    if (!known) out.push_back(place);
  };
  if (node.kind == NodeKind::kOr || node.kind == NodeKind::kSome) {
    for (const Places& part : parts) std::for_each(part.begin(), part.end(), add);
    return out;
  }
  for (const Place& a : parts[0]) {
    for (const Place& b : parts[1]) {
      const bool overlap = a.first->number <= b.last->number && b.first->number <= a.last->number;
      if (overlap) continue;
      const bool a_first = a.last->number < b.first->number;
      const std::uint32_t distance =
          a_first ? apart(a.last->number, b.first->number) : apart(b.last->number, a.first->number);
      const bool joins = node.kind == NodeKind::kNear       ? distance <= node.number
                         : node.kind == NodeKind::kAdjacent ? a_first && distance <= node.number
                         : node.kind == NodeKind::kSentence
                             ? a.first->sentence == b.first->sentence
                             : a.first->paragraph == b.first->paragraph;
      if (!joins) continue;
      if (node.kind != NodeKind::kAdjacent) add(a);
      add(b);
    }
  }
  return out;
}

}  // namespace quire::agreement
