#include "index/query/syntax/query_text.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/base/rfc3339.h"

namespace quire::query {
namespace {

constexpr std::array<std::string_view, 12> kFields = {
    "",       "title:", "lead:", "by:",   "source:", "section:",
    "place:", "lang:",  "tag:",  "host:", "path:",   "id:"};
constexpr std::int64_t kSecondsADay = 86400;

std::string_view prefix_of(Field field) { return kFields.at(static_cast<std::size_t>(field)); }

// With a backslash before what would mean something else.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string word(const Node& node) {
  const bool is_operator = node.text == "AND" || node.text == "OR" || node.text == "NOT" ||
                           node.text == "SAME" || node.text == "PARA" ||
                           node.text.starts_with("NEAR") || node.text.starts_with("ADJ");
  std::string out = escaped(node.text, "\\\"()*?:~");
  const bool is_sign = !out.empty() && (out[0] == '+' || out[0] == '-' || out[0] == '=');
  return is_operator || is_sign ? "\\" + out : out;
}

std::string quoted(std::string_view text) { return format("\"{}\"", escaped(text, "\\\"")); }

std::string value(const Node& node) {
  const bool is_plain = node.text.find_first_of(" \t\"()\\*?~") == std::string::npos;
  return format("{}{}", prefix_of(node.field), is_plain ? node.text : quoted(node.text));
}

std::string day(std::int64_t number) {
  return format_rfc3339(number * kSecondsADay).substr(0, std::string_view("2018-12-04").size());
}

std::string range_text(const Range& range) {
  const bool is_open = range.from == INT64_MIN;
  const bool is_endless = range.to == INT64_MAX;
  const auto both = [&](std::string_view name, const auto& shown) {
    const std::string from = is_open ? "" : shown(range.from);
    const std::string to = is_endless ? "" : shown(range.to);
    return from == to ? format("{}:{}", name, from) : format("{}:{}..{}", name, from, to);
  };
  const auto day_of = [](std::int64_t seconds) { return day(seconds / kSecondsADay); };
  switch (range.of) {
    case RangeOf::kPublishedDay:
      return both("date", day);
    case RangeOf::kPublished:
      return both("since", day_of);
    case RangeOf::kUpdated:
      return both("updated", day_of);
    case RangeOf::kWords:
      break;
  }
  return both("words", [](std::int64_t number) { return format("{}", number); });
}

// In parentheses where it has parts side by side.
std::string grouped(const Node& node) {
  const bool is_whole = node.children.empty() && node.required.empty() && node.filters.empty() &&
                        node.excluded.empty();
  return is_whole || node.kind == NodeKind::kAtLeast ? query_text(node)
                                                     : format("({})", query_text(node));
}

std::string joined(const std::vector<Node>& nodes, std::string_view separator,
                   std::string_view sign = {}) {
  std::string out;
  for (const Node& node : nodes) {
    out += format("{}{}{}", out.empty() ? "" : separator, sign, grouped(node));
  }
  return out;
}

std::string some(const Node& node) {
  std::string out;
  for (const std::string& part : {joined(node.required, " ", "+"), joined(node.children, " "),
                                  joined(node.filters, " "), joined(node.excluded, " ", "-")}) {
    if (!part.empty()) out += format("{}{}", out.empty() ? "" : " ", part);
  }
  return out;
}

}  // namespace

std::string query_text(const Node& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return "*";
    case NodeKind::kWord:
      return format("{}{}", prefix_of(node.field), word(node));
    case NodeKind::kPhrase:
      return format("{}{}", prefix_of(node.field), quoted(node.text));
    case NodeKind::kExact:
      return format("{}={}", prefix_of(node.field), quoted(node.text));
    case NodeKind::kWildcard:
      return format("{}{}", prefix_of(node.field), escaped(node.text, "\\\"()"));
    case NodeKind::kFuzzy:
      return format("{}{}~{}", prefix_of(node.field), escaped(node.text, "\\\"()"), node.number);
    case NodeKind::kAnd:
      return joined(node.children, " AND ");
    case NodeKind::kOr:
      return joined(node.children, " OR ");
    case NodeKind::kNot:
      return joined(node.children, " NOT ");
    case NodeKind::kSome:
      return some(node);
    case NodeKind::kNear:
      return joined(node.children, format(" NEAR/{} ", node.number));
    case NodeKind::kAdjacent:
      return joined(node.children, format(" ADJ/{} ", node.number));
    case NodeKind::kSentence:
      return joined(node.children, " SAME ");
    case NodeKind::kParagraph:
      return joined(node.children, " PARA ");
    case NodeKind::kAtLeast:
      return format("atleast{}:{}", node.number, grouped(node.children.front()));
    case NodeKind::kValue:
      return value(node);
    case NodeKind::kRange:
      return range_text(node.range);
  }
  return {};
}

}  // namespace quire::query
