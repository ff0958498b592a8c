#pragma once
// Which part of a text a snippet shows. Pure.

#include <cstddef>
#include <string_view>

#include "index/text/match_finder.h"

namespace quire::text {

struct Passage {
  std::size_t begin = 0;       // byte offset in the text
  std::size_t keep_until = 0;  // byte offset where the last match to be shown ends
};

// The passage of at most `max_chars` code points, white space collapsed, as make_snippet() wants
// it.
[[nodiscard]] Passage choose_passage(std::string_view text, const Matches& found,
                                     std::size_t max_chars);

}  // namespace quire::text
