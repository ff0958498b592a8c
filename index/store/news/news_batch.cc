#include "index/store/news/news_batch.h"

#include <algorithm>
#include <map>

#include "index/base/hash.h"
#include "index/store/format/schema.h"
#include "index/store/view/segment_words.h"

namespace quire::store {
namespace {

// Of several versions that a crash has left in a segment, the one that was added last.
Xapian::docid newest_in(const Snapshot::Segment& segment, const std::string& term) {
  Xapian::docid newest = 0;
  const auto& removed = segment.view.removed;
  for (auto at = segment.database.postlist_begin(term); at != segment.database.postlist_end(term);
       ++at) {
    const bool gone = removed && std::binary_search(removed->begin(), removed->end(), *at);
    if (!gone) newest = *at;
  }
  return newest;
}

}  // namespace

NewsBatch::NewsBatch(const Snapshot& at, std::span<const News> news) {
  std::vector<std::pair<std::size_t, Xapian::docid>> found(news.size());
  std::map<std::size_t, std::vector<std::uint32_t>> ids;
  for (std::size_t i = 0; i < news.size(); ++i) {
    const std::string term = std::string(prefix::kId) + to_hex(news[i].id);
    // What is new stands in the last segments as a rule.
    for (std::size_t segment = at.segments.size(); segment > 0 && found[i].second == 0; --segment) {
      found[i] = {segment - 1, newest_in(at.segments[segment - 1], term)};
    }
    if (found[i].second != 0) ids[found[i].first].push_back(found[i].second);
  }
  std::map<std::size_t, std::size_t> places;
  for (auto& [segment, documents] : ids) {
    places[segment] = databases_.size();
    databases_.push_back(at.segments[segment].database);
    database_.add_database(databases_.back());
    std::sort(documents.begin(), documents.end());
    wanted_[databases_.back().get_uuid()] =
        std::make_shared<const DocumentIds>(documents.begin(), documents.end());
  }
  for (std::size_t i = 0; i < news.size(); ++i) {
    if (found[i].second == 0) continue;
    const std::size_t segment = places[found[i].first];
    const auto id =
        static_cast<Xapian::docid>((found[i].second - 1) * databases_.size() + segment + 1);
    places_[id] = items_.size();
    items_.push_back({news[i], segment, found[i].second});
  }
}

std::vector<std::size_t> NewsBatch::match(const Xapian::Query& query) const {
  std::vector<std::size_t> matches;
  if (items_.empty() || query.empty()) return matches;
  TombstoneSource wanted(wanted_);
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&wanted)));
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(items_.size()));
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const auto place = places_.find(*hit);
    if (place != places_.end()) matches.push_back(place->second);
  }
  std::sort(matches.begin(), matches.end());
  return matches;
}

StoredArticle NewsBatch::article(std::size_t index) const {
  const Item& item = items_[index];
  auto stored = decode_record(databases_[item.segment].get_document(item.id).get_data());
  if (!stored) throw Xapian::DatabaseCorruptError(stored.error().message);
  return *std::move(stored);
}

void NewsBatch::for_each_term(std::size_t index,
                              const std::function<void(const std::string&)>& use) const {
  const Item& item = items_[index];
  const Xapian::Database& database = databases_[item.segment];
  for (auto term = database.termlist_begin(item.id); term != database.termlist_end(item.id);
       ++term) {
    use(*term);
  }
}

std::shared_ptr<const vocabulary::Vocabulary> NewsBatch::vocabulary() const {
  if (vocabulary_) return vocabulary_;
  // As many of one size make one of twice the size, so that each word is copied a few times only.
  std::vector<std::pair<std::size_t, SegmentWords>> pieces;
  for (const Item& item : items_) {
    std::size_t count = 1;
    SegmentWords words = words_of(databases_[item.segment].get_document(item.id));
    while (!pieces.empty() && pieces.back().first <= count) {
      words = merged(pieces.back().second, words);
      count += pieces.back().first;
      pieces.pop_back();
    }
    pieces.emplace_back(count, std::move(words));
  }
  std::vector<std::shared_ptr<const vocabulary::WordSet>> sets;
  for (auto& piece : pieces) sets.push_back(std::move(piece.second.words));
  vocabulary_ = std::make_shared<const vocabulary::Vocabulary>(std::move(sets));
  return vocabulary_;
}

std::shared_ptr<const vocabulary::Vocabulary> NewsBatch::vocabulary_of(std::size_t index) const {
  if (of_article_ && article_ == index) return of_article_;
  const Item& item = items_[index];
  SegmentWords words = words_of(databases_[item.segment].get_document(item.id));
  of_article_ = std::make_shared<const vocabulary::Vocabulary>(
      std::vector<std::shared_ptr<const vocabulary::WordSet>>{std::move(words.words)});
  article_ = index;
  return of_article_;
}

}  // namespace quire::store
