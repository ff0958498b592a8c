#include "index/story/stories.h"

#include <algorithm>

namespace quire::story {

const Story::Member* Story::find(ArticleNumber article) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [article](const Member& one) { return one.article == article; });
  return found == members.end() ? nullptr : &*found;
}

bool Story::is_withdrawn(ArticleNumber article) const {
  if (!any_withdrawn) return false;
  const Member* member = find(article);
  return member != nullptr && member->withdrawn;
}

std::shared_ptr<const Story> Stories::of(ArticleNumber article) const {
  const std::shared_lock lock(mutex_);
  const auto found = stories_.find(article);
  return found == stories_.end() ? nullptr : found->second;
}

void Stories::apply(const StoryChanges& changes) {
  if (changes.empty()) return;
  const std::unique_lock lock(mutex_);
  for (const ArticleNumber article : changes.alone) stories_.erase(article);
  for (const auto& story : changes.stories) {
    for (const Story::Member& member : story->members) stories_[member.article] = story;
  }
}

void Stories::clear() {
  const std::unique_lock lock(mutex_);
  stories_.clear();
}

}  // namespace quire::story
