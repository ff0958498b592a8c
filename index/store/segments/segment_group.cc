#include "index/store/segments/segment_group.h"

#include <algorithm>

#include "index/store/format/file_state.h"
#include "index/store/format/schema.h"

namespace quire::store {

std::uint32_t short_state(const FileState& state) {
  return static_cast<std::uint32_t>(fingerprint(state) >> 32U);
}

Segment* SegmentGroup::find(std::uint32_t number) const {
  const auto found = std::find_if(segments_.begin(), segments_.end(),
                                  [&](const auto& segment) { return segment->number() == number; });
  return found == segments_.end() ? nullptr : found->get();
}

std::uint32_t SegmentGroup::current(std::uint32_t number) const {
  const auto found = renamed_.find(number);
  return found == renamed_.end() ? number : found->second;
}

void SegmentGroup::rename(std::uint32_t from, std::uint32_t to) {
  for (auto& [old, now] : renamed_) {
    if (now == from) now = to;
  }
  renamed_[from] = to;
}

void SegmentGroup::learn(const Xapian::Database& database, std::uint32_t number,
                         const DocumentIds& removed) {
  for (auto it = database.valuestream_begin(slot::kFile);
       it != database.valuestream_end(slot::kFile); ++it) {
    if (std::binary_search(removed.begin(), removed.end(), it.get_docid())) continue;
    const auto slot = decode_file_slot(*it);
    // A file's first article stands for all of them.
    if (!slot || slot->member != 0) continue;
    const std::uint64_t file = fingerprint(slot->file);
    const auto known = directory_.find(file);
    directory_.put(file, short_state(slot->state), known ? FileDirectory::kSeveral : number);
  }
}

std::optional<MergePlan> SegmentGroup::plan_merge(const MergeLimits& limits) {
  std::vector<SegmentSize> sizes;
  for (const auto& segment : segments_) {
    if (segment->merging()) return std::nullopt;
    sizes.push_back(segment->size());
  }
  const auto chosen = choose_merge(sizes, limits);
  if (chosen.empty()) return std::nullopt;
  MergePlan plan;
  for (const std::size_t index : chosen) {
    Segment& segment = *segments_[index];
    segment.start_merge();
    plan.sources.push_back({segment.number(), segment.path(), segment.removed()});
  }
  return plan;
}

SegmentGroup::Segments SegmentGroup::replace(const MergePlan& plan,
                                             std::unique_ptr<Segment> merged) {
  const std::uint32_t number = merged->number();
  const auto is_source = [&plan](const Segment& segment) {
    return std::any_of(plan.sources.begin(), plan.sources.end(), [&](const MergeSource& source) {
      return source.number == segment.number();
    });
  };
  for (const auto& segment : segments_) {
    if (!is_source(*segment)) continue;
    for (const article::FileKey& file : segment->removed_meanwhile()) merged->remove(file);
  }
  Segments gone = take(is_source);
  for (const auto& segment : gone) rename(segment->number(), number);
  add(std::move(merged));
  return gone;
}

}  // namespace quire::store
