#pragma once
// Brings the matches of alerts where they are to go, and keeps the books of it. Lives on a thread
// of its own, whose body is `while (courier.step())`, so that neither the loop nor the matcher
// waits for a child process or the disk. Not more than kMostChildren run at a time; they end with
// it.
//
// What has been brought is written down before the next match of the same alert is begun and before
// the loop hears of it: a process that is killed repeats, of each command, the one that was under
// way.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "daemon/delivery/alert_files.h"
#include "daemon/delivery/command_channel.h"
#include "daemon/delivery/feed_channel.h"
#include "index/base/bounded_queue.h"

namespace quire::delivery {

class Courier;
using CourierTask = std::function<void(Courier&)>;

class Courier {
 public:
  static constexpr std::size_t kMostChildren = 4;

  // `report` is called with the number of a channel. All outlive it.
  Courier(FileSystem& files, const Clock& clock, AlertFiles& books,
          BoundedQueue<CourierTask>& tasks, std::function<void(std::uint64_t, Outcome)> report);

  // Does what it is told, then looks at all that is under way. False when the queue is closed.
  bool step();

  // To be called in tasks. `id` is the channel's number, which is never used again.
  void add_command(std::uint64_t id, CommandOptions options);
  void add_feed(std::uint64_t id, FeedOptions options);
  // Ends a child process that runs for it.
  void remove(std::uint64_t id);
  void push(std::uint64_t id, alerts::Match match);
  [[nodiscard]] AlertFiles& books() { return books_; }

 private:
  struct Command {
    std::string alert;
    CommandChannel channel;
  };
  struct Feed {
    std::string alert;
    FeedChannel channel;
  };

  // When there will be something to look at; nothing when only a task can bring that.
  [[nodiscard]] std::optional<SteadyTime> next_look() const;
  void look_at_commands();
  void start_commands();
  void write_feeds();
  void tell(std::uint64_t id, const std::string& alert, Channel channel, Outcome outcome);

  FileSystem& files_;
  const Clock& clock_;
  AlertFiles& books_;
  BoundedQueue<CourierTask>& tasks_;
  const std::function<void(std::uint64_t, Outcome)> report_;
  std::map<std::uint64_t, Command> commands_;
  std::map<std::uint64_t, Feed> feeds_;
  std::size_t children_ = 0;
  std::uint64_t last_started_ = 0;  // whose turn is over
};

}  // namespace quire::delivery
