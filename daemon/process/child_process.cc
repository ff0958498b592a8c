#include "daemon/process/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "index/base/format.h"

namespace quire::process {
namespace {

// A file in memory: unlike a pipe it takes all of the input before anybody reads.
Result<UniqueFd> file_with(std::string_view bytes) {
  UniqueFd file(::memfd_create("input", MFD_CLOEXEC));
  if (!file.valid()) return error_from_errno(errno, "create a file in memory");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return error_from_errno(errno, "write to a file in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return error_from_errno(errno, "rewind a file");
  return file;
}

class FileActions {
 public:
  FileActions(int input, int output, const ChildLimits& limits) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    const int heard = limits.complaints ? STDERR_FILENO : STDOUT_FILENO;
    ::posix_spawn_file_actions_adddup2(&actions_, output, heard);
    if (limits.complaints) silence(STDOUT_FILENO);
    if (limits.quiet) silence(STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  void silence(int stream) {
    ::posix_spawn_file_actions_addopen(&actions_, stream, "/dev/null", O_WRONLY, 0);
  }

  posix_spawn_file_actions_t actions_{};
};

class SpawnAttributes {
 public:
  SpawnAttributes() {
    ::posix_spawnattr_init(&attributes_);
    sigset_t signals{};
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes_, &signals);
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes_, &signals);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

Result<pid_t> spawn(std::vector<std::string> command, int input, int output,
                    const ChildLimits& limits) {
  std::vector<char*> argv;
  for (std::string& word : command) argv.push_back(word.data());
  argv.push_back(nullptr);
  const FileActions actions(input, output, limits);
  const SpawnAttributes attributes;
  pid_t pid = -1;
  const int failure =
      ::posix_spawnp(&pid, argv.front(), actions.get(), attributes.get(), argv.data(), environ);
  if (failure != 0) return error_from_errno(failure, format("start {}", command.front()));
  return pid;
}

// The shell sets the limit before the program begins: later, what it has started would be free of
// it. Not of the address space, of which some programs reserve far more than they use.
std::vector<std::string> limited(const std::vector<std::string>& command,
                                 const ChildLimits& limits) {
  if (limits.memory_bytes == 0) return command;
  std::vector<std::string> words = {
      "/bin/sh", "-c", format("ulimit -d {} && exec \"$@\"", limits.memory_bytes / 1024), "sh"};
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

std::string read_small_file(const std::string& path) {
  const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 1024> bytes{};
  const ssize_t got = file.valid() ? ::read(file.get(), bytes.data(), bytes.size()) : -1;
  return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& command,
                                         std::string_view input, const ChildLimits& limits) {
  const auto file = file_with(input);
  if (!file) return file.error();
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return error_from_errno(errno, "create a pipe");
  UniqueFd ours(ends[0]);
  const UniqueFd theirs(ends[1]);
  // Only this end must not wait: the child writes to its end as to any output.
  if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0) return error_from_errno(errno, "set a pipe");
  const auto pid = spawn(limited(command, limits), file->get(), theirs.get(), limits);
  if (!pid) return pid.error();
  return ChildProcess(*pid, std::move(ours), limits);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      most_output_(other.most_output_),
      keeps_last_(other.keeps_last_),
      pipe_(std::move(other.pipe_)),
      output_(std::move(other.output_)),
      held_(other.held_) {}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  signal_group(SIGKILL);  // ends what is stopped, too
  (void)reap(0);
}

std::optional<int> ChildProcess::wait_for(std::chrono::milliseconds timeout) {
  pollfd readable{pipe_.get(), POLLIN, 0};  // a closed one is left out, and only time passes
  (void)::poll(&readable, 1, static_cast<int>(timeout.count()));
  // In this order: what it wrote before its end is in the pipe by then.
  const auto status = reap(WNOHANG);
  read_output();
  return status;
}

void ChildProcess::read_output() {
  std::array<char, 4096> bytes{};
  // A pipe holds no more than that; one that is always full must not keep us.
  constexpr std::size_t kPipe = 64U << 10;
  std::size_t taken = 0;
  while (pipe_.valid() && taken < kPipe) {
    const ssize_t got = ::read(pipe_.get(), bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return pipe_.reset();
    const auto size = static_cast<std::size_t>(got);
    keep({bytes.data(), size});
    taken += size;
  }
}

void ChildProcess::keep(std::string_view bytes) {
  if (!keeps_last_) {
    output_ += bytes.substr(0, most_output_ - output_.size());
    return;
  }
  output_ += bytes;
  if (output_.size() > most_output_) output_.erase(0, output_.size() - most_output_);
}

void ChildProcess::hold(bool held) {
  if (held == held_) return;
  held_ = held;
  signal_group(held ? SIGSTOP : SIGCONT);
}

std::optional<std::uint64_t> ChildProcess::bytes_written() const {
  const std::string counters = read_small_file(format("/proc/{}/io", pid_));
  constexpr std::string_view kName = "wchar: ";
  const std::size_t at = counters.find(kName);
  if (at == std::string::npos) return std::nullopt;
  std::uint64_t bytes = 0;
  const char* const first = counters.data() + at + kName.size();
  const auto parsed = std::from_chars(first, counters.data() + counters.size(), bytes);
  return parsed.ec == std::errc{} ? std::optional(bytes) : std::nullopt;
}

void ChildProcess::signal_group(int number) const {
  if (pid_ > 0) ::kill(-pid_, number);
}

std::optional<int> ChildProcess::reap(int options) {
  int status = -1;
  pid_t got = 0;
  do {
    got = ::waitpid(pid_, &status, options);
  } while (got < 0 && errno == EINTR);
  if (got == 0) return std::nullopt;
  pid_ = -1;
  return status;
}

}  // namespace quire::process
