#pragma once
// Clients that cost a daemon as much as they can: some say nothing, some never end their request,
// some read nothing of long answers, some one byte at a time, and one asks without a pause. What
// they were given when they were dropped is all they get.

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/json_client.h"

namespace quire::test {

struct HostileCrowdOptions {
  std::size_t slow_clients = 1000;  // a quarter of each kind
  std::string query;                // that finds much
};

class HostileCrowd {
 public:
  // Returns when all are connected and the slow ones have asked what they ask.
  HostileCrowd(const std::string& socket, const HostileCrowdOptions& options);
  ~HostileCrowd();
  HostileCrowd(const HostileCrowd&) = delete;
  HostileCrowd& operator=(const HostileCrowd&) = delete;

  // Answers that the one that floods has read.
  [[nodiscard]] std::size_t flood_answers() const { return flood_answers_; }

 private:
  void flood(const std::string& socket);
  void trickle();

  const std::string flood_request_;
  std::vector<std::unique_ptr<JsonClient>> slow_;
  std::vector<const JsonClient*> trickling_;  // of slow_
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> flood_answers_{0};
  std::thread flooding_thread_;
  std::thread trickling_thread_;
};

// As many descriptors as this process may have.
void raise_descriptor_limit();

}  // namespace quire::test
