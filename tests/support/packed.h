#pragma once
// Compressed files and archives for tests, made by libarchive.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quire::test {

enum class Packing : std::uint8_t { kTar, kZip, kStoredZip };

struct PackedFile {
  std::string path;
  std::string bytes;
};

// An archive of these files, without compression around it.
[[nodiscard]] std::string packed(Packing packing, const std::vector<PackedFile>& files);

// `filter` is one of libarchive's ARCHIVE_FILTER_ codes.
[[nodiscard]] std::string compressed(std::string_view bytes, int filter);

}  // namespace quire::test
