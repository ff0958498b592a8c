#pragma once
// Keeps the stories of the library's articles as its segments come and go, by the cards in their
// documents. Owned by the writer. Internal to the store; whatever touches Xapian throws its
// exceptions.

#include <xapian.h>

#include <memory>
#include <vector>

#include "index/base/clock.h"
#include "index/store/format/documents.h"
#include "index/store/view/live_view.h"
#include "index/story/story_index.h"

namespace quire::store {

class StoryKeeper {
 public:
  struct Source {
    const Xapian::Database* database;
    DocumentIds removed;
  };

  // `contained`: see story::is_version(); 0 for no stories at all. `body_of` is asked on the
  // writer's thread. `shown` is what readers see.
  StoryKeeper(double contained, story::StoryIndex::BodyOf body_of,
              std::shared_ptr<story::Stories> shown);

  // Forgets all articles; there are about so many. Readers keep the stories that they have until
  // their articles are learned again, or until all are.
  void start_over(std::size_t articles);
  void all_learned();

  // Of all documents but `removed`, in the place of what is known of their articles. They can be
  // read by `body_of` from now on.
  void learn(const Xapian::Database& database, const DocumentIds& removed);
  void learn(const Documents& documents);
  // Of the documents from `first` on, but `removed` and those of articles that are known, until the
  // time has come; where to go on then, 0 at the end.
  [[nodiscard]] Xapian::docid learn_some(const Xapian::Database& database,
                                         const DocumentIds& removed, Xapian::docid first,
                                         SteadyTime until);
  // Of what withdraws others, and all that has the same names, as far as it is not known.
  void learn_withdrawals(const std::vector<Source>& sources);
  // Of the articles of these documents, which are about to go.
  void forget(const Xapian::Database& database, const DocumentIds& documents);
  // Shows the readers what has changed.
  void publish();

 private:
  void add(std::string_view card);
  void add_if_new(std::string_view card);
  // Calls `look(id, card)` for each document from `first` on that is not removed, until it returns
  // false.
  template <class Look>
  static void each_card(const Xapian::Database& database, const DocumentIds& removed,
                        Xapian::docid first, const Look& look);

  const bool wanted_;
  const story::StoryIndex::BodyOf body_of_;
  const std::shared_ptr<story::Stories> shown_;
  story::StoryIndex index_;
  // By start_over(), of articles that readers may have stories of.
  std::vector<story::ArticleNumber> forgotten_;
};

}  // namespace quire::store
