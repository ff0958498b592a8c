#pragma once
// The names before a colon: what each takes and means. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "index/query/syntax/ast.h"

namespace quire::query {

enum class FieldUse : std::uint8_t {
  kWords,    // title:, lead: words, phrases and all that they can do
  kValue,    // source: and so on: a value or its beginning
  kDays,     // date:, a day or a range of days
  kSince,    // since:, from a day or time on
  kUntil,    // until:, up to the end of a day
  kUpdated,  // updated:, like date:
  kLength,   // words:, a number or a range
  kAtLeast,  // atleast3:
};

struct FieldName {
  FieldUse use = FieldUse::kWords;
  Field field = Field::kText;
  std::uint32_t number = 0;  // kAtLeast: how often
};

inline constexpr std::uint32_t kMaxAtLeast = 1000;

// `name` in lower case. Nothing when there is no such field.
[[nodiscard]] std::optional<FieldName> find_field(std::string_view name);

// Of all there are, for a hint.
[[nodiscard]] std::string field_names();

}  // namespace quire::query
