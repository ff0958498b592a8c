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

Place Stories::place_of(ArticleNumber article) const {
  return places_.find(upper_half(article),
                      [&](Place place) { return entries_[place].article == article; });
}

void Stories::set(ArticleNumber article, const std::shared_ptr<const Story>& story) {
  Place place = place_of(article);
  if (place == kNoPlace) {
    if (free_.empty()) {
      free_.push_back(static_cast<Place>(entries_.size()));
      entries_.emplace_back();
    }
    place = free_.back();
    free_.pop_back();
    entries_[place].article = article;
    places_.add(upper_half(article), place,
                [this](Place at) { return upper_half(entries_[at].article); });
  }
  entries_[place].story = story;
}

void Stories::erase(ArticleNumber article) {
  const Place place = place_of(article);
  if (place == kNoPlace) return;
  places_.remove(upper_half(article), place,
                 [this](Place at) { return upper_half(entries_[at].article); });
  entries_[place] = {};
  free_.push_back(place);
}

std::shared_ptr<const Story> Stories::of(ArticleNumber article) const {
  const std::shared_lock lock(mutex_);
  const Place place = place_of(article);
  return place == kNoPlace ? nullptr : entries_[place].story;
}

std::size_t Stories::articles() const {
  const std::shared_lock lock(mutex_);
  return entries_.size() - free_.size();
}

void Stories::apply(const StoryChanges& changes) {
  if (changes.empty()) return;
  const std::unique_lock lock(mutex_);
  for (const ArticleNumber article : changes.alone) erase(article);
  for (const auto& story : changes.stories) {
    for (const Story::Member& member : story->members) set(member.article, story);
  }
}

void Stories::clear() {
  const std::unique_lock lock(mutex_);
  entries_.clear();
  free_.clear();
  places_.clear();
}

}  // namespace quire::story
