#include "index/store/words_cache.h"

#include <algorithm>

namespace quire::store {

std::shared_ptr<const SegmentWords> WordsCache::words(const std::string& segment,
                                                      const Xapian::Database& database) {
  std::shared_ptr<Entry> entry;
  {
    const MutexLock lock(mutex_);
    auto& known = entries_[segment];
    if (!known) known = std::make_shared<Entry>();
    entry = known;
  }
  const MutexLock lock(entry->mutex);
  const std::uint64_t revision = database.get_revision();
  if (!entry->words || entry->revision != revision) {
    entry->words = std::make_shared<const SegmentWords>(words_of(database));
    entry->revision = revision;
  }
  return entry->words;
}

void WordsCache::retain(const std::vector<std::string>& segments) {
  const MutexLock lock(mutex_);
  std::erase_if(entries_, [&](const auto& entry) {
    return std::find(segments.begin(), segments.end(), entry.first) == segments.end();
  });
}

}  // namespace quire::store
