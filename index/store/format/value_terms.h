#pragma once
// How the values of fields stand among the terms. Internal to the store.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/store/format/schema.h"
#include "index/store/format/value_field.h"

namespace quire::store {

// Ascending by prefix.
inline constexpr std::array<std::pair<ValueField, std::string_view>, kValueFields> kValueTerms = {{
    {ValueField::kAuthor, prefix::kAuthor},
    {ValueField::kTag, prefix::kKeyword},
    {ValueField::kLanguage, prefix::kLanguage},
    {ValueField::kPlace, prefix::kPlace},
    {ValueField::kSection, prefix::kSection},
    {ValueField::kSource, prefix::kSource},
}};

[[nodiscard]] std::string_view value_prefix(ValueField field);

// The article's values of the field, as it was written.
[[nodiscard]] std::vector<std::string> values_of(const article::Article& article, ValueField field);

}  // namespace quire::store
