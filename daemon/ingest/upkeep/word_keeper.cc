#include "daemon/ingest/upkeep/word_keeper.h"

#include <utility>

namespace quire::ingest {

WordKeeper::WordKeeper(FileSystem& files, const std::string& index,
                       std::shared_ptr<const store::LiveView> live,
                       BoundedQueue<NewSegments>& changes, text::Stemmers stemmers)
    : searcher_(files, index, std::move(live)), changes_(changes), stemmers_(std::move(stemmers)) {}

bool WordKeeper::step() {
  if (!changes_.pop()) return false;
  // What fails is told by the reader, and is tried again by whoever needs it.
  (void)searcher_.open_postings();
  if (const auto words = searcher_.vocabulary()) {
    const std::vector<std::string>& languages = stemmers_.languages();
    for (std::size_t i = 0; i < languages.size(); ++i) {
      (*words)->learn_forms(languages[i], stemmers_.at(i));
    }
  }
  return !changes_.closed();
}

}  // namespace quire::ingest
