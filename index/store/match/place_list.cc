#include "index/store/match/place_list.h"

#include <algorithm>
#include <utility>

#include "index/store/format/xapian_boundary.h"

namespace quire::store {

PositionCursor position_cursor(const SegmentPostings* postings) {
  return postings != nullptr ? std::make_shared<glass::TableCursor>(*postings->position) : nullptr;
}

Places::Places(const Xapian::Database& segment, PositionCursor cursor, const std::string& term)
    : cursor_(std::move(cursor)), segment_(segment), term_(term) {}

void Places::read(Xapian::docid document, std::vector<std::uint32_t>& positions) {
  if (cursor_) {
    return value_or_throw(glass::read_positions(*cursor_, term_, document, positions));
  }
  positions.insert(positions.end(), segment_.positionlist_begin(document, term_),
                   segment_.positionlist_end(document, term_));
}

PlaceList::PlaceList(const Xapian::Database& segment, const SegmentPostings* postings,
                     PositionCursor cursor, const std::string& term)
    : places_(segment, std::move(cursor), term) {
  if (postings != nullptr) {
    list_ = value_or_throw(glass::PostingList::of_term(*postings->postlist, term));
    if (list_ && !list_->chunk().empty()) document_ = list_->chunk().front().document;
    return;
  }
  iterator_ = segment.postlist_begin(term);
  end_ = segment.postlist_end(term);
  if (iterator_ != end_) document_ = *iterator_;
}

void PlaceList::skip_to(Xapian::docid document) {
  if (document_ == 0 || document_ >= document) return;
  if (list_) return skip_in_list(document);
  iterator_.skip_to(document);
  document_ = iterator_ != end_ ? *iterator_ : 0;
}

void PlaceList::skip_in_list(Xapian::docid document) {
  if (list_->chunk().back().document < document) {
    value_or_throw(list_->skip_to(document));
    at_ = 0;
  }
  const auto chunk = list_->chunk();
  const auto found = std::lower_bound(
      chunk.begin() + static_cast<std::ptrdiff_t>(at_), chunk.end(), document,
      [](const glass::ListedPosting& posting, Xapian::docid id) { return posting.document < id; });
  at_ = static_cast<std::size_t>(found - chunk.begin());
  document_ = found != chunk.end() ? found->document : 0;
}

}  // namespace quire::store
