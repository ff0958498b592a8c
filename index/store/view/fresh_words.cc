#include "index/store/view/fresh_words.h"

namespace quire::store {

void FreshWords::open(const Xapian::Database& database) {
  pieces_.clear();
  if (database.get_doccount() > 0) {
    push({database.get_doccount(), std::make_shared<const SegmentWords>(words_of(database))});
  }
  commit();
}

void FreshWords::add(const Xapian::Document& document) {
  push({1, std::make_shared<const SegmentWords>(words_of(document))});
}

void FreshWords::push(Piece piece) {
  while (!pieces_.empty() && pieces_.back().documents <= piece.documents) {
    piece = {pieces_.back().documents + piece.documents,
             std::make_shared<const SegmentWords>(merged(*pieces_.back().words, *piece.words))};
    pieces_.pop_back();
  }
  pieces_.push_back(std::move(piece));
}

void FreshWords::commit() {
  committed_ = pieces_;
  auto words = std::make_shared<WordPieces>();
  for (const Piece& piece : committed_) words->push_back(piece.words);
  shown_ = std::move(words);
}

}  // namespace quire::store
