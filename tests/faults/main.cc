// quire-crash [--kills N] [--seed S]: kills a daemon under load N times and says what was lost.
// Exit status: 0 nothing, 1 something.

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "index/base/format.h"
#include "tests/faults/crash_run.h"

namespace {

using quire::format;

void say(const std::string& line) {
  std::puts(line.c_str());
  std::fflush(stdout);
}

// The number behind `name`, or `otherwise`.
std::uint64_t option(int argc, char** argv, std::string_view name, std::uint64_t otherwise) {
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string_view value = argv[i + 1];
    if (argv[i] == name) std::from_chars(value.data(), value.data() + value.size(), otherwise);
  }
  return otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t kills = option(argc, argv, "--kills", 20);
  const std::uint64_t seed = option(argc, argv, "--seed", 1);
  say(format("{} kills, seed {}", kills, seed));
  quire::test::CrashRun run(seed);
  std::uint64_t failures = 0;
  for (std::uint64_t i = 1; i <= kills; ++i) {
    for (const std::string& line : run.kill_once()) {
      ++failures;
      say(format("kill {}: {}", i, line));
    }
  }
  for (const auto& [place, times] : run.kills()) say(format("{:5} {}", times, place));
  say(failures == 0 ? "nothing was lost, nothing is there twice"
                    : "the index is not as the folder");
  return failures == 0 ? 0 : 1;
}
