#pragma once
// What goes from hand to hand between the threads of the pipeline. Values.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "index/store/library.h"

namespace quire::ingest {

// A drop folder as all threads see it.
struct Drop {
  Drop(std::string drop_name, std::string drop_root)
      : name(std::move(drop_name)), root(std::move(drop_root)) {}

  const std::string name;
  const std::string root;
  // The device that the folder is on; 0 while it is lost or has not been looked at. A file that is
  // missing is only taken out of the index when its drop folder is still there.
  std::atomic<std::uint64_t> device{0};
};

// Which of the two lanes: fresh overtakes bulk.
enum class Lane : std::uint8_t { kFresh, kBulk };

// A file to be looked at.
struct FileWork {
  Drop* drop = nullptr;
  std::string relative;
  Lane lane = Lane::kFresh;
  bool settled = true;       // false: make sure that it is not being written any more
  std::uint64_t ticket = 0;  // of the change that led here
  std::uint64_t job = 0;     // the reconcile that it is part of; 0 for none
  // It stands where nothing is looked for, ignored or behind a symbolic link: out of the index with
  // it, whatever is there.
  bool hidden = false;
  // Where the index has it, if it was moved: what is stored of it there is as good as the file.
  std::string moved_from;
  store::Read read = store::Read::kChanged;
  bool rebuild = false;  // for the library that is being built beside the live one
};

enum class Outcome : std::uint8_t {
  kIndexed,
  kRemoved,
  kFailed,     // recorded with its reason
  kUnchanged,  // the index knew already, or a newer reading was first
  kUnsettled,  // still being written, or the system was short of something: look again
};

// A file that has been looked at, on its way to the writer. Without `prepared`: take it out.
struct Reading {
  FileWork work;
  std::uint64_t order = 0;  // see ReadOrder
  std::optional<store::PreparedFile> prepared;
};

// Many files that have been looked at, as a segment, on their way to the writer.
struct Built {
  std::vector<FileWork> works;  // works[i] led to segment.files[i]; all alike in read and rebuild
  std::vector<std::uint64_t> orders;
  store::BuiltSegment segment;
  std::optional<Error> error;  // it could not be written; `segment` is empty
};

// A merge that has ended, on its way to the writer.
struct Merged {
  store::MergePlan plan;
  // The error of merge_segments(); kCancelled after Merger::cancel(); kIo when the child ended in a
  // way that no merge does; the system's when it could not be started. Whatever a failure leaves at
  // the target is for the library to remove.
  Result<void> result;
};

// Of a library that is built beside the live one; see store::Library.
enum class RebuildStep : std::uint8_t { kBegin, kFinish, kAbandon };

// One of them has been taken, or not.
struct Rebuilt {
  RebuildStep step = RebuildStep::kBegin;
  Result<void> result;
};

// A sealed segment that is not what was written, or cannot be read, on its way to the writer.
struct Damaged {
  std::uint32_t segment = 0;
  Error reason;
};

// A segment that has gone into quarantine.
struct Quarantined {
  Error reason;
};

enum class Upkeep : std::uint8_t {
  kCheck,       // look through what only the writer can: the fresh segment, and the manifest
  kWholeAgain,  // all that was in quarantine has been read again
  kProbe,       // after a failed publish: find out whether the index can be written again
};

// What the writer is given to do.
using Writing = std::variant<Reading, Built, Merged, RebuildStep, Damaged, Upkeep>;

// What became of it, on its way back to the loop.
struct Done {
  FileWork work;
  Outcome outcome = Outcome::kUnchanged;
};

}  // namespace quire::ingest
