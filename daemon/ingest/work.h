#pragma once
// What goes from hand to hand between the threads of the pipeline. Values.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/store/segment_builder.h"

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

// What became of it, on its way back to the loop.
struct Done {
  FileWork work;
  Outcome outcome = Outcome::kUnchanged;
};

}  // namespace quire::ingest
