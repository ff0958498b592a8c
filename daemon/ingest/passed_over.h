#pragma once
// What was passed over in files that are read otherwise (a broken line, a picture in an archive),
// for `status`. Thread-safe.

#include <atomic>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "index/base/thread_annotations.h"

namespace quire::ingest {

class PassedOver {
 public:
  static constexpr std::size_t kFiles = 100;        // that are remembered, the last ones
  static constexpr std::size_t kLongestNote = 300;  // bytes

  struct File {
    std::string path;
    std::vector<std::string> notes;  // a sentence each
    bool operator==(const File&) const = default;
  };
  struct Report {
    std::uint64_t files = 0;  // readings in which something was passed over, since the start
    std::uint64_t parts = 0;
    std::vector<File> last;  // the latest first
  };

  // What the reading of a file passed over, in place of what an earlier one did; mostly nothing.
  void set(const std::string& path, std::vector<std::string> notes);
  [[nodiscard]] Report report() const;

 private:
  std::atomic<bool> any_{false};
  mutable Mutex mutex_;
  std::uint64_t files_ GUARDED_BY(mutex_) = 0;
  std::uint64_t parts_ GUARDED_BY(mutex_) = 0;
  std::deque<File> last_ GUARDED_BY(mutex_);
};

}  // namespace quire::ingest
