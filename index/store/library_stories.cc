#include <algorithm>

#include "index/store/format/record.h"
#include "index/store/format/schema.h"
#include "index/store/library_core.h"

namespace quire::store {

// The newest segment comes first, so that of an article of which a crash left two versions the
// newer one counts.
void LibraryCore::learn_stories() {
  if (stories_known_) return;
  unlearned_.clear();
  learned_upto_ = 1;
  std::size_t articles = fresh_.documents();
  for (const auto& segment : live_.segments()) {
    articles += segment->counts().articles;
    unlearned_.push_back(segment->number());
  }
  stories_.start_over(articles);
  stories_.learn(fresh_.database(), {});
  if (articles <= options_.stories_at_once) {
    learn_more_stories(SteadyTime::max());
  } else {
    std::vector<StoryKeeper::Source> sources{{&fresh_.database(), {}}};
    const auto& segments = live_.segments();
    for (auto at = segments.rbegin(); at != segments.rend(); ++at) {
      sources.push_back({&(*at)->database(), (*at)->removed()});
    }
    stories_.learn_withdrawals(sources);
  }
  stories_known_ = true;
}

void LibraryCore::learn_more_stories(SteadyTime until) {
  while (!unlearned_.empty()) {
    const Segment* segment = live_.find(unlearned_.back());
    if (segment != nullptr) {
      learned_upto_ =
          stories_.learn_some(segment->database(), segment->removed(), learned_upto_, until);
      if (learned_upto_ != 0) return;
    }
    unlearned_.pop_back();
    learned_upto_ = 1;
  }
  stories_.all_learned();
}

Result<void> LibraryCore::learn_stories_for(std::chrono::milliseconds time) {
  auto learned = guarded("find the stories of the index", [&] {
    learn_stories();
    learn_more_stories(std::chrono::steady_clock::now() + time);
  });
  if (!learned && !unlearned_.empty()) {
    // The others can be learned; this one is on its way into quarantine.
    unlearned_.pop_back();
    learned_upto_ = 1;
  }
  stories_.publish();
  return learned;
}

void LibraryCore::note_merged(const MergePlan& plan, std::uint32_t number) {
  const auto is_unlearned = [this](const MergeSource& source) {
    return std::find(unlearned_.begin(), unlearned_.end(), source.number) != unlearned_.end();
  };
  if (std::any_of(plan.sources.begin(), plan.sources.end(), is_unlearned)) {
    unlearned_.insert(unlearned_.begin(), number);
  }
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
