#pragma once
// What tells one state of an article from another, so that it is known whether an article is new or
// has changed when its file is read again. A value.

#include <cstdint>

#include "index/article/article.h"
#include "index/store/format/file_state.h"

namespace quire::store {

struct ArticleMark {
  std::uint64_t id = 0;    // the article's id, as a number
  std::uint32_t text = 0;  // kMarkBits of a hash of title and body; 0: not known
  std::uint32_t state =
      0;  // a hash of the file's size, time and inode: the same for the same bytes

  bool operator==(const ArticleMark&) const = default;
};

inline constexpr unsigned kMarkBits = 30;

[[nodiscard]] ArticleMark mark_article(const article::FileKey& file, const FileState& state,
                                       const article::Article& article);

// The state alone: for an article whose text has not been read.
[[nodiscard]] std::uint32_t mark_state(const FileState& state);

// The number of an article id, and back.
[[nodiscard]] std::uint64_t id_number(std::string_view article_id);

}  // namespace quire::store
