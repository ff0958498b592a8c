#pragma once
// Which parts of a text a snippet shows. Pure.

#include <cstddef>
#include <vector>

#include "index/text/snippets/match_finder.h"
#include "index/text/snippets/word_starts.h"

namespace quire::text {

struct Passage {
  std::size_t begin = 0;       // byte offset in the text
  std::size_t keep_until = 0;  // byte offset where the last match to be shown ends
  std::size_t room = 0;        // code points at most, white space collapsed
};

// One to `most` passages in order of the text, of at most `max_chars` code points together, as
// make_snippet() wants them. One may begin before the one before it has used up its room. There is
// a match at least.
[[nodiscard]] std::vector<Passage> choose_passages(const WordStarts& words,
                                                   const std::vector<Match>& matches,
                                                   std::size_t max_chars, std::size_t most);

}  // namespace quire::text
