#include "index/store/view/live_words.h"

#include <string>

namespace quire::store {

const WordsAt* LiveWords::known(const Snapshot& snapshot) {
  return update(snapshot, [this](const Snapshot::Segment& segment) {
    return cache_->known_words(segment.view.name, segment.database);
  });
}

const WordsAt& LiveWords::at(const Snapshot& snapshot) {
  return *update(snapshot, [this](const Snapshot::Segment& segment) {
    return cache_->words(segment.view.name, segment.database);
  });
}

template <class Words>
const WordsAt* LiveWords::update(const Snapshot& snapshot, const Words& words_of) {
  std::vector<std::shared_ptr<const SegmentWords>> segments;
  std::vector<std::string> names;
  for (const Snapshot::Segment& segment : snapshot.segments) {
    names.push_back(segment.view.name);
    if (segment.view.words) {
      segments.insert(segments.end(), segment.view.words->begin(), segment.view.words->end());
      continue;
    }
    segments.push_back(words_of(segment));
    if (!segments.back()) return nullptr;
  }
  if (words_.vocabulary && segments == words_.segments) return &words_;
  cache_->retain(names);
  std::vector<std::shared_ptr<const vocabulary::WordSet>> sets;
  for (const auto& segment : segments) sets.push_back(segment->words);
  words_.vocabulary = std::make_shared<const vocabulary::Vocabulary>(std::move(sets));
  words_.segments = std::move(segments);
  return &words_;
}

}  // namespace quire::store
