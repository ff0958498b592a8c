#pragma once
// A daemon that is a thread with a socket and a script. Thread-safe.

#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "index/base/thread_annotations.h"
#include "index/base/unique_fd.h"
#include "tests/support/temporary_folder.h"

namespace quire::test {

class FakeDaemon {
 public:
  struct Reply {
    std::string text;  // as it is, which may be nothing at all
    bool close = false;
  };
  // What is sent back for a line.
  using Script = std::function<Reply(std::string_view line)>;

  // Listens until it is destroyed; serves one connection after the other.
  explicit FakeDaemon(Script script);
  // Answers the first request with `response` and a line end, the next ones not at all.
  static Script answers(std::string response);
  // Answers each request with the next of `responses`; closes when there are no more.
  static Script answers_in_turn(std::vector<std::string> responses);
  ~FakeDaemon();
  FakeDaemon(const FakeDaemon&) = delete;
  FakeDaemon& operator=(const FakeDaemon&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  // The lines that have come in.
  [[nodiscard]] std::vector<std::string> lines() const EXCLUDES(mutex_);

 private:
  void serve();
  void serve_connection(int fd);
  // Whether `fd` can be read; false when the daemon is to end.
  bool wait_for(int fd) const;

  const TemporaryFolder folder_;
  const std::string path_;
  const Script script_;
  UniqueFd listener_;
  UniqueFd stop_;
  mutable Mutex mutex_;
  std::vector<std::string> lines_ GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace quire::test
