#include "index/store/story_keeper.h"

#include <algorithm>
#include <string>
#include <utility>

#include "index/store/schema.h"

namespace quire::store {

StoryKeeper::StoryKeeper(double contained, story::StoryIndex::BodyOf body_of,
                         std::shared_ptr<story::Stories> shown)
    : wanted_(contained > 0),
      body_of_(std::move(body_of)),
      shown_(std::move(shown)),
      index_(contained) {}

void StoryKeeper::add(std::string_view bytes) {
  if (auto card = story::decode_card(bytes)) index_.add(*std::move(card), body_of_);
}

void StoryKeeper::learn(const Xapian::Database& database, const DocumentIds& removed) {
  if (!wanted_) return;
  for (auto it = database.valuestream_begin(slot::kStory);
       it != database.valuestream_end(slot::kStory); ++it) {
    if (!std::binary_search(removed.begin(), removed.end(), it.get_docid())) add(*it);
  }
}

void StoryKeeper::learn(const Documents& documents) {
  if (!wanted_) return;
  for (const Xapian::Document& document : documents.list) add(document.get_value(slot::kStory));
}

void StoryKeeper::forget(const Xapian::Database& database, const DocumentIds& documents) {
  if (!wanted_) return;
  for (const std::uint32_t id : documents) {
    const std::string card = database.get_document(id).get_value(slot::kStory);
    index_.remove(story::article_of_card(card), body_of_);
  }
}

void StoryKeeper::forget_all() { index_.clear(); }

void StoryKeeper::publish() { shown_->apply(index_.take_changes()); }

}  // namespace quire::store
