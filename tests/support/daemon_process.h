#pragma once
// A real quired on a folder of its own, for integration tests and benchmarks. Stopped by its pid.

#include <sys/types.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace quire::test {

struct DaemonOptions {
  std::vector<std::string> drops{};  // default: one, at drop()
  // TOML, in addition to the paths; $FOLDER stands for the folder that files() is.
  std::string settings{};
  std::string log_level = "info";
  bool make_drop = true;                   // false: drop() does not exist at the start
  std::string index_settings{};            // lines of [index], besides its path
  std::vector<std::string> environment{};  // "NAME=value", besides that of the test
  // Called in the process that is to become the daemon, which has one thread then.
  std::function<void()> before_exec{};
};

class DaemonProcess {
 public:
  explicit DaemonProcess(DaemonOptions options = {});
  // Ends it at once if it still runs.
  ~DaemonProcess();
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;

  // Starts it and waits until it serves. False when it has ended instead; see exit_status().
  bool start();
  // The same for a daemon whose log level keeps it from saying so: waits for its socket.
  bool start_quietly();
  // As a user would start it, with other arguments; waits for its end.
  int run_to_end(const std::vector<std::string>& arguments);

  void signal(int number) const;
  // Waits for its end, at most 20 seconds. The exit status, or 128 + the signal that ended it.
  int wait();
  int terminate();
  void kill();

  // Whether it has ended by itself, or been killed.
  [[nodiscard]] bool has_ended() const;
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] std::string drop() const { return folder_.at("drop"); }
  [[nodiscard]] std::string index() const { return folder_.at("index"); }
  [[nodiscard]] std::string socket() const { return folder_.at("run/quired.sock"); }
  [[nodiscard]] std::string settings_file() const { return folder_.at("quired.toml"); }
  // Articles are written with drop_folder-relative names: files().write("drop/a.txt", ...).
  [[nodiscard]] const TemporaryFolder& files() const { return folder_; }

  // All it has written to stderr so far.
  [[nodiscard]] std::string log() const;
  // Waits until its log holds `text`; false after 20 seconds or when it has ended.
  bool wait_for_log(const std::string& text) const;
  // Resident memory in bytes.
  [[nodiscard]] std::size_t resident_bytes() const;

 private:
  void write_settings() const;
  void spawn(const std::vector<std::string>& arguments);
  void read_log(int fd);

  TemporaryFolder folder_;
  DaemonOptions options_;
  pid_t pid_ = -1;
  int status_ = -1;
  std::thread reader_;
  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;
  std::string log_;
  bool log_ended_ = false;
};

}  // namespace quire::test
