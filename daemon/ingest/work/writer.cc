#include "daemon/ingest/work/writer.h"

#include <algorithm>
#include <utility>

#include "daemon/ingest/work/file_reader.h"

namespace quire::ingest {

using std::chrono::steady_clock;

Writer::Writer(std::unique_ptr<store::Library> library, BoundedQueue<Writing>& writings,
               const ReadOrder& order, WriterOptions options, Reports reports)
    : library_(std::move(library)),
      writings_(writings),
      order_(order),
      options_(options),
      reports_(std::move(reports)),
      rest_begins_(steady_clock::now() + options.rest),
      maintain_at_(rest_begins_) {}

bool Writer::step() {
  auto next = std::exchange(next_, std::nullopt);
  const bool seeks = has_stories_to_find();
  if (!next && seeks) next = writings_.pop_until(steady_clock::now());
  if (!next && !seeks) next = maintain_at_ ? writings_.pop_until(*maintain_at_) : writings_.pop();
  if (!next) {
    if (writings_.closed()) return false;
    if (seeks) find_stories();
    if (!seeks || (maintain_at_ && steady_clock::now() >= *maintain_at_)) maintain();
  } else if (const auto* merged = std::get_if<Merged>(&*next)) {
    finish_merge(*merged);
  } else if (const auto* step = std::get_if<RebuildStep>(&*next)) {
    rebuild(*step);
  } else if (const auto* damaged = std::get_if<Damaged>(&*next)) {
    quarantine(*damaged);
  } else if (const auto* upkeep = std::get_if<Upkeep>(&*next)) {
    keep_up(*upkeep);
  } else {
    write(*std::move(next));
  }
  return true;
}

void Writer::write(Writing first) {
  Batch batch;
  next_ = std::move(first);
  gather(batch);
  publish(std::move(batch));
}

void Writer::gather(Batch& batch) {
  const SteadyTime start = steady_clock::now();
  while (next_) {
    if (auto* reading = std::get_if<Reading>(&*next_)) {
      apply(std::move(*reading), batch);
    } else if (auto* built = std::get_if<Built>(&*next_)) {
      apply(std::move(*built), batch);
    } else {
      return;  // its turn comes after the publish
    }
    next_.reset();
    const SteadyTime now = steady_clock::now();
    const bool full = batch.bytes >= options_.batch_bytes || batch.publication.error ||
                      now - start >= (batch.urgent ? options_.fresh_batch : options_.bulk_batch);
    if (full) return;
    next_ = writings_.pop_until(batch.urgent ? quiet_until_ : now + options_.bulk_linger);
  }
}

void Writer::apply(Reading reading, Batch& batch) {
  batch.bytes += reading.prepared ? reading.prepared->bytes() : 0;
  batch.urgent = batch.urgent || reading.work.lane == Lane::kFresh;
  Outcome outcome = Outcome::kUnchanged;
  if (!is_outdated(reading.work, reading.order)) {
    const auto applied = apply_to_library(reading);
    if (applied) {
      outcome = *applied;
    } else {
      batch.publication.error = applied.error();
    }
  }
  batch.publication.done.push_back({std::move(reading.work), outcome});
}

void Writer::apply(Built built, Batch& batch) {
  batch.urgent = true;
  batch.built = true;
  const bool into_rebuild = built.works.front().rebuild;
  std::vector<bool> outdated(built.works.size());
  for (std::size_t i = 0; i < built.works.size(); ++i) {
    outdated[i] = is_outdated(built.works[i], built.orders[i]);
  }
  Result<std::vector<bool>> taken =
      built.error
          ? Result<std::vector<bool>>(*built.error)
          : library_->adopt(built.segment, outdated, built.works.front().read, into_rebuild);
  // A rebuild that was given up needs nothing more; whoever began it hears of it at the end.
  const bool given_up = !taken && into_rebuild && taken.error().code == ErrorCode::kCancelled;
  if (!taken && !given_up) batch.publication.error = taken.error();
  for (std::size_t i = 0; i < built.works.size(); ++i) {
    Outcome outcome = Outcome::kUnchanged;
    if (taken && (*taken)[i]) {
      outcome = built.segment.files[i].failed ? Outcome::kFailed : Outcome::kIndexed;
    }
    batch.publication.done.push_back({std::move(built.works[i]), outcome});
  }
}

Result<Outcome> Writer::apply_to_library(const Reading& reading) {
  if (!reading.prepared) {
    auto removed = library_->remove(key_of(reading.work));
    if (!removed) return removed.error();
    return *removed ? Outcome::kRemoved : Outcome::kUnchanged;
  }
  auto replaced = library_->replace(*reading.prepared, reading.work.read);
  if (!replaced) return replaced.error();
  if (!*replaced) return Outcome::kUnchanged;
  return reading.prepared->articles() > 0 ? Outcome::kIndexed : Outcome::kFailed;
}

bool Writer::is_outdated(const FileWork& work, std::uint64_t order) {
  const std::uint64_t file = store::fingerprint(key_of(work));
  // What goes into a rebuild says nothing about the live library, which it may never replace.
  if (work.rebuild) {
    const auto last = applied_.find(file);
    return last != applied_.end() && order < last->second;
  }
  std::uint64_t& last = applied_[file];
  if (order < last) return true;
  last = order;
  return false;
}

bool Writer::has_stories_to_find() const {
  return !stories_failed_ && !library_->knows_all_stories();
}

void Writer::find_stories() {
  const auto found = library_->learn_stories(options_.stories);
  stories_failed_ = !found.ok();
  if (!found) suspect_damage(found.error());
}

void Writer::publish(Batch batch) {
  stories_failed_ = false;
  Publication& publication = batch.publication;
  const SteadyTime start = steady_clock::now();
  // Also after a failed change, since the handle is in no state to go on with then.
  auto published = library_->publish();
  if (!published && !publication.error) publication.error = published.error();
  const SteadyTime end = steady_clock::now();
  publication.took = std::chrono::duration_cast<std::chrono::microseconds>(end - start);
  quiet_until_ = end + (end - start);
  const bool failed = publication.error.has_value();
  if (failed) {
    suspect_damage(*publication.error);
    for (Done& done : publication.done) done.outcome = Outcome::kUnchanged;
  } else {
    ++sequence_;
  }
  if (batch.built) load_ends_ = end + options_.load_end;
  rest_begins_ = end + options_.rest;
  maintain_at_ = next_maintenance(end);
  publication.sequence = sequence_;
  publication.counts = reported_ = counts();
  forget_old_readings();
  reports_.published(std::move(publication));
  if (!failed) maintain();
}

// Readings that are still to come all have larger numbers than those that have ended, so nothing
// that is remembered of them can matter. (The order of the two looks does: what ended before the
// first is in the queue, or written, by the second.)
void Writer::forget_old_readings() {
  const std::uint64_t oldest = order_.oldest_running();
  if (next_ || writings_.size() > 0) return;
  std::erase_if(applied_, [oldest](const auto& entry) { return entry.second < oldest; });
}

void Writer::finish_merge(const Merged& merged) {
  const auto finished = library_->finish_merge(merged.plan, merged.result);
  if (!finished) suspect_damage(finished.error());
  if (finished || finished.error().code != ErrorCode::kCancelled) maintained(finished);
  maintain();
}

void Writer::rebuild(RebuildStep step) {
  Result<void> result;
  switch (step) {
    case RebuildStep::kBegin:
      result = library_->begin_rebuild();
      break;
    case RebuildStep::kFinish:
      result = library_->finish_rebuild();
      if (result) ++sequence_;
      break;
    case RebuildStep::kAbandon:
      library_->abandon_rebuild();
      break;
  }
  report_shape();
  reports_.rebuilt({step, std::move(result)});
  maintain();
}

void Writer::quarantine(const Damaged& damaged) {
  const auto gone = library_->quarantine(damaged.segment);
  if (!gone) return maintained(gone.error());
  if (!*gone) return;  // it was merged away, or somebody else found it first
  report_shape();
  reports_.quarantined({damaged.reason});
  maintain();
}

void Writer::keep_up(Upkeep upkeep) {
  if (upkeep == Upkeep::kProbe) {
    Batch batch;
    batch.publication.probe = true;
    return publish(std::move(batch));
  }
  if (upkeep == Upkeep::kWholeAgain) {
    library_->whole_again();
    return report_shape();
  }
  if (auto written = library_->check_manifest(); !written) maintained(written);
  const auto wrong = library_->check_fresh();
  if (!wrong) return maintained(wrong.error());
  if (!*wrong) return;
  report_shape();
  reports_.quarantined({**wrong});
}

void Writer::suspect_damage(const Error& error) {
  const bool damage = error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kIo ||
                      error.code == ErrorCode::kNotFound;
  if (damage) library_->live_view()->suspect();
}

void Writer::maintain() {
  const SteadyTime now = steady_clock::now();
  if (now >= merge_after_) {
    const auto sealed = library_->seal_if_large();
    auto plan = sealed ? library_->plan_merge(pace_at(now)) : std::nullopt;
    if (plan) {
      reports_.merge_due(*std::move(plan));
    } else {
      maintained(sealed);
    }
  }
  maintain_at_ = next_maintenance(now);
  const store::LibraryCounts now_counts = counts();
  const bool changed = now_counts.segments != reported_.segments ||
                       now_counts.merging != reported_.merging ||
                       now_counts.merges != reported_.merges;
  if (changed) report_shape();
}

store::Pace Writer::pace_at(SteadyTime now) const {
  if (now < load_ends_) return store::Pace::kLoading;
  return now < rest_begins_ ? store::Pace::kSteady : store::Pace::kAtRest;
}

std::optional<SteadyTime> Writer::next_maintenance(SteadyTime now) const {
  if (now < merge_after_) return merge_after_;
  if (now < load_ends_) return load_ends_;
  return now < rest_begins_ ? std::optional(rest_begins_) : std::nullopt;
}

void Writer::maintained(const Result<void>& result) {
  if (!result) merge_after_ = steady_clock::now() + options_.merge_retry;
  if (result && !upkeep_failed_) return;
  upkeep_failed_ = !result;
  reports_.upkeep(result ? std::nullopt : std::optional(result.error()));
}

store::LibraryCounts Writer::counts() const {
  store::LibraryCounts counts = library_->counts();
  counts.merging = counts.merging || steady_clock::now() < load_ends_;
  return counts;
}

void Writer::report_shape() {
  Publication shape;
  shape.sequence = sequence_;
  shape.counts = reported_ = counts();
  reports_.published(std::move(shape));
}

Result<void> Writer::close() { return library_->close(); }

}  // namespace quire::ingest
