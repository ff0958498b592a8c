#pragma once
// The words of the fresh segment as they come, so that nobody has to go through its terms after
// each publish. Kept in pieces that readers share: a new one for each document, and two of the same
// size make one of twice the size, so that there are few and each word is copied a few times only
// (the logarithmic method of Bentley and Saxe, 1980). Words of documents that are taken out stay
// until the segment is sealed. Owned by the writer. Internal to the store.

#include <xapian.h>

#include <memory>
#include <vector>

#include "index/store/view/live_view.h"
#include "index/store/view/segment_words.h"

namespace quire::store {

class FreshWords {
 public:
  // Of a segment that is opened with these documents in it. Throws Xapian's exceptions.
  void open(const Xapian::Database& database);
  void add(const Xapian::Document& document);
  // What was added is committed, and roll_back() leaves it.
  void commit();
  void roll_back() { pieces_ = committed_; }

  // Those that are committed.
  [[nodiscard]] std::shared_ptr<const WordPieces> words() const { return shown_; }

 private:
  struct Piece {
    std::size_t documents;
    std::shared_ptr<const SegmentWords> words;
  };
  void push(Piece piece);

  std::vector<Piece> pieces_;
  std::vector<Piece> committed_;
  std::shared_ptr<const WordPieces> shown_;
};

}  // namespace quire::store
