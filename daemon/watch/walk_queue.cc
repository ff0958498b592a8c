#include "daemon/watch/walk_queue.h"

#include <utility>

#include "daemon/watch/path_prefix.h"

namespace quire::watch {

WalkQueue::WalkQueue(loop::Loop& loop, WalkTools tools, OnDone on_done)
    : tools_(std::move(tools)), on_done_(std::move(on_done)), background_(loop) {}

WalkQueue::~WalkQueue() {
  if (cancelled_) cancelled_->store(true);
}

void WalkQueue::add(std::string_view folder) {
  if (holds_prefix_of(queued_, folder)) return;
  for_each_at_or_below(queued_, folder, [&](auto place) { queued_.erase(place); });
  queued_.emplace(folder);
}

void WalkQueue::begin() {
  if (walking_ || queued_.empty()) return;
  std::vector<WalkTarget> targets;
  targets.reserve(queued_.size());
  for (const std::string& folder : queued_) targets.push_back({folder});
  queued_.clear();

  walking_.emplace();
  walking_->number = next_number_++;
  cancelled_ = std::make_shared<std::atomic<bool>>(false);
  WalkTools tools = tools_;
  tools.cancelled = cancelled_;
  auto result = std::make_shared<WalkResult>();
  background_.run([tools = std::move(tools), targets = std::move(targets),
                   result]() mutable { *result = walk_and_watch(tools, std::move(targets)); },
                  [this, result] { finish(std::move(*result)); });
}

void WalkQueue::finish(WalkResult result) {
  WalkBatch batch = *std::exchange(walking_, std::nullopt);
  batch.result = std::move(result);
  on_done_(batch);
  begin();
}

void WalkQueue::mark_stale(std::string_view folder) {
  if (walking_) walking_->stale.emplace(folder);
}

void WalkQueue::clear() {
  queued_.clear();
  if (!walking_) return;
  walking_->void_result = true;
  cancelled_->store(true);
}

std::uint64_t WalkQueue::last_batch() const {
  return queued_.empty() ? next_number_ - 1 : next_number_;
}

}  // namespace quire::watch
