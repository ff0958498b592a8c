#pragma once
// Which articles belong to one story, as it was last published: for whoever answers questions.
// Thread-safe.

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "index/story/card.h"
#include "index/story/place_table.h"

namespace quire::story {

// Articles that are versions of one another.
struct Story {
  struct Member {
    ArticleNumber article = 0;
    UnixSeconds published = 0;
    UnixSeconds changed = 0;
    bool replaced = false;   // by a later one that its source calls the same
    bool withdrawn = false;  // by its source; so is what says so
    bool withdraws = false;  // it is there to take back what its source calls the same

    bool operator==(const Member&) const = default;
  };

  bool any_withdrawn = false;
  // In the order in which they were published; what its source calls the same in the order of its
  // versions.
  std::vector<Member> members;

  // The story's own: that of the first who published it.
  [[nodiscard]] ArticleNumber id() const { return members.front().article; }
  [[nodiscard]] const Member* find(ArticleNumber article) const;
  [[nodiscard]] bool is_withdrawn(ArticleNumber article) const;
};

// From one publish to the next.
struct StoryChanges {
  std::vector<ArticleNumber> alone;  // are of no story (any more), or have gone
  std::vector<std::shared_ptr<const Story>> stories;

  [[nodiscard]] bool empty() const { return alone.empty() && stories.empty(); }
};

class Stories {
 public:
  // The story that the article is of; null when it stands alone.
  [[nodiscard]] std::shared_ptr<const Story> of(ArticleNumber article) const;

  // How many articles are of one.
  [[nodiscard]] std::size_t articles() const;

  void apply(const StoryChanges& changes);
  void clear();

 private:
  struct Entry {
    ArticleNumber article = 0;
    std::shared_ptr<const Story> story;  // null: the place is free
  };

  [[nodiscard]] Place place_of(ArticleNumber article) const;
  void set(ArticleNumber article, const std::shared_ptr<const Story>& story);
  void erase(ArticleNumber article);

  mutable std::shared_mutex mutex_;
  std::deque<Entry> entries_;
  std::vector<Place> free_;
  PlaceTable places_;  // by article
};

}  // namespace quire::story
