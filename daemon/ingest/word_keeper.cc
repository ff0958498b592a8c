#include "daemon/ingest/word_keeper.h"

#include <utility>

namespace quire::ingest {

WordKeeper::WordKeeper(FileSystem& files, const std::string& index,
                       std::shared_ptr<const store::LiveView> live,
                       BoundedQueue<NewSegments>& changes, std::string language,
                       text::Stemmer stemmer)
    : searcher_(files, index, std::move(live)),
      changes_(changes),
      language_(std::move(language)),
      stemmer_(std::move(stemmer)) {}

bool WordKeeper::step() {
  if (!changes_.pop()) return false;
  // What fails is told by the reader, and is tried again by whoever needs the words.
  if (const auto words = searcher_.vocabulary()) (*words)->learn_forms(language_, stemmer_);
  return !changes_.closed();
}

}  // namespace quire::ingest
