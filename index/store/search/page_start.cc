#include "index/store/search/page_start.h"

namespace quire::store {

std::uint64_t mark_of(story::ArticleNumber article) {
  constexpr int kDropped = 16;
  return article >> kDropped;
}

void PageStart::pass(Sort sort, std::string_view article_id, UnixSeconds when,
                     std::optional<story::ArticleNumber> story) {
  if (sort != Sort::kRelevance && published != when) {
    published = when;
    shown.clear();
  }
  if (story) {
    stories.push_back(mark_of(*story));
  } else {
    shown.push_back(mark_of(story::to_number(article_id)));
  }
}

}  // namespace quire::store
