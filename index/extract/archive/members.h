#pragma once
// Compressed files and archives: what is in them, within bounds. libarchive is included in this
// folder alone. Pure functions over bytes.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire::extract::archive {

// What one file may unfold into, archives within archives included. Articles are small: whoever
// drops more than this in one piece is better served with many.
inline constexpr std::size_t kMostBytes = std::size_t{256} << 20U;
inline constexpr std::size_t kMostMembers = 20'000;
// One member; as large as the largest file that is read by itself.
inline constexpr std::size_t kMostMemberBytes = std::size_t{64} << 20U;
// Text shrinks to a tenth, markup that repeats itself to a fiftieth; a bomb to a thousandth.
inline constexpr std::size_t kMostRatio = 200;
// Up to here the ratio does not matter.
inline constexpr std::size_t kHarmlessBytes = std::size_t{16} << 20U;
// An archive in a compressed file (.tar.gz) in an archive.
inline constexpr std::size_t kDeepestNesting = 4;

// What is left of these bounds, for a file and all that is in it.
struct Budget {
  std::size_t bytes = kMostBytes;
  std::size_t members = kMostMembers;
};

struct Member {
  std::string path;  // within the archive; "" in a file that is only compressed
  std::string bytes;
  std::int64_t modified = 0;  // seconds since 1970; 0 unknown
};

// By the first bytes: gzip, Zstandard, xz, bzip2, ZIP or tar.
[[nodiscard]] bool is_packed(std::string_view bytes);

// Calls `visit` with each regular file of the archive, or with the one that a compressed file is.
// Members that cannot be read (encrypted, damaged) are noted. kTooLarge as soon as a bound is
// passed, kCorrupt when nothing can be made of it, kUnsupported for office documents, which are ZIP
// files too, by what they are.
[[nodiscard]] Result<void> for_each_member(std::string_view bytes, Budget& budget,
                                           const std::function<void(Member)>& visit,
                                           std::vector<std::string>& notes);

}  // namespace quire::extract::archive
