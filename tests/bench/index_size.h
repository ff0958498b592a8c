#pragma once
// How large an index is on disk, by the tables of Xapian's databases.

#include <cstdint>
#include <string>

namespace quire::bench {

struct IndexSize {  // bytes
  std::uint64_t postlist = 0;
  std::uint64_t position = 0;
  std::uint64_t termlist = 0;
  std::uint64_t docdata = 0;
  std::uint64_t other = 0;

  [[nodiscard]] std::uint64_t total() const {
    return postlist + position + termlist + docdata + other;
  }
};

// Of all files below `folder`. Those that vanish meanwhile, as a merged segment's do, count
// nothing.
[[nodiscard]] IndexSize index_size(const std::string& folder);

}  // namespace quire::bench
