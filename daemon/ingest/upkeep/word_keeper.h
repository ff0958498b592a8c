#pragma once
// Opens the posting lists of new segments, and goes through their words, in the background, so that
// no query has to. Lives on a thread of its own, whose body is `while (keeper.step())`.

#include <memory>
#include <string>

#include "index/base/bounded_queue.h"
#include "index/store/search/searcher.h"
#include "index/text/stems/stemmers.h"

namespace quire::ingest {

// Segments have come or gone.
struct NewSegments {};

class WordKeeper {
 public:
  // `stemmers`: for the forms of words. `changes` begins with one for what there is.
  WordKeeper(FileSystem& files, const std::string& index,
             std::shared_ptr<const store::LiveView> live, BoundedQueue<NewSegments>& changes,
             text::Stemmers stemmers);

  // Waits for new segments and gets them ready. False when the queue is closed.
  bool step();

 private:
  store::Searcher searcher_;
  BoundedQueue<NewSegments>& changes_;
  text::Stemmers stemmers_;
};

}  // namespace quire::ingest
