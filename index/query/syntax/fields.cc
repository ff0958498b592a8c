#include "index/query/syntax/fields.h"

#include <charconv>

namespace quire::query {
namespace {

struct Known {
  std::string_view name;
  FieldUse use = FieldUse::kWords;
  Field field = Field::kText;
};

constexpr Known kKnown[] = {
    {"title", FieldUse::kWords, Field::kTitle},     {"lead", FieldUse::kWords, Field::kLead},
    {"by", FieldUse::kValue, Field::kAuthor},       {"source", FieldUse::kValue, Field::kSource},
    {"section", FieldUse::kValue, Field::kSection}, {"place", FieldUse::kValue, Field::kPlace},
    {"lang", FieldUse::kValue, Field::kLanguage},   {"tag", FieldUse::kValue, Field::kTag},
    {"host", FieldUse::kValue, Field::kHost},       {"path", FieldUse::kValue, Field::kPath},
    {"id", FieldUse::kValue, Field::kId},           {"date", FieldUse::kDays, Field::kText},
    {"since", FieldUse::kSince, Field::kText},      {"until", FieldUse::kUntil, Field::kText},
    {"updated", FieldUse::kUpdated, Field::kText},  {"words", FieldUse::kLength, Field::kText},
};
// What people write from habit.
constexpr Known kAliases[] = {
    {"author", FieldUse::kValue, Field::kAuthor},
    {"language", FieldUse::kValue, Field::kLanguage},
    {"site", FieldUse::kValue, Field::kHost},
};
constexpr std::string_view kAtLeast = "atleast";

}  // namespace

std::optional<FieldName> find_field(std::string_view name) {
  for (const Known& known : kKnown) {
    if (known.name == name) return FieldName{known.use, known.field, 0};
  }
  for (const Known& known : kAliases) {
    if (known.name == name) return FieldName{known.use, known.field, 0};
  }
  if (!name.starts_with(kAtLeast)) return std::nullopt;
  name.remove_prefix(kAtLeast.size());
  FieldName at_least{FieldUse::kAtLeast, Field::kText, 0};
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), at_least.number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  if (at_least.number < 1 || at_least.number > kMaxAtLeast) return std::nullopt;
  return at_least;
}

std::string field_names() {
  std::string out;
  for (const Known& known : kKnown) out.append(known.name).append(": ");
  return out + "atleast3:";
}

}  // namespace quire::query
