#pragma once
// How long a text is, in words. Pure.

#include <cstdint>
#include <string_view>

namespace quire::text {

// Words as the tokenizer sees them; a compound's parts count, the compound itself does not.
[[nodiscard]] std::uint32_t count_words(std::string_view text);

}  // namespace quire::text
