#pragma once
// What `reindex` asks of the pipeline and hears of it. Values. Loop thread only.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "index/base/result.h"

namespace quire::ingest {

struct ReindexRequest {
  // Absolute; read again even when unchanged. Empty: all drop folders, changed files only.
  std::vector<std::string> paths;
  bool full = false;  // build a whole new library beside the live one and swap

  bool operator==(const ReindexRequest&) const = default;
};

// In files; `total` grows until every folder has been looked through.
struct ReindexProgress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct ReindexReport {
  std::uint64_t files = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
  std::chrono::milliseconds took{0};
  bool joined = false;  // it was part of one that ran already
};

struct ReindexListener {
  std::function<void(const ReindexProgress&)> progress;  // may be empty
  std::function<void(Result<ReindexReport>)> done;       // once
};

}  // namespace quire::ingest
