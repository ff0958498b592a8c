#pragma once
// The benchmarks of quire-bench. Each prints its table and returns false when it could not run.

#include <cstddef>
#include <cstdint>

namespace quire::bench {

struct Options {
  std::size_t articles = 1000;  // in the index before anything is measured
  std::size_t rounds = 300;
  std::uint64_t seed = 1;
};

// From rename() into an idle daemon's drop folder to the first search that finds the article,
// polled over one connection.
bool measure_latency(const Options& options);

// The same queries on the same index over the socket and in this process, in turns.
bool measure_query(const Options& options);

}  // namespace quire::bench
