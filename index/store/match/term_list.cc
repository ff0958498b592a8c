#include "index/store/match/term_list.h"

#include "index/store/format/xapian_boundary.h"

namespace quire::store {
namespace {

constexpr std::size_t kPiece = 256;

}  // namespace

TermList::TermList(const SegmentPostings& postings, const std::string& term)
    : sealed_(value_or_throw(glass::PostingList::of_term(*postings.postlist, term))) {
  if (!sealed_) return;
  frequency_ = sealed_->frequency();
  next_ = sealed_->chunk();
}

TermList::TermList(const Xapian::Database& database, const std::string& term,
                   std::vector<std::uint32_t>& lengths)
    : iterated_{{database.postlist_begin(term), database.postlist_end(term), &lengths, {}}},
      frequency_(database.get_termfreq(term)) {
  read_piece(*iterated_);
}

void TermList::read_on() {
  if (iterated_) return read_piece(*iterated_);
  (void)value_or_throw(sealed_->next_chunk());
  next_ = sealed_->chunk();
}

void TermList::read_piece(Iterated& list) {
  list.piece.clear();
  for (; list.piece.size() < kPiece && list.at != list.end; ++list.at) {
    list.piece.push_back({*list.at, list.at.get_wdf()});
    if (*list.at >= list.lengths->size()) list.lengths->resize(*list.at + std::size_t{1});
    (*list.lengths)[*list.at] = list.at.get_doclength();
  }
  next_ = list.piece;
}

}  // namespace quire::store
