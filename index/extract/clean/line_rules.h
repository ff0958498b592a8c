#pragma once
// Whole lines that are no part of an article. Pure functions.

#include <optional>
#include <string_view>

#include "index/extract/clean/rules.h"

namespace quire::extract {

// The rule by which a paragraph is left out, if any: it is one that a page puts around every
// article, not one that an article would say. Only short ones (up to 250 bytes) are looked at.
[[nodiscard]] std::optional<Rule> furniture_rule(std::string_view paragraph);

}  // namespace quire::extract
