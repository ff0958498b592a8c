#include <algorithm>

#include "index/store/library_core.h"
#include "index/store/record.h"
#include "index/store/schema.h"

namespace quire::store {

void LibraryCore::learn_stories() {
  if (stories_known_) return;
  stories_.forget_all();
  for (const auto& segment : live_.segments()) {
    stories_.learn(segment->database(), segment->removed());
  }
  stories_.learn(fresh_.database(), {});
  stories_known_ = true;
}

Result<void> LibraryCore::show_stories() {
  auto learned = guarded("find the stories of the index", [this] { learn_stories(); });
  if (learned) stories_.publish();
  return learned;
}

// The newest segments first, because versions of a text come together.
std::optional<std::string> LibraryCore::body_of(story::ArticleNumber article) const {
  const std::string term = std::string(prefix::kId) + story::to_id(article);
  const auto body_in = [&](const Xapian::Database& database,
                           const auto& is_removed) -> std::optional<std::string> {
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      if (!is_removed(*it)) return own_text_of_record(database.get_document(*it).get_data());
    }
    return std::nullopt;
  };
  const auto none = [](std::uint32_t) { return false; };
  if (auto body = body_in(fresh_.database(), none)) return body;
  const auto& segments = live_.segments();
  for (auto at = segments.rbegin(); at != segments.rend(); ++at) {
    const Segment& segment = **at;
    const auto is_removed = [&segment](std::uint32_t id) { return segment.is_removed(id); };
    if (auto body = body_in(segment.database(), is_removed)) return body;
  }
  return std::nullopt;
}

}  // namespace quire::store
