#pragma once
// Those that load a folder of files into an empty index, to be compared. Each measures itself from
// its start on and throws std::runtime_error when it does not come to an end.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/index_size.h"
#include "tests/bench/process_usage.h"

namespace quire::bench {

struct LoadFigures {
  double wall_s = 0;
  ProcessUsage usage;
  IndexSize size;
  std::uint64_t documents = 0;  // in the index at the end; one a file that could not be read
  std::uint64_t databases = 1;  // that the index consists of
};

struct Measured {
  std::string name;
  LoadFigures figures;
};

// A daemon's process, from its start on the full drop folder until `sync` has answered ("quire"),
// and until merging has come to rest ("quire, at rest").
[[nodiscard]] std::vector<Measured> load_with_quire(const std::string& folder);

// The usual loop over Xapian's WritableDatabase with the same documents, in a process of its own.
[[nodiscard]] std::vector<Measured> load_with_plain_loop(const std::string& folder);

// Omega's and Recoll's indexers, with everything off that is not needed for text files.
[[nodiscard]] std::vector<Measured> load_with_omindex(const std::string& folder);
[[nodiscard]] std::vector<Measured> load_with_recollindex(const std::string& folder);

struct Contender {
  std::string_view name;
  std::string_view package;  // Debian's; empty for our own
  std::vector<Measured> (*load)(const std::string& folder);
};

// All of them, in the order in which they take turns.
[[nodiscard]] const std::vector<Contender>& contenders();

}  // namespace quire::bench
