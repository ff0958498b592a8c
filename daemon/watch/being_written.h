#pragma once
// Which files were written to and not closed yet, as far as the events told. A hint: it forgets
// when there are too many. Loop thread only.

#include <cstdint>
#include <string_view>
#include <unordered_set>

#include "index/base/hash.h"

namespace quire::watch {

class BeingWritten {
 public:
  void begin(std::string_view path) {
    if (files_.size() >= kMaxFiles) files_.clear();
    files_.insert(hash64(path));
  }
  void end(std::string_view path) { files_.erase(hash64(path)); }
  [[nodiscard]] bool contains(std::string_view path) const { return files_.contains(hash64(path)); }
  void clear() { files_.clear(); }

 private:
  static constexpr std::size_t kMaxFiles = 4096;

  std::unordered_set<std::uint64_t> files_;  // hashes of their paths
};

}  // namespace quire::watch
