#pragma once
// Where a page of hits begins: behind what the pages before it have shown. It tells articles by
// their ids, so that it stays right while others come, go, and move from segment to segment.
// Values.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "index/base/rfc3339.h"

namespace quire::store {

enum class Sort : std::uint8_t { kRelevance, kNewest, kOldest };

// 48 bits of an article's id, which is a hash.
[[nodiscard]] std::uint64_t mark_of(std::string_view article_id);

struct PageStart {
  // Sorted by date: when the last article that was shown was published.
  std::optional<UnixSeconds> published;
  // Marks of what was shown: sorted by date of the articles of that very second, else of all.
  std::vector<std::uint64_t> shown;

  // Moves on behind one more article.
  void pass(Sort sort, std::string_view article_id, UnixSeconds when);

  bool operator==(const PageStart&) const = default;
};

}  // namespace quire::store
