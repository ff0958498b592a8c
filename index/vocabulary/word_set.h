#pragma once
// The words of one segment: their table, and for each language in which somebody has asked, which
// of them have the same stem. Any number of threads may read it.

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "index/base/thread_annotations.h"
#include "index/text/stems/stemmer.h"
#include "index/vocabulary/stem_index.h"
#include "index/vocabulary/word_table.h"

namespace quire::vocabulary {

class WordSet {
 public:
  explicit WordSet(WordTable table) : table_(std::move(table)) {}

  [[nodiscard]] const WordTable& table() const { return table_; }
  // By `stemmer`, the one of `language`. The first call for a language goes through all words,
  // and others who ask for the same meanwhile wait for it.
  [[nodiscard]] const StemIndex& stems(std::string_view language, text::Stemmer& stemmer) const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  const WordTable table_;
  mutable Mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<const StemIndex>, std::less<>> stems_
      GUARDED_BY(mutex_);
};

}  // namespace quire::vocabulary
