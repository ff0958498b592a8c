#pragma once
// Checksums of a sealed segment: what Xapian's blocks do not have. They stand in a file of the
// segment's folder, as text:
//
//   quire checksums 1
//   docdata.glass 8192 5b1c0e3f4a9d2e77
//   postlist.glass 1310720 04f1... 9ac2...      one XXH64 for each MiB that was begun
//   end 77aa...                                 of all before
//
// The file is a help and no part of the data: without it, or with one that is not whole, a segment
// is only checked for its structure. Whoever changes a segment's tables removes it first. Any
// thread or process.

#include <cstdint>
#include <functional>
#include <string>

#include "index/base/file_system.h"

namespace quire::store {

inline constexpr std::string_view kChecksumsName = "checksums";

// Of the files as they are now; not synced.
[[nodiscard]] Result<void> write_checksums(FileSystem& files, const std::string& segment);
[[nodiscard]] Result<void> remove_checksums(FileSystem& files, const std::string& segment);

// Told how many bytes have been read since it was last called, each time about a MiB; false ends
// the verification.
using VerifyPace = std::function<bool(std::uint64_t bytes)>;

// Reads the whole segment, given by its folder. kCorrupt, with what is wrong and where, when a byte
// of it is not what was written, or is missing, or the disk does not give it back; kCancelled when
// `pace` said so; any other code when it could not be looked at, as when not even the folder that
// the segment stands in is there.
[[nodiscard]] Result<void> verify_segment(FileSystem& files, const std::string& segment,
                                          const VerifyPace& pace);

}  // namespace quire::store
