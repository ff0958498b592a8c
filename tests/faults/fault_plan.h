#pragma once
// Which system calls of a daemon under test fail, or kill it. The test writes the plan into memory
// that it shares with the daemon, where fault_shim.cc, loaded before the C library (LD_PRELOAD),
// asks it before every such call: so it is the very program that users run which fails, down to its
// libraries, and a plan can change while it runs.

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace quire::test {

enum class SystemCall : std::uint8_t {
  kCreate,  // open() that may create the file
  kWrite,   // write() and pwrite()
  kSync,    // fsync() and fdatasync()
  kRename,  // by the path before
  kUnlink,
  kMakeFolder,
  kWatch,  // inotify_add_watch()
};

struct FaultRule {
  std::atomic<bool> armed{false};
  SystemCall call = SystemCall::kWrite;
  // What the path must hold; with a '$' at its end, what the path must end in.
  std::array<char, 256> path{};
  int error_number = 0;               // 0: the daemon (not a merge of its own) is killed
  std::atomic<std::int64_t> left{0};  // such calls that still go well
  std::atomic<std::uint64_t> hits{0};
};

struct FaultPlan {
  std::array<FaultRule, 8> rules;
};

// The plan of one daemon. Owned by the test.
class FaultPlanFile {
 public:
  // `path`: where it may make a file.
  explicit FaultPlanFile(std::string path);
  ~FaultPlanFile();
  FaultPlanFile(const FaultPlanFile&) = delete;
  FaultPlanFile& operator=(const FaultPlanFile&) = delete;

  // For DaemonOptions::environment.
  [[nodiscard]] std::array<std::string, 3> environment() const;

  // From the call after the next `good` ones on, such calls fail. The number of the rule.
  std::size_t fail(SystemCall call, std::string_view path, int error_number, int good = 0);
  // The call after the next `good` ones kills the daemon before it is made.
  std::size_t kill_at(SystemCall call, std::string_view path, int good = 0) {
    return fail(call, path, 0, good);
  }
  // All goes well again.
  void heal();
  // How often the rule has struck, since heal().
  [[nodiscard]] std::uint64_t hits(std::size_t rule) const;

 private:
  const std::string path_;
  FaultPlan* plan_ = nullptr;
  std::size_t used_ = 0;
};

}  // namespace quire::test
