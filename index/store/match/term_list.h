#pragma once
// The postings of a term in one segment, in pieces: read by ourselves where the segment is sealed,
// else through Xapian. Owned by one thread. Internal to the store; throws Xapian's exceptions.

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/glass/posting_list.h"
#include "index/store/view/segment_postings.h"

namespace quire::store {

class TermList {
 public:
  // `postings` must outlive the list.
  TermList(const SegmentPostings& postings, const std::string& term);
  // Notes the lengths of the documents in `lengths`, as far as it has read them.
  TermList(const Xapian::Database& database, const std::string& term,
           std::vector<std::uint32_t>& lengths);

  // What is at hand lies in the list itself, and goes where it goes.
  TermList(TermList&&) = default;
  TermList(const TermList&) = delete;

  // How many documents of the segment have the term.
  [[nodiscard]] std::uint32_t frequency() const { return frequency_; }
  // The next postings, as many as are at hand; empty at the end of the list.
  [[nodiscard]] std::span<const glass::ListedPosting> next() const { return next_; }
  // Goes behind the first `count` of them.
  void pass(std::size_t count) {
    next_ = next_.subspan(count);
    if (next_.empty()) read_on();
  }

 private:
  struct Iterated {
    Xapian::PostingIterator at;
    Xapian::PostingIterator end;
    std::vector<std::uint32_t>* lengths;
    std::vector<glass::ListedPosting> piece;
  };

  void read_on();
  void read_piece(Iterated& list);

  std::optional<glass::PostingList> sealed_;
  std::optional<Iterated> iterated_;
  std::uint32_t frequency_ = 0;
  std::span<const glass::ListedPosting> next_;
};

}  // namespace quire::store
