#include "index/query/syntax/operands.h"

#include <charconv>
#include <optional>

#include "index/base/format.h"

namespace quire::query {
namespace {

constexpr std::int64_t kSecondsADay = 86400;

NodeKind kind_of(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::kPhrase:
      return NodeKind::kPhrase;
    case LexemeKind::kExact:
      return NodeKind::kExact;
    case LexemeKind::kWildcard:
      return NodeKind::kWildcard;
    case LexemeKind::kFuzzy:
      return NodeKind::kFuzzy;
    default:
      return NodeKind::kWord;
  }
}

// The text as the user wrote it, for fields whose values are no words.
const std::string& written(const Lexeme& lexeme) {
  return lexeme.written.empty() ? lexeme.text : lexeme.written;
}

Error error(const Lexeme& lexeme, std::string message, std::string hint) {
  return Error{ErrorCode::kParse, std::move(message), std::move(hint), lexeme.position};
}

std::optional<std::int64_t> to_count(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<Range> parse_length(std::string_view text) {
  Range range{RangeOf::kWords};
  const std::size_t dots = text.find("..");
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = dots == std::string_view::npos ? from : text.substr(dots + 2);
  if (from.empty() && to.empty()) return std::nullopt;
  if (!from.empty()) {
    const auto count = to_count(from);
    if (!count) return std::nullopt;
    range.from = *count;
  }
  if (!to.empty()) {
    const auto count = to_count(to);
    if (!count) return std::nullopt;
    range.to = *count;
  }
  if (range.from > range.to) return std::nullopt;
  return range;
}

// The seconds of days by the user's clock.
Range seconds_of(const DayRange& days, RangeOf of, const Today& today) {
  Range range{of};
  if (days.first != INT64_MIN) range.from = days.first * kSecondsADay - today.east;
  if (days.last != INT64_MAX) range.to = (days.last + 1) * kSecondsADay - today.east - 1;
  return range;
}

std::optional<Range> parse_range(const std::string& text, FieldUse use, const Today& today) {
  if (use == FieldUse::kLength) return parse_length(text);
  if (use == FieldUse::kSince) {
    if (const auto moment = parse_ago(text, today)) return Range{RangeOf::kPublished, *moment};
  }
  const auto days = parse_days(text, today);
  if (!days) return std::nullopt;
  switch (use) {
    case FieldUse::kSince:
      return Range{RangeOf::kPublishedDay, days->first};
    case FieldUse::kUntil:
      return Range{RangeOf::kPublishedDay, INT64_MIN, days->last};
    case FieldUse::kUpdated:
      return seconds_of(*days, RangeOf::kUpdated, today);
    default:
      return Range{RangeOf::kPublishedDay, days->first, days->last};
  }
}

Result<Node> to_value(const Lexeme& lexeme, Node node) {
  constexpr std::string_view kHint = "write the beginning of the name and a *, as in by:neils*";
  node.kind = NodeKind::kValue;
  node.text = written(lexeme);
  if (lexeme.kind == LexemeKind::kFuzzy) {
    return error(lexeme, "a field's value cannot be fuzzy", std::string(kHint));
  }
  const bool has_star_inside = node.text.find('*') + 1 < node.text.size();
  if (lexeme.kind == LexemeKind::kWildcard && has_star_inside) {
    return error(lexeme, "a * can stand at the end of a field's value only", std::string(kHint));
  }
  return node;
}

}  // namespace

Result<Node> to_operand(const Lexeme& lexeme, const FieldName& field, const Today& today) {
  Node node;
  node.position = lexeme.position;
  node.field = field.field;
  switch (field.use) {
    case FieldUse::kWords:
    case FieldUse::kAtLeast:
      node.kind = kind_of(lexeme.kind);
      node.text = lexeme.text;
      node.number = lexeme.number;
      return node;
    case FieldUse::kValue:
      return to_value(lexeme, std::move(node));
    case FieldUse::kLength:
    case FieldUse::kDays:
    case FieldUse::kSince:
    case FieldUse::kUntil:
    case FieldUse::kUpdated:
      break;
  }
  const auto range = parse_range(written(lexeme), field.use, today);
  if (!range && field.use == FieldUse::kLength) {
    return error(lexeme, format("\"{}\" is no number of words", written(lexeme)),
                 "write words:500.. or words:100..500");
  }
  if (!range) {
    return error(lexeme, format("\"{}\" is no date, or ends before it begins", written(lexeme)),
                 std::string(kDaysHint));
  }
  node.kind = NodeKind::kRange;
  node.field = Field::kText;
  node.range = *range;
  return node;
}

}  // namespace quire::query
