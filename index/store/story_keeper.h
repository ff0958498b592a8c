#pragma once
// Keeps the stories of the library's articles as its segments come and go, by the cards in their
// documents. Owned by the writer. Internal to the store; whatever touches Xapian throws its
// exceptions.

#include <xapian.h>

#include <memory>

#include "index/store/documents.h"
#include "index/store/live_view.h"
#include "index/story/story_index.h"

namespace quire::store {

class StoryKeeper {
 public:
  // `contained`: see story::is_version(); 0 for no stories at all. `body_of` is asked on the
  // writer's thread. `shown` is what readers see.
  StoryKeeper(double contained, story::StoryIndex::BodyOf body_of,
              std::shared_ptr<story::Stories> shown);

  // Of all documents but `removed`. They can be read by `body_of` from now on.
  void learn(const Xapian::Database& database, const DocumentIds& removed);
  void learn(const Documents& documents);
  // Of the articles of these documents, which are about to go.
  void forget(const Xapian::Database& database, const DocumentIds& documents);
  void forget_all();
  // Shows the readers what has changed.
  void publish();

 private:
  void add(std::string_view card);

  const bool wanted_;
  const story::StoryIndex::BodyOf body_of_;
  const std::shared_ptr<story::Stories> shown_;
  story::StoryIndex index_;
};

}  // namespace quire::store
