#include "index/query/syntax/ast.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/base/rfc3339.h"

namespace quire::query {
namespace {

constexpr std::array<std::string_view, 17> kKinds = {
    "all",  "word", "phrase",   "exact",    "wildcard",  "fuzzy",   "and",   "or",   "not",
    "some", "near", "adjacent", "sentence", "paragraph", "atleast", "value", "range"};
constexpr std::array<std::string_view, 12> kFields = {"text",   "title",   "lead",  "by",
                                                      "source", "section", "place", "lang",
                                                      "tag",    "host",    "path",  "id"};
constexpr std::array<std::string_view, 4> kRanges = {"date", "published", "updated", "words"};
constexpr std::int64_t kSecondsADay = 86400;

std::string all_of(const std::vector<Node>& nodes) {
  std::string out;
  for (const Node& node : nodes) out += " " + describe(node);
  return out;
}

std::string list(std::string_view name, const std::vector<Node>& nodes) {
  return nodes.empty() ? std::string() : format(" ({}{})", name, all_of(nodes));
}

std::string_view name_of(NodeKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(Field field) { return kFields.at(static_cast<std::size_t>(field)); }

std::string within_field(const Node& node, const std::string& described) {
  if (node.field == Field::kText) return described;
  return format("({} {})", name_of(node.field), described);
}

std::string end_of_range(const Range& range, std::int64_t value) {
  if (value == INT64_MIN || value == INT64_MAX) return {};
  switch (range.of) {
    case RangeOf::kPublishedDay:
      return format_rfc3339(value * kSecondsADay).substr(0, 10);
    case RangeOf::kPublished:
    case RangeOf::kUpdated:
      return format_rfc3339(value);
    case RangeOf::kWords:
      break;
  }
  return format("{}", value);
}

std::string describe_range(const Range& range) {
  return format("({} {}..{})", kRanges.at(static_cast<std::size_t>(range.of)),
                end_of_range(range, range.from), end_of_range(range, range.to));
}

}  // namespace

bool is_filter(const Node& node) {
  if (node.kind == NodeKind::kValue || node.kind == NodeKind::kRange) return true;
  const auto all_filters = [](const std::vector<Node>& nodes) {
    return std::all_of(nodes.begin(), nodes.end(), is_filter);
  };
  switch (node.kind) {
    case NodeKind::kAnd:
    case NodeKind::kOr:
      return all_filters(node.children);
    case NodeKind::kNot:
      return is_filter(node.children.front());
    case NodeKind::kSome:
      return !node.filters.empty() && all_filters(node.children) && all_filters(node.required);
    default:
      return false;
  }
}

bool is_of_words(const Node& node) {
  const auto all = [](const std::vector<Node>& nodes) {
    return std::all_of(nodes.begin(), nodes.end(), is_of_words);
  };
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
      return !needs_words(node);
    case NodeKind::kAnd:
    case NodeKind::kOr:
    case NodeKind::kNot:
    case NodeKind::kSome:
      return node.filters.empty() && all(node.children) && all(node.required) && all(node.excluded);
    default:
      return false;
  }
}

bool needs_words(const Node& node) {
  switch (node.kind) {
    case NodeKind::kWildcard:
    case NodeKind::kFuzzy:
    case NodeKind::kNear:
    case NodeKind::kAdjacent:
    case NodeKind::kSentence:
    case NodeKind::kParagraph:
    case NodeKind::kAtLeast:
      return true;
    case NodeKind::kPhrase:
      if (node.text.find_first_of("*?") != std::string::npos) return true;
      break;
    default:
      break;
  }
  if (node.field == Field::kLead) return true;
  const auto any = [](const std::vector<Node>& nodes) {
    return std::any_of(nodes.begin(), nodes.end(), needs_words);
  };
  return any(node.children) || any(node.required) || any(node.excluded);
}

std::string describe(const Node& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return "(all)";
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
    case NodeKind::kWildcard:
      return within_field(node, format("({} {})", name_of(node.kind), node.text));
    case NodeKind::kFuzzy:
      return within_field(node, format("(fuzzy/{} {})", node.number, node.text));
    case NodeKind::kNear:
    case NodeKind::kAdjacent:
    case NodeKind::kAtLeast:
      return format("({}/{}{})", name_of(node.kind), node.number, all_of(node.children));
    case NodeKind::kValue:
      return format("({} {})", name_of(node.field), node.text);
    case NodeKind::kRange:
      return describe_range(node.range);
    default:
      break;
  }
  return format("({}{}{}{}{})", name_of(node.kind), all_of(node.children),
                list("required", node.required), list("excluded", node.excluded),
                list("filter", node.filters));
}

}  // namespace quire::query
