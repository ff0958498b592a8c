#include "index/store/story_keeper.h"

#include <algorithm>
#include <string>
#include <utility>

#include "index/store/format/schema.h"

namespace quire::store {

StoryKeeper::StoryKeeper(double contained, story::StoryIndex::BodyOf body_of,
                         std::shared_ptr<story::Stories> shown)
    : wanted_(contained > 0),
      body_of_(std::move(body_of)),
      shown_(std::move(shown)),
      index_(contained) {}

void StoryKeeper::add(std::string_view bytes) {
  if (auto card = story::decode_card(bytes)) index_.add(*card, body_of_);
}

void StoryKeeper::add_if_new(std::string_view bytes) {
  if (!index_.contains(story::article_of_card(bytes))) add(bytes);
}

template <class Look>
void StoryKeeper::each_card(const Xapian::Database& database, const DocumentIds& removed,
                            Xapian::docid first, const Look& look) {
  auto it = database.valuestream_begin(slot::kStory);
  const auto end = database.valuestream_end(slot::kStory);
  if (first > 1 && it != end) it.skip_to(first);
  for (; it != end; ++it) {
    const Xapian::docid id = it.get_docid();
    if (std::binary_search(removed.begin(), removed.end(), id)) continue;
    if (!look(id, *it)) return;
  }
}

void StoryKeeper::start_over(std::size_t articles) {
  const auto known = index_.clear();
  forgotten_.insert(forgotten_.end(), known.begin(), known.end());
  if (wanted_) index_.reserve(articles);
}

void StoryKeeper::all_learned() { index_.touch(std::exchange(forgotten_, {})); }

void StoryKeeper::learn(const Xapian::Database& database, const DocumentIds& removed) {
  if (!wanted_) return;
  each_card(database, removed, 1, [&](Xapian::docid, std::string_view card) {
    add(card);
    return true;
  });
}

Xapian::docid StoryKeeper::learn_some(const Xapian::Database& database, const DocumentIds& removed,
                                      Xapian::docid first, SteadyTime until) {
  Xapian::docid next = 0;
  if (!wanted_) return next;
  each_card(database, removed, first, [&](Xapian::docid id, std::string_view card) {
    add_if_new(card);
    const bool goes_on = std::chrono::steady_clock::now() < until;
    if (!goes_on) next = id + 1;
    return goes_on;
  });
  return next;
}

void StoryKeeper::learn_withdrawals(const std::vector<Source>& sources) {
  if (!wanted_) return;
  std::vector<std::uint64_t> names;
  const std::string term(kWithdrawalTerm);
  for (const Source& source : sources) {
    const Xapian::Database& database = *source.database;
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      const auto card = story::decode_card(database.get_document(*it).get_value(slot::kStory));
      if (card) names.insert(names.end(), card->names.begin(), card->names.end());
      if (card && card->names.empty()) add_if_new(story::encode_card(*card));
    }
  }
  if (names.empty()) return;
  std::sort(names.begin(), names.end());
  for (const Source& source : sources) {
    each_card(*source.database, source.removed, 1, [&](Xapian::docid, std::string_view bytes) {
      const auto card = story::decode_card(bytes);
      const bool has_one =
          card && std::any_of(card->names.begin(), card->names.end(), [&](auto one) {
            return std::binary_search(names.begin(), names.end(), one);
          });
      if (has_one) add_if_new(bytes);
      return true;
    });
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

void StoryKeeper::publish() { shown_->apply(index_.take_changes()); }

}  // namespace quire::store
