#pragma once
// The words of all segments of a snapshot, for one searcher. Owned by one thread. Internal to the
// store.

#include <memory>
#include <vector>

#include "index/store/view/reader.h"
#include "index/store/view/words_cache.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::store {

// One state of the library.
struct WordsAt {
  std::vector<std::shared_ptr<const SegmentWords>> segments;
  std::shared_ptr<const vocabulary::Vocabulary> vocabulary;
};

class LiveWords {
 public:
  // `cache`: shared with the other searchers of the process.
  explicit LiveWords(std::shared_ptr<WordsCache> cache) : cache_(std::move(cache)) {}

  // Goes through the terms of segments that nobody has asked about before. Throws Xapian's
  // exceptions. Valid until the next call.
  [[nodiscard]] const WordsAt& at(const Snapshot& snapshot);
  // The same, but null when the terms of a segment would have to be gone through.
  [[nodiscard]] const WordsAt* known(const Snapshot& snapshot);

 private:
  // `words_of(segment)`: null for words that are not known.
  template <class Words>
  [[nodiscard]] const WordsAt* update(const Snapshot& snapshot, const Words& words_of);

  std::shared_ptr<WordsCache> cache_;
  WordsAt words_;
};

}  // namespace quire::store
