#pragma once
// A stored article as the socket shows it. Pure; called on the searching threads.

#include "daemon/commands/search_pool.h"
#include "daemon/protocol/messages.h"
#include "index/text/snippets/highlighter.h"

namespace quire::commands {

// What hits are made with.
struct HitMaking {
  text::Stemmers& stemmers;
  const std::map<std::string, std::string>& drop_roots;  // by the drop folder's name
  const story::Stories* stories = nullptr;               // null: each article stands alone
};

[[nodiscard]] HitMaking making_of(Engine& engine);

// All fields but score and snippet. `body_match`: the byte offset in the body of the first match.
[[nodiscard]] protocol::Hit to_hit(const store::StoredArticle& stored,
                                   const text::MatchTerms& terms,
                                   std::optional<std::size_t> body_match, const HitMaking& making);

// With score, and a snippet of that size (no code points: none).
[[nodiscard]] protocol::Hit to_found_hit(const store::FoundArticle& found,
                                         const text::MatchTerms& terms,
                                         const text::SnippetSize& size, const HitMaking& making);

// An article that many queries find: read once, and shown as the hit of each. Owned by one thread.
class HitMaker {
 public:
  // `stored` outlives it.
  HitMaker(const store::StoredArticle& stored, const HitMaking& making);
  // As to_found_hit(), without a score.
  [[nodiscard]] protocol::Hit hit(const text::MatchTerms& terms,
                                  const text::SnippetSize& size) const;

 private:
  const article::Article& article_;
  const protocol::Hit shared_;  // what does not depend on the query
  const text::KnownText title_;
  const text::KnownText body_;
};

[[nodiscard]] std::vector<protocol::Highlight> to_highlights(const std::vector<text::Span>& spans);

}  // namespace quire::commands
