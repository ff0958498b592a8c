#include "tests/support/daemon_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "index/base/format.h"
#include "index/base/unique_fd.h"
#include "tests/support/resident_bytes.h"

namespace quire::test {
namespace {

constexpr std::chrono::seconds kPatience{20};

bool can_connect(const std::string& path) {
  const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

DaemonProcess::DaemonProcess(DaemonOptions options) : options_(std::move(options)) {
  if (options_.make_drop) folder_.make_folder("drop");
  if (options_.drops.empty()) options_.drops.push_back(drop());
}

DaemonProcess::~DaemonProcess() {
  kill();
  if (reader_.joinable()) reader_.join();
}

void DaemonProcess::write_settings() const {
  std::string text;
  // Keys of [log] that a test gives itself go into its own table.
  if (options_.settings.find("[log]") == std::string::npos) {
    text += format("[log]\nlevel = \"{}\"\n", options_.log_level);
  }
  text += options_.settings + "\n";
  text += format("[index]\npath = \"{}\"\n{}\n", index(), options_.index_settings);
  if (options_.settings.find("[socket]") == std::string::npos) {
    text += format("[socket]\npath = \"{}\"\n", socket());
  }
  int number = 0;
  for (const std::string& path : options_.drops) {
    text += format("[[drop]]\nname = \"drop{}\"\npath = \"{}\"\n", number++, path);
  }
  constexpr std::string_view kFolder = "$FOLDER";
  for (std::size_t at = text.find(kFolder); at != text.npos; at = text.find(kFolder, at)) {
    text.replace(at, kFolder.size(), folder_.path());
  }
  folder_.write("quired.toml", text);
}

void DaemonProcess::spawn(const std::vector<std::string>& arguments) {
  if (reader_.joinable()) reader_.join();
  log_ended_ = false;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  std::vector<std::string> words = {QUIRED_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    ::dup2(ends[1], STDOUT_FILENO);
    for (std::string& variable : options_.environment) ::putenv(variable.data());
    if (options_.before_exec) options_.before_exec();
    ::execv(argv.front(), argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  if (pid_ < 0) throw std::runtime_error("fork failed");
  reader_ = std::thread([this, fd = ends[0]] { read_log(fd); });
}

void DaemonProcess::read_log(int fd) {
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    const std::lock_guard lock(mutex_);
    if (got <= 0) {
      log_ended_ = true;
    } else {
      log_.append(buffer, static_cast<std::size_t>(got));
    }
    grown_.notify_all();
    if (got <= 0) break;
  }
  ::close(fd);
}

bool DaemonProcess::start() {
  write_settings();
  {
    const std::lock_guard lock(mutex_);
    log_.clear();
  }
  spawn({"--config", settings_file()});
  return wait_for_log(" serves ");
}

bool DaemonProcess::start_quietly() {
  write_settings();
  spawn({"--config", settings_file()});
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < give_up) {
    if (can_connect(socket())) return true;
    std::unique_lock lock(mutex_);
    if (grown_.wait_for(lock, std::chrono::milliseconds(5), [this] { return log_ended_; })) break;
  }
  return false;
}

int DaemonProcess::run_to_end(const std::vector<std::string>& arguments) {
  write_settings();
  spawn(arguments);
  const int status = wait();
  if (reader_.joinable()) reader_.join();
  return status;
}

void DaemonProcess::signal(int number) const {
  if (pid_ > 0) ::kill(pid_, number);
}

int DaemonProcess::wait() {
  if (pid_ <= 0) return status_;
  {
    // Its end closes the log.
    std::unique_lock lock(mutex_);
    if (!grown_.wait_for(lock, kPatience, [this] { return log_ended_; })) signal(SIGKILL);
  }
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return status_;
}

int DaemonProcess::terminate() {
  signal(SIGTERM);
  return wait();
}

void DaemonProcess::kill() {
  if (pid_ <= 0) return;
  signal(SIGKILL);
  (void)wait();
}

bool DaemonProcess::has_ended() const {
  const std::lock_guard lock(mutex_);
  return log_ended_;
}

std::string DaemonProcess::log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

bool DaemonProcess::wait_for_log(const std::string& text) const {
  std::unique_lock lock(mutex_);
  const auto there = [&] { return log_.find(text) != std::string::npos; };
  grown_.wait_for(lock, kPatience, [&] { return log_ended_ || there(); });
  return there();
}

std::size_t DaemonProcess::resident_bytes() const { return test::resident_bytes(pid_); }

}  // namespace quire::test
