#pragma once
// What a library is told at its start and tells of itself. Values.

#include <cstdint>
#include <functional>
#include <string>

#include "index/base/clock.h"
#include "index/store/segments/merge_policy.h"

namespace quire::store {

enum class Durability : std::uint8_t {
  kFresh,   // fsync sealed segments and the manifest
  kAlways,  // fsync every commit
};

struct LibraryOptions {
  std::string path;  // the index directory; made, with mode 0700, when it is not there
  Durability durability = Durability::kFresh;
  std::string boot_id;  // see current_boot_id()
  MergeLimits merging{};
  // The fresh segment is sealed when it is larger: a commit takes the longer the larger it is.
  std::uint64_t fresh_documents = 500;
  std::uint64_t fresh_bytes = 16U << 20;  // of prepared files
  // When something is published; null: by the clock of the system.
  std::function<UnixSeconds()> now = nullptr;
  // So much of a text (0 to 1) is in another when they are of one story; 0: stories are not looked
  // for.
  double story_contained = 0.8;
  // The stories of so many articles are found before the library is there; those of more with
  // learn_stories(), which takes about a minute a million.
  std::uint64_t stories_at_once = 10'000;
};

struct LibraryCounts {
  std::uint64_t articles = 0;
  std::uint64_t failed_files = 0;
  std::uint64_t segments = 0;
  std::uint64_t tombstones = 0;
  std::uint64_t merges = 0;        // since the start
  std::uint64_t merged_bytes = 0;  // written by them
  std::uint64_t added_bytes = 0;   // of segments that were sealed or came built, since the start
  bool merging = false;
  bool rebuilding = false;
  // The index has an older format: it goes on serving until a rebuild has put a new one in its
  // place.
  bool rebuild_due = false;
  // A segment was damaged and is in quarantine; not all of its files are known to be back.
  bool partial = false;
  std::uint64_t quarantined = 0;  // segments that went into quarantine since the start
};

// How many times, on average, what was added has been written since the start: when it was added,
// and by each merge. 1 when nothing was.
[[nodiscard]] inline double write_amplification(const LibraryCounts& counts) {
  if (counts.added_bytes == 0) return 1.0;
  const auto added = static_cast<double>(counts.added_bytes);
  return (added + static_cast<double>(counts.merged_bytes)) / added;
}

enum class Read : std::uint8_t {
  kChanged,  // a file whose state is as the library has it is left alone
  kForced,   // put in its place all the same
};

}  // namespace quire::store
