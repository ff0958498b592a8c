#include <algorithm>

#include "index/base/format.h"
#include "index/store/format/checksums.h"
#include "index/store/library_core.h"

namespace quire::store {
namespace {

// At a clean end so many tombstones are made good; with more of them the next start's reconcile is
// quicker.
constexpr std::uint64_t kMostPurged = 1000;

}  // namespace

Result<void> LibraryCore::seal_if_large() {
  const bool large =
      fresh_.documents() >= options_.fresh_documents || fresh_.bytes() >= options_.fresh_bytes;
  return large ? seal() : Result<void>{};
}

Result<void> LibraryCore::seal() {
  const std::uint32_t sealed = fresh_.number();
  const std::string sealed_path = folder_.segment_path(segment_name(sealed));
  if (auto written = write_checksums(files_, sealed_path); !written) return written;
  if (auto synced = folder_.sync_segment(segment_name(sealed)); !synced) return synced;
  const std::uint32_t number = next_number();
  const std::string name = segment_name(number);
  if (auto created = folder_.create_segment(name); !created) return created;
  if (auto synced = folder_.sync_segment(name); !synced) return synced;
  // All that may fail comes before the manifest: from there on it only changes hands.
  std::unique_ptr<Segment> segment;
  FreshSegment fresh;
  auto ready = guarded("seal the fresh segment", [&] {
    segment = opened(sealed);
    fresh.open(number, folder_.segment_path(name), options_.durability == Durability::kAlways);
  });
  if (!ready) return ready;
  Manifest next = next_manifest();
  next.segments.push_back(name);
  next.fresh = name;
  if (auto published = publish_numbered(next, news_->last()); !published) return published;
  statistics_.added_bytes += segment->size().bytes;
  live_.add(std::move(segment));
  fresh_ = std::move(fresh);
  show();
  return {};
}

SegmentGroup* LibraryCore::group_of(const MergePlan& plan) {
  const auto holds_all = [&plan](const SegmentGroup& group) {
    return std::all_of(plan.sources.begin(), plan.sources.end(), [&](const MergeSource& source) {
      return group.find(source.number) != nullptr;
    });
  };
  if (holds_all(live_)) return &live_;
  if (rebuild_ && holds_all(rebuild_->group)) return &rebuild_->group;
  return nullptr;
}

std::optional<MergePlan> LibraryCore::plan_merge(Pace pace) {
  MergeLimits limits = options_.merging;
  if (pace == Pace::kLoading) limits.segments = std::max(limits.segments, limits.segments_loading);
  if (pace == Pace::kAtRest) limits.segments = std::min(limits.segments, limits.segments_at_rest);
  auto plan = (rebuild_ ? rebuild_->group : live_).plan_merge(limits);
  if (plan) plan->target = folder_.building_path(format("merge-{}", ++merge_targets_));
  return plan;
}

Result<void> LibraryCore::finish_merge(const MergePlan& plan, const Result<void>& merged) {
  SegmentGroup* group = group_of(plan);
  // By its number the merged segment would pass for newer than the rebuild, which it is not.
  const bool wanted = group != nullptr && merged.ok() && !(rebuild_ && group == &live_);
  if (!wanted) {
    end_merge(live_, plan);
    if (rebuild_) end_merge(rebuild_->group, plan);
    (void)files_.remove_tree(plan.target);
    return merged;
  }
  const std::uint32_t number = next_number();
  auto taken = folder_.move_in(plan.target, segment_name(number));
  if (taken) taken = take_in(*group, plan, number);
  if (!taken) {
    end_merge(*group, plan);
    (void)files_.remove_tree(plan.target);
    folder_.remove_segment(segment_name(number));
    return taken;
  }
  if (group != &live_) {
    remove_unlisted();
    return {};
  }
  note_merged(plan, number);
  // When it fails the next publish tries it again; until then a restart finds the old segments.
  auto published = publish_manifest_if_changed();
  show();
  if (published) remove_unlisted();
  return published;
}

Result<void> LibraryCore::take_in(SegmentGroup& group, const MergePlan& plan,
                                  std::uint32_t number) {
  return guarded("take in a merged segment", [&] {
    auto segment = opened(number);
    const std::uint64_t bytes = segment->size().bytes;
    const SegmentGroup::Segments gone = group.replace(plan, std::move(segment));
    group.find(number)->publish();
    for (const auto& one : gone) unlisted_.push_back(segment_name(one->number()));
    ++statistics_.merges;
    statistics_.merged_bytes += bytes;
  });
}

void LibraryCore::end_merge(SegmentGroup& group, const MergePlan& plan) {
  for (const MergeSource& source : plan.sources) {
    Segment* segment = group.find(source.number);
    if (segment == nullptr) continue;
    segment->end_merge();
    // It may have taken out what had tombstones; the handle must not fall behind.
    (void)guarded("look at a segment again", [segment] { segment->reopen(); });
  }
}

Result<void> LibraryCore::begin_rebuild() {
  abandon_rebuild();
  if (auto ready = ready_to_write(); !ready) return ready;
  auto learned = guarded("list the files of the index", [this] { learn_files(); });
  if (!learned) return learned;
  // What is fresh now was read before the rebuild, and what came built since the fresh segment was
  // begun must not pass for newer than the rebuild by its number.
  const auto& segments = live_.segments();
  const bool overtaken = std::any_of(segments.begin(), segments.end(), [this](const auto& segment) {
    return segment->number() > fresh_.number();
  });
  if (fresh_.documents() > 0 || overtaken) {
    if (auto sealed = seal(); !sealed) return sealed;
  }
  rebuild_.emplace();
  rebuild_->first = fresh_.number();
  return {};
}

Result<void> LibraryCore::finish_rebuild() {
  if (!rebuild_) return Error{ErrorCode::kCancelled, "the rebuild was given up", {}};
  Rebuild built = *std::exchange(rebuild_, std::nullopt);
  const SegmentGroup::Segments old =
      live_.take([&built](const Segment& segment) { return segment.number() < built.first; });
  live_.directory().for_each([&](const FileDirectory::Entry& entry) {
    const std::uint32_t number = live_.current(entry.segment);
    if (number >= built.first) built.group.directory().put(entry.file, entry.state, number);
  });
  for (auto& segment : live_.take([](const Segment&) { return true; })) {
    built.group.add(std::move(segment));
  }
  live_ = std::move(built.group);
  note_rebuilt_news(built);
  for (const auto& segment : old) unlisted_.push_back(segment_name(segment->number()));
  older_is_gone_ = true;
  stories_known_ = false;
  // When it fails, the next change tries it again.
  (void)show_stories();
  auto published = publish_manifest_if_changed();
  show();
  if (!published) return published;
  remove_unlisted();
  return note_format();
}

// The manifest comes first. A crash or a failure between the two leaves our segments under the
// older format: they are served and rebuilt once more, which costs time alone. The other way round
// older segments would pass for ours for good.
Result<void> LibraryCore::note_format() {
  if (!rebuild_due_ || !older_is_gone_) return {};
  auto written = folder_.write_format();
  rebuild_due_ = !written.ok();
  return written;
}

void LibraryCore::abandon_rebuild() {
  if (!rebuild_) return;
  for (const auto& segment : rebuild_->group.segments()) {
    folder_.remove_segment(segment_name(segment->number()));
  }
  rebuild_.reset();
}

Result<void> LibraryCore::purge() {
  std::uint64_t tombstones = 0;
  for (const auto& segment : live_.segments()) tombstones += segment->removed().size();
  if (tombstones > kMostPurged) return {};
  for (const auto& segment : live_.segments()) {
    if (segment->merging() || segment->removed().empty()) continue;
    const MergeSource source{segment->number(), segment->path(), segment->removed()};
    auto taken = take_out(files_, source);
    // The next start finds a damaged segment, and has its files read again.
    if (!taken && taken.error().code != ErrorCode::kCorrupt) return taken;
  }
  return {};
}

Result<void> LibraryCore::close() {
  if (auto published = publish(); !published) return published;
  abandon_rebuild();
  if (auto purged = purge(); !purged) return purged;
  auto closed = guarded("close the fresh segment", [this] { fresh_.close(); });
  if (!closed) return closed;
  const std::string name = segment_name(fresh_.number());
  // Without them, as on a full disk, the next start looks less closely.
  if (!write_checksums(files_, folder_.segment_path(name))) {
    (void)remove_checksums(files_, folder_.segment_path(name));
  }
  if (auto synced = folder_.sync_segment(name); !synced) return synced;
  if (auto synced = news_->sync(); !synced) return synced;
  return lock_.mark_clean();
}

}  // namespace quire::store
