#include "daemon/delivery/courier.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "index/base/format.h"

namespace quire::delivery {
namespace {

// How often child processes are looked at.
constexpr std::chrono::milliseconds kLook{5};

}  // namespace

Courier::Courier(FileSystem& files, const Clock& clock, AlertFiles& books,
                 BoundedQueue<CourierTask>& tasks,
                 std::function<void(std::uint64_t, Outcome)> report)
    : files_(files), clock_(clock), books_(books), tasks_(tasks), report_(std::move(report)) {}

void Courier::add_command(std::uint64_t id, CommandOptions options) {
  std::string alert = options.alert;
  commands_.emplace(id, Command{std::move(alert), CommandChannel(std::move(options))});
}

void Courier::add_feed(std::uint64_t id, FeedOptions options) {
  std::string alert = options.alert;
  feeds_.emplace(id, Feed{std::move(alert), FeedChannel(files_, clock_, std::move(options))});
}

void Courier::remove(std::uint64_t id) {
  const auto found = commands_.find(id);
  if (found != commands_.end() && found->second.channel.is_running()) --children_;
  commands_.erase(id);
  feeds_.erase(id);
}

void Courier::push(std::uint64_t id, alerts::Match match) {
  if (const auto command = commands_.find(id); command != commands_.end()) {
    return command->second.channel.push(std::move(match));
  }
  if (const auto feed = feeds_.find(id); feed != feeds_.end()) {
    feed->second.channel.push(std::move(match));
  }
}

bool Courier::step() {
  const auto look = next_look();
  auto task = look ? tasks_.pop_until(*look) : tasks_.pop();
  while (task) {
    (*task)(*this);
    task = tasks_.pop_until(clock_.now());
  }
  if (tasks_.closed()) return false;
  look_at_commands();
  start_commands();
  write_feeds();
  return true;
}

std::optional<SteadyTime> Courier::next_look() const {
  std::optional<SteadyTime> next;
  const auto sooner = [&next](const std::optional<SteadyTime>& due) {
    if (due) next = next ? std::min(*next, *due) : *due;
  };
  if (children_ > 0) sooner(clock_.now() + kLook);
  if (children_ < kMostChildren) {
    for (const auto& [id, command] : commands_) sooner(command.channel.due());
  }
  for (const auto& [id, feed] : feeds_) sooner(feed.channel.due());
  return next;
}

void Courier::look_at_commands() {
  for (auto& [id, command] : commands_) {
    const auto outcome = command.channel.look(clock_.now());
    if (!outcome) continue;
    --children_;
    tell(id, command.alert, Channel::kCommand, *outcome);
  }
}

void Courier::start_commands() {
  // In a circle: one with much to do holds nobody up.
  std::vector<std::uint64_t> turns;
  for (const auto& [id, command] : commands_) turns.push_back(id);
  const auto first = std::upper_bound(turns.begin(), turns.end(), last_started_);
  std::rotate(turns.begin(), first, turns.end());
  for (const std::uint64_t id : turns) {
    if (children_ == kMostChildren) return;
    Command& command = commands_.at(id);
    const auto due = command.channel.due();
    if (!due || *due > clock_.now()) continue;
    last_started_ = id;
    if (const auto failure = command.channel.start(clock_.now())) {
      tell(id, command.alert, Channel::kCommand, *failure);
    } else {
      ++children_;
    }
  }
}

void Courier::write_feeds() {
  for (auto& [id, feed] : feeds_) {
    const auto due = feed.channel.due();
    if (due && *due <= clock_.now()) tell(id, feed.alert, Channel::kFeed, feed.channel.write());
  }
}

void Courier::tell(std::uint64_t id, const std::string& alert, Channel channel, Outcome outcome) {
  if (outcome.upto > 0) {
    const auto noted = books_.note(alert, channel, outcome.upto);
    if (!noted && outcome.failure.empty()) {
      outcome.failure = format("how far it is could not be written: {}", noted.error().message);
    }
  }
  report_(id, std::move(outcome));
}

}  // namespace quire::delivery
