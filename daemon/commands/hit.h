#pragma once
// A stored article as the socket shows it. Pure; called on the searching threads.

#include "daemon/commands/search_pool.h"
#include "daemon/protocol/messages.h"
#include "index/text/highlighter.h"

namespace quire::commands {

// All fields but score and snippet. `body_match`: the byte offset in the body of the first match.
[[nodiscard]] protocol::Hit to_hit(const store::StoredArticle& stored,
                                   const text::MatchTerms& terms,
                                   std::optional<std::size_t> body_match, Engine& engine);

// With score, and a snippet of that size (no code points: none).
[[nodiscard]] protocol::Hit to_found_hit(const store::FoundArticle& found,
                                         const text::MatchTerms& terms,
                                         const text::SnippetSize& size, Engine& engine);

[[nodiscard]] std::vector<protocol::Highlight> to_highlights(const std::vector<text::Span>& spans);

}  // namespace quire::commands
