#include "index/store/segments/segment.h"

#include <algorithm>

#include "index/store/format/file_state.h"
#include "index/store/format/gap.h"
#include "index/store/format/manifest.h"
#include "index/store/format/schema.h"

namespace quire::store {

DocumentCounts count_documents(const Xapian::Database& database) {
  return {database.get_termfreq(std::string(kArticleTerm)),
          database.get_termfreq(std::string(kFailedTerm))};
}

DocumentIds documents_of(const Xapian::Database& database, const article::FileKey& file) {
  DocumentIds ids;
  const std::string term = path_term(file);
  for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
    const auto found = decode_file_slot(database.get_document(*it).get_value(slot::kFile));
    if (!found || found->file == file) ids.push_back(*it);
  }
  return ids;
}

DocumentIds documents_of_drop(const Xapian::Database& database, const std::string& drop) {
  DocumentIds ids;
  const std::string prefix = path_term_prefix(drop, "");
  for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
    for (auto doc = database.postlist_begin(*it); doc != database.postlist_end(*it); ++doc) {
      ids.push_back(*doc);
    }
  }
  return ids;
}

std::vector<std::string> drops_in(const Xapian::Database& database) {
  std::vector<std::string> names;
  const std::string all(prefix::kPath);
  for (auto it = database.allterms_begin(all); it != database.allterms_end(all);) {
    const std::string term = *it;
    const std::size_t slash = term.find('/');
    if (slash == std::string::npos) {
      ++it;
      continue;
    }
    names.push_back(term.substr(all.size(), slash - all.size()));
    constexpr char kAfterSlash = '/' + 1;
    it.skip_to(term.substr(0, slash) + kAfterSlash);
  }
  return names;
}

Segment::Segment(std::uint32_t number, const std::string& path, std::uint64_t bytes)
    : number_(number),
      path_(path),
      bytes_(bytes),
      database_(path, Xapian::DB_BACKEND_GLASS),
      documents_(database_.get_doccount() - count_gaps(database_)),
      counts_(count_documents(database_)),
      published_counts_(counts_) {}

SegmentView Segment::view() const { return {segment_name(number_), 0, removed_, nullptr}; }

SegmentSize Segment::size() const {
  return {bytes_, documents_, documents_ - counts_.articles - counts_.failed};
}

bool Segment::remove(const article::FileKey& file) {
  const DocumentIds documents = documents_of(database_, file);
  const std::size_t before = removing_.size();
  remove(documents);
  if (removing_.size() == before) return false;
  if (merging_) late_.push_back(file);
  return true;
}

void Segment::remove(const DocumentIds& documents) {
  for (const std::uint32_t id : documents) {
    if (is_removed(id)) continue;
    const bool article = !database_.get_document(id).get_value(slot::kPublished).empty();
    --(article ? counts_.articles : counts_.failed);
    removing_.insert(id);
  }
}

bool Segment::is_removed(std::uint32_t document) const {
  return (removed_ && std::binary_search(removed_->begin(), removed_->end(), document)) ||
         removing_.contains(document);
}

DocumentIds Segment::removed() const {
  DocumentIds all = removed_ ? *removed_ : DocumentIds{};
  all.insert(all.end(), removing_.begin(), removing_.end());
  std::sort(all.begin(), all.end());
  return all;
}

void Segment::publish() {
  published_late_ = late_.size();
  if (removing_.empty()) return;
  removed_ = std::make_shared<const DocumentIds>(removed());
  removing_.clear();
  published_counts_ = counts_;
}

void Segment::roll_back() {
  removing_.clear();
  late_.resize(published_late_);
  counts_ = published_counts_;
}

void Segment::end_merge() {
  merging_ = false;
  late_.clear();
  published_late_ = 0;
}

}  // namespace quire::store
