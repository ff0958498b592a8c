#pragma once
// Articles that are dropped one by one and looked for until they are found.

#include <chrono>
#include <deque>
#include <string>
#include <vector>

#include "tests/bench/statistics.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::bench {

// Drops articles into the drop folder of a daemon. Each has a word that no other article has.
class LateArticles {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `texts` are taken in turns and go into the subfolder `name`, a word that makes their own words
  // different from those of others. The daemon and the client must outlive this.
  LateArticles(const test::DaemonProcess& daemon, test::JsonClient& client,
               std::vector<std::string> texts, std::string name);

  // Writes the next article under a name that the daemon ignores.
  void write_next();
  // Renames it into place; its time counts from here.
  void drop();

  // Looks for the oldest that was not found yet: one search. True when it is found now.
  bool look_for_oldest();
  [[nodiscard]] bool all_found() const { return waiting_.empty(); }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }
  [[nodiscard]] std::size_t searches() const { return searches_; }
  // Milliseconds from drop() until found, of those that were found.
  [[nodiscard]] const Sample& times() const { return times_; }

 private:
  [[nodiscard]] std::string path(const char* ending) const;
  [[nodiscard]] std::string marker() const;

  struct Waiting {
    std::string marker;
    Time since;
  };

  const test::DaemonProcess& daemon_;
  test::JsonClient& client_;
  const std::vector<std::string> texts_;
  const std::string name_;
  std::size_t dropped_ = 0;
  std::size_t searches_ = 0;
  std::deque<Waiting> waiting_;
  Sample times_;
};

}  // namespace quire::bench
