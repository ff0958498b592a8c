#include "tests/bench/process_usage.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "index/base/file_system.h"
#include "index/base/format.h"
#include "tests/bench/corpus.h"

namespace quire::bench {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr std::size_t kShownOfLog = 600;  // bytes

// The number after "name:" in a file of lines such as "VmHWM:  1234 kB"; 0 when there is none.
std::uint64_t number_of_line(const std::string& path, const std::string& name) {
  std::ifstream in(path);
  std::string word;
  while (in >> word) {
    std::uint64_t number = 0;
    if (word == name + ":" && in >> number) return number;
  }
  return 0;
}

// utime and stime, the 14th and 15th field of /proc/PID/stat; the second may hold spaces.
double cpu_seconds(pid_t pid) {
  std::ifstream in(format("/proc/{}/stat", pid));
  std::string line;
  std::getline(in, line);
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

pid_t spawn(std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> argv;
  for (std::string& word : command) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::execvp(argv.front(), argv.data());
  ::_exit(127);
}

std::string end_of_file(const std::string& path) {
  const std::string text = read_whole_file(path);
  return text.size() > kShownOfLog ? text.substr(text.size() - kShownOfLog) : text;
}

}  // namespace

ProcessUsage usage_of(pid_t pid) {
  ProcessUsage out;
  out.cpu_s = cpu_seconds(pid);
  out.peak_rss_bytes = 1024 * number_of_line(format("/proc/{}/status", pid), "VmHWM");
  out.written_bytes = number_of_line(format("/proc/{}/io", pid), "write_bytes");
  out.write_call_bytes = number_of_line(format("/proc/{}/io", pid), "wchar");
  return out;
}

ProgramRun run_program(std::vector<std::string> command, const std::string& log) {
  ProgramRun out;
  const auto start = steady_clock::now();
  const pid_t pid = spawn(command, log);
  if (pid < 0) throw std::runtime_error("fork failed");
  siginfo_t ended{};
  // Left as a zombie for a moment, so that what it has written can still be read.
  ::waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOWAIT);
  out.wall_s = duration<double>(steady_clock::now() - start).count();
  out.usage = usage_of(pid);
  int status = 0;
  rusage usage{};
  ::wait4(pid, &status, 0, &usage);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(format("{} failed: {}", command.front(), end_of_file(log)));
  }
  out.usage.cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  out.usage.peak_rss_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  return out;
}

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access(join_path(folder, program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace quire::bench
