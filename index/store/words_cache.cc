#include "index/store/words_cache.h"

#include <algorithm>

namespace quire::store {

std::shared_ptr<const SegmentWords> WordsCache::known_words(const std::string& segment,
                                                            const Xapian::Database& database) {
  const std::uint64_t revision = database.get_revision();
  const MutexLock lock(mutex_);
  const Entry& known = entries_[segment];
  return known.revision == revision ? known.words : nullptr;
}

std::shared_ptr<const SegmentWords> WordsCache::words(const std::string& segment,
                                                      const Xapian::Database& database) {
  if (auto known = known_words(segment, database)) return known;
  std::shared_ptr<Mutex> reading;
  {
    const MutexLock lock(mutex_);
    reading = entries_[segment].reading;
  }
  const MutexLock reader(*reading);
  if (auto known = known_words(segment, database)) return known;
  const std::uint64_t revision = database.get_revision();
  auto words = std::make_shared<const SegmentWords>(words_of(database));
  const MutexLock lock(mutex_);
  Entry& entry = entries_[segment];
  entry.revision = revision;
  entry.words = words;
  return words;
}

void WordsCache::retain(const std::vector<std::string>& segments) {
  const MutexLock lock(mutex_);
  std::erase_if(entries_, [&](const auto& entry) {
    return std::find(segments.begin(), segments.end(), entry.first) == segments.end();
  });
}

}  // namespace quire::store
