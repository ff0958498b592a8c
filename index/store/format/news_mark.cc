#include "index/store/format/news_mark.h"

#include <charconv>

#include "index/base/hash.h"

namespace quire::store {

std::uint64_t id_number(std::string_view article_id) {
  std::uint64_t number = 0;
  std::from_chars(article_id.data(), article_id.data() + article_id.size(), number, 16);
  return number;
}

std::uint32_t mark_state(const FileState& state) {
  // Another version of the reader makes no other bytes of them.
  FileState bytes = state;
  bytes.reader = 0;
  return static_cast<std::uint32_t>(fingerprint(bytes));
}

ArticleMark mark_article(const article::FileKey& file, const FileState& state,
                         const article::Article& article) {
  constexpr std::uint32_t kMask = (1U << kMarkBits) - 1;
  // One that is taken back is news, whatever its text.
  const std::uint64_t status = article.status.empty() ? 0 : hash64(article.status);
  const std::uint64_t text = hash64(article.body, hash64(article.title, status));
  ArticleMark mark;
  mark.id = id_number(article::article_id(file, article.key));
  mark.text = static_cast<std::uint32_t>(text) & kMask;
  if (mark.text == 0) mark.text = 1;
  mark.state = mark_state(state);
  return mark;
}

}  // namespace quire::store
