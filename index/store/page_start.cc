#include "index/store/page_start.h"

#include <charconv>

namespace quire::store {

std::uint64_t mark_of(std::string_view article_id) {
  constexpr int kDropped = 16;
  std::uint64_t hash = 0;
  std::from_chars(article_id.data(), article_id.data() + article_id.size(), hash, 16);
  return hash >> kDropped;
}

void PageStart::pass(Sort sort, std::string_view article_id, UnixSeconds when) {
  if (sort != Sort::kRelevance && published != when) {
    published = when;
    shown.clear();
  }
  shown.push_back(mark_of(article_id));
}

}  // namespace quire::store
