#pragma once
// Where a page of hits begins: behind what the pages before it have shown. It tells articles by
// their ids, so that it stays right while others come, go, and move from segment to segment.
// Values.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/base/rfc3339.h"
#include "index/story/card.h"

namespace quire::store {

enum class Sort : std::uint8_t { kRelevance, kNewest, kOldest };

// 48 bits of an article's id, which is a hash.
[[nodiscard]] std::uint64_t mark_of(story::ArticleNumber article);

struct PageStart {
  // Sorted by date: when the last article that was shown was published.
  std::optional<UnixSeconds> published;
  // Marks of what was shown: sorted by date of the articles of that very second, else of all.
  std::vector<std::uint64_t> shown{};
  // Marks of the stories of which one article was shown, however long ago: their others may come at
  // any time. These articles are not in `shown`.
  std::vector<std::uint64_t> stories{};
  // By relevance, newer articles favoured: from when their ages are counted, on every page.
  std::optional<UnixSeconds> as_of{};

  // Moves on behind one more article: of that story, if others of it are not to be shown.
  void pass(Sort sort, std::string_view article_id, UnixSeconds when,
            std::optional<story::ArticleNumber> story = std::nullopt);

  bool operator==(const PageStart&) const = default;
};

}  // namespace quire::store
