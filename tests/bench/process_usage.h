#pragma once
// What a process has cost: processor time, memory, bytes written.

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace quire::bench {

struct ProcessUsage {
  double cpu_s = 0;                    // user and system, of all its threads
  std::uint64_t peak_rss_bytes = 0;    // the most that was resident at once
  std::uint64_t written_bytes = 0;     // handed to the storage layer; 0 when it is not accounted
  std::uint64_t write_call_bytes = 0;  // handed to write(2) and its like
};

// Of a process that runs, or has ended and was not waited for, from /proc. Figures that may not be
// read are 0; so is the memory of a process that has ended.
[[nodiscard]] ProcessUsage usage_of(pid_t pid);

struct ProgramRun {
  double wall_s = 0;  // from before fork() until it has ended
  ProcessUsage usage;
};

// Runs the program (looked up in PATH) to its end, its output going to the file `log`. The peak of
// memory is getrusage's, which starts at what this process had when it forked: keep that small.
// Throws, with the end of the log, when it cannot be run or fails.
[[nodiscard]] ProgramRun run_program(std::vector<std::string> command, const std::string& log);

// Whether PATH has such a program.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace quire::bench
