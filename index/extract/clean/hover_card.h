#pragma once
// Cards that a page shows when the mouse rests on a name, which scraping leaves in the middle of a
// sentence: the full name and headlines of other articles, glued to the name and ended by MORE:
//
//   ... Jane DoeJane Mary DoeSome other headline Another headline MORE said ...
//
// Pure functions.

#include <cstddef>
#include <optional>
#include <string_view>

namespace quire::extract {

// Bytes of a text.
struct Cut {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The first card at or after `from`: from the end of the name to the end of MORE. It begins where
// a word in lower case meets a capital letter, the full name that follows ends in that word again
// and meets a capital letter, or MORE, in turn; it has at most a few words, and MORE follows within
// some headlines' length. All of that together no sentence has.
[[nodiscard]] std::optional<Cut> find_hover_card(std::string_view text, std::size_t from);

}  // namespace quire::extract
