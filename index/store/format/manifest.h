#pragma once
// The manifest lists the live segments. It is a Xapian stub file, so that Xapian's own tools open
// the index as it stands; what only Quire needs stands in comments.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"

namespace quire::store {

struct Manifest {
  std::uint64_t generation = 0;       // goes up with every publish
  std::uint64_t next_segment = 1;     // the number that the next new segment gets
  std::string fresh;                  // the writable segment's name, one of `segments`
  std::vector<std::string> segments;  // names below INDEX/segments, oldest first
  // Of news_journal.h: the last number among these segments, unless the fresh one notes a later
  // one, and the last that may have been given.
  std::uint64_t numbered = 0;
  std::uint64_t reserved = 0;

  bool operator==(const Manifest&) const = default;
};

inline constexpr std::string_view kManifestName = "XAPIANDB";
inline constexpr std::string_view kSegmentsFolder = "segments";

// "00000007" for 7.
[[nodiscard]] std::string segment_name(std::uint64_t number);

[[nodiscard]] std::string serialise(const Manifest& manifest);
// kCorrupt when `text` is not a manifest of ours.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view text);

// kNotFound when the index has none.
[[nodiscard]] Result<Manifest> read_manifest(FileSystem& files, const std::string& index);
// After this returns the manifest is the one that every reader and every restart sees.
[[nodiscard]] Result<void> publish_manifest(FileSystem& files, const std::string& index,
                                            const Manifest& manifest);

}  // namespace quire::store
