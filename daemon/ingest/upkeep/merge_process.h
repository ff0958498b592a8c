#pragma once
// A merge in a process of its own, which can be killed, as a merge that runs in Xapian cannot be
// told to end: what it is asked, what it answers, and its whole life.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/store/segments/merge.h"

namespace quire::ingest {

struct MergeOrder {
  store::MergePlan plan;    // no path holds a NUL
  std::int64_t parent = 0;  // the pid of the process that asks
};

// As the process reads it: fields ended by a NUL, numbers in decimal.
[[nodiscard]] std::string encode_order(const MergeOrder& order);
// kCorrupt for anything that encode_order() does not give.
[[nodiscard]] Result<MergeOrder> decode_order(std::string_view bytes);

// An error as the process writes it; without its position, and without the NULs that it may hold.
[[nodiscard]] std::string encode_error(Error error);
// Nothing for anything that encode_error() does not give.
[[nodiscard]] std::optional<Error> decode_error(std::string_view bytes);

// The whole life of the process: lowers its own priority, calls itself "quired-merge" for ps, reads
// the order from the standard input to its end and merges. The exit status: 0, or 1 with the error
// on the standard output. Dies with the thread that started it; of signals only SIGKILL ends it, as
// those that mean the daemon often reach its children too.
[[nodiscard]] int run_merge_process();

}  // namespace quire::ingest
