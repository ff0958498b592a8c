#pragma once
// Some articles that were published, and which of them match a query: the query is matched against
// the segments that hold them, and only these articles are looked at. Valid as long as the snapshot
// that it is made of. Owned by one thread. Internal to the store and those who match; whatever
// touches Xapian throws its exceptions.

#include <xapian.h>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/store/format/record.h"
#include "index/store/news/news_journal.h"
#include "index/store/view/reader.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::store {

class NewsBatch {
 public:
  // Of the news, those whose articles are (still) there; by number.
  NewsBatch(const Snapshot& at, std::span<const News> news);

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] const News& news(std::size_t index) const { return items_[index].news; }

  // The places in the batch of those that match; ascending.
  [[nodiscard]] std::vector<std::size_t> match(const Xapian::Query& query) const;
  [[nodiscard]] StoredArticle article(std::size_t index) const;
  // Calls `use(term)` for each term of the article.
  void for_each_term(std::size_t index,
                     const std::function<void(const std::string& term)>& use) const;
  // The words of all of it; made when it is first asked for.
  [[nodiscard]] std::shared_ptr<const vocabulary::Vocabulary> vocabulary() const;
  // The words of that article; kept until those of another are asked for.
  [[nodiscard]] std::shared_ptr<const vocabulary::Vocabulary> vocabulary_of(
      std::size_t index) const;

 private:
  struct Item {
    News news;
    std::size_t segment;  // of databases_
    Xapian::docid id;     // in it
  };

  std::vector<Xapian::Database> databases_;  // those that have any
  Xapian::Database database_;                // all of these
  std::vector<Item> items_;
  std::unordered_map<Xapian::docid, std::size_t> places_;  // by the id in database_
  Tombstones wanted_;  // ids by segment, as TombstoneSource has it
  mutable std::shared_ptr<const vocabulary::Vocabulary> vocabulary_;
  mutable std::size_t article_ = 0;
  mutable std::shared_ptr<const vocabulary::Vocabulary> of_article_;
};

}  // namespace quire::store
