#pragma once
// The articles of a segment that have a term, and where it stands in each: read by ourselves where
// the segment's lists are open, else through Xapian. Owned by one thread. Internal to the store and
// the query folder; throws Xapian's exceptions.

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/glass/position_list.h"
#include "index/glass/posting_list.h"
#include "index/store/view/segment_postings.h"

namespace quire::store {

// A cursor for the positions of one term, or of several that share it; null for a segment that is
// read through Xapian. `postings` may be null, or must outlive the cursor.
using PositionCursor = std::shared_ptr<glass::TableCursor>;
[[nodiscard]] PositionCursor position_cursor(const SegmentPostings* postings);

// Where one term stands in documents of a segment.
class Places {
 public:
  Places(const Xapian::Database& segment, PositionCursor cursor, const std::string& term);

  // Appends the positions in `document`, ascending. Quickest for ascending documents.
  void read(Xapian::docid document, std::vector<std::uint32_t>& positions);

 private:
  PositionCursor cursor_;
  Xapian::Database segment_;
  std::string term_;
};

class PlaceList {
 public:
  // At the first document. `postings` may be null, or must outlive it; `cursor` is one of its.
  PlaceList(const Xapian::Database& segment, const SegmentPostings* postings, PositionCursor cursor,
            const std::string& term);

  // 0: there are no more.
  [[nodiscard]] Xapian::docid document() const { return document_; }
  // To the first that is not before `document`.
  void skip_to(Xapian::docid document);
  // Appends the positions in document().
  void read(std::vector<std::uint32_t>& positions) { places_.read(document_, positions); }

 private:
  void skip_in_list(Xapian::docid document);

  Places places_;
  std::optional<glass::PostingList> list_;
  std::size_t at_ = 0;  // in its chunk
  Xapian::PostingIterator iterator_;
  Xapian::PostingIterator end_;
  Xapian::docid document_ = 0;
};

}  // namespace quire::store
