#pragma once
// From the matches of a query to the articles of one page. Owned by one thread. Internal to the
// store; throws Xapian's exceptions.

#include <xapian.h>

#include <span>
#include <unordered_set>

#include "index/store/rank/rank_again.h"
#include "index/store/search/search_types.h"

namespace quire::store {

class PageReader {
 public:
  // `stories` and `options` must outlive it.
  // Of the matches that are due the first `offset` are passed over.
  PageReader(const Xapian::Database& database, const SearchOptions& options,
             const story::Stories& stories, std::uint32_t offset);

  // Of the matches, in their order, what the page shows, into `result`; says there whether there is
  // more, as far as these matches tell.
  void read(std::span<const Ranked> matches, SearchResult& result);

 private:
  // Whether it is for this page or one behind it.
  [[nodiscard]] bool is_due(const Xapian::Document& document);

  const Xapian::Database& database_;
  const SearchOptions& options_;
  const story::Stories& stories_;
  const std::unordered_set<std::uint64_t> shown_;  // marks of articles
  std::unordered_set<std::uint64_t> told_;         // marks of stories
  std::uint32_t to_pass_;
};

}  // namespace quire::store
