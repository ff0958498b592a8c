#pragma once
// The files of a folder at one moment, in byte order, packed: 48 bytes a file and its path. Built
// by one thread, then immutable and shared.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"

namespace quire::watch {

class Snapshot {
 public:
  // Paths come in byte order; one that does not come after the last is dropped.
  void append(std::string_view path, const FileStatus& status);
  // Takes what `older` knew of `path` and of all below it, since it could not be read this time.
  void carry_over(const Snapshot& older, std::string_view path);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::string_view path(std::size_t index) const;
  // Whether entry `index` stands for the same state as entry `other_index` of `other`.
  [[nodiscard]] bool same_state(std::size_t index, const Snapshot& other,
                                std::size_t other_index) const;

 private:
  struct State {
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::uint64_t inode = 0;
    FileKind kind = FileKind::kOther;

    bool operator==(const State&) const = default;
  };
  struct Entry {
    std::size_t offset = 0;  // of the path within paths_
    std::uint32_t length = 0;
    State state;
  };

  void append(std::string_view path, const State& state);
  // The first entry that does not come before `path`.
  [[nodiscard]] std::size_t lower_bound(std::string_view path) const;

  std::string paths_;
  std::vector<Entry> entries_;
};

struct SnapshotChanges {
  std::vector<std::string> changed;  // new ones too
  std::vector<std::string> gone;
};

[[nodiscard]] SnapshotChanges compare(const Snapshot& older, const Snapshot& newer);

}  // namespace quire::watch
