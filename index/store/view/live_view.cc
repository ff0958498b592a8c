#include "index/store/view/live_view.h"

#include "index/store/view/columns_cache.h"
#include "index/store/view/postings_cache.h"
#include "index/store/view/words_cache.h"

namespace quire::store {

LiveView::LiveView()
    : words_(std::make_shared<WordsCache>()),
      columns_(std::make_shared<ColumnsCache>()),
      postings_(std::make_shared<PostingsCache>()) {}

std::vector<std::string_view> LiveView::names_of(const View& view) {
  std::vector<std::string_view> names;
  for (const SegmentView& segment : view.segments) names.emplace_back(segment.name);
  return names;
}

}  // namespace quire::store
