#pragma once
// Where a query's words stand in a text, and the passages that show them best.
// Pure functions over the tokenizer's offsets; the stemmer is the caller's. A text that many
// queries are asked of is read once, as a KnownText.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/text/snippets/match_finder.h"
#include "index/text/snippets/match_terms.h"
#include "index/text/stems/stemmer.h"

namespace quire::text {

// Every match in `text`, in bytes, in order, none overlapping: what overlaps becomes one span. A
// compound that matches is marked whole; a phrase does not reach over the end of a paragraph.
[[nodiscard]] std::vector<Span> find_matches(std::string_view text, const MatchTerms& terms,
                                             Stemmer& stemmer);

[[nodiscard]] std::vector<Span> find_matches(const KnownText& text, const MatchTerms& terms);

// Byte spans of valid UTF-8 `text` as spans of Unicode code points.
[[nodiscard]] std::vector<Span> to_code_points(std::string_view text,
                                               const std::vector<Span>& byte_spans);

struct Snippet {
  std::string text;              // white space collapsed; "…" where the source was cut
  std::vector<Span> highlights;  // in code points of `text`
  // Byte offset in the source of the first match (anywhere, not just in the passage).
  std::optional<std::size_t> first_match;
};

struct SnippetSize {
  std::size_t max_chars = 240;  // code points of all passages together, not counting "…" and gaps
  std::size_t fragments = 1;    // passages at most; at least one
};

// The passage with the most different terms, then the most matches, then the earliest; it starts at
// a sentence where one starts near, else at a word. When several passages that share the room show
// more of the terms, as few of them as show the most, in order of the text, with "… " between.
// Without a match: the beginning of the text.
[[nodiscard]] Snippet make_snippet(std::string_view text, const MatchTerms& terms, Stemmer& stemmer,
                                   const SnippetSize& size);
[[nodiscard]] Snippet make_snippet(const KnownText& text, const MatchTerms& terms,
                                   const SnippetSize& size);

}  // namespace quire::text
