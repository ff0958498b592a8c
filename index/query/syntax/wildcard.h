#pragma once
// Words with * and ? as queries write them. Pure. Internal to the query folder.

#include <string>
#include <string_view>

namespace quire::query {

// `is_literal` has a byte for each of `word`: '1' where the character is meant as itself. The
// pattern without literal stars and question marks, which no word of the index has, and without a
// question mark at the end; empty when `word` has no wildcard, or nothing else.
[[nodiscard]] std::string wildcard_pattern(std::string_view word, std::string_view is_literal);
[[nodiscard]] std::string wildcard_pattern(std::string_view word);

// The pattern as the index writes words: "O'Ne?l*" -> "one?l*". Hyphens go, as in compounds.
[[nodiscard]] std::string folded_pattern(std::string_view pattern);

}  // namespace quire::query
