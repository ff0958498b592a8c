#include "daemon/ingest/upkeep/checker.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"
#include "index/store/format/checksums.h"
#include "index/store/format/manifest.h"

namespace quire::ingest {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Checker::Checker(FileSystem& files, std::string index, std::shared_ptr<const store::LiveView> live,
                 BoundedQueue<Suspicion>& suspicions, CheckerOptions options, Report report)
    : files_(files),
      index_(std::move(index)),
      live_(std::move(live)),
      suspicions_(suspicions),
      options_(options),
      report_(std::move(report)),
      next_round_(options.interval.count() > 0 ? steady_clock::now() : SteadyTime::max()) {}

bool Checker::step() {
  auto suspicion =
      next_round_ == SteadyTime::max() ? suspicions_.pop() : suspicions_.pop_until(next_round_);
  if (suspicions_.closed()) return false;
  if (suspicion) hurried_ = true;
  // Those who suspect the same are many; one round answers them all.
  while (hurried_ && steady_clock::now() < next_suspicion_ && !suspicions_.closed()) {
    (void)suspicions_.pop_until(next_suspicion_);
  }
  report_(Upkeep::kCheck);
  plan_next(make_round());
  return !suspicions_.closed();
}

bool Checker::make_round() {
  const auto view = live_->read([](const store::View& at) { return at; });
  const bool hurried = hurried_;
  bool found = false;
  next_piece_ = steady_clock::now();
  for (const store::SegmentView& segment : view.segments) {
    if (segment.revision != 0 || cancelled_) continue;
    const std::string path = format("{}/{}/{}", index_, store::kSegmentsFolder, segment.name);
    const auto whole = store::verify_segment(
        files_, path, [this](std::uint64_t bytes) { return keep_pace(bytes); });
    if (whole || whole.error().code != ErrorCode::kCorrupt) continue;
    report_(Damaged{static_cast<std::uint32_t>(std::stoul(segment.name)), whole.error()});
    found = true;
  }
  // A suspicion that came in the middle is about all segments, not only those that were left.
  if (hurried_ && !hurried && !cancelled_) return make_round() || found;
  return found;
}

bool Checker::keep_pace(std::uint64_t bytes) {
  if (cancelled_) return false;
  if (hurried_) return true;
  next_piece_ += std::chrono::nanoseconds(bytes * 1'000'000'000 / options_.bytes_per_second);
  if (suspicions_.pop_until(next_piece_)) {
    hurried_ = true;
    report_(Upkeep::kCheck);
  }
  return !suspicions_.closed();
}

void Checker::plan_next(bool found) {
  const SteadyTime now = steady_clock::now();
  if (options_.interval.count() > 0) next_round_ = now + options_.interval;
  if (!std::exchange(hurried_, false)) return;
  patience_ = found ? options_.patience
                    : std::clamp(patience_ * 2, options_.patience, options_.longest_patience);
  next_suspicion_ = now + patience_;
}

}  // namespace quire::ingest
