#pragma once
// The matches of an alert on their way into its feed: all that wait are written at once. What
// cannot be written waits, and is tried again with longer and longer pauses. Owned by one thread,
// which looks at it again and again.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "daemon/alerts/match.h"
#include "daemon/delivery/atom_feed.h"
#include "daemon/delivery/channel.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire::delivery {

struct FeedOptions {
  std::string alert;
  std::string query;
  std::string path;
  std::size_t entries = 50;
  std::chrono::milliseconds first_pause{1000};  // doubles each time
  std::chrono::milliseconds longest_pause{60'000};
};

class FeedChannel {
 public:
  // Begins with what the file has; writes an empty one where there is none, and nothing over a file
  // that is no feed. Both outlive it.
  FeedChannel(FileSystem& files, const Clock& clock, FeedOptions options);

  void push(alerts::Match match) { waiting_.push_back(std::move(match)); }
  // When the file is to be written; nothing when nothing waits.
  [[nodiscard]] std::optional<SteadyTime> due() const;
  [[nodiscard]] Outcome write();

  // The number of the newest entry in a feed's file; 0 when there is none.
  [[nodiscard]] static std::uint64_t last_in(FileSystem& files, const std::string& path);

 private:
  [[nodiscard]] UnixSeconds now() const;
  [[nodiscard]] Result<void> put(const std::string& text);

  FileSystem& files_;
  const Clock& clock_;
  const FeedOptions options_;
  AtomFeed feed_;
  std::deque<alerts::Match> waiting_;
  bool missing_ = false;  // there is no file yet
  bool foreign_ = false;  // or one that is no feed
  SteadyTime not_before_{};
  std::uint32_t failures_ = 0;
};

}  // namespace quire::delivery
