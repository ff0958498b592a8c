#pragma once
// What the index remembers of the file that a document came from, in the document's kFile slot: the
// state lives in the index and nowhere else. Values.

#include <cstdint>
#include <string>
#include <string_view>

#include "index/article/article.h"
#include "index/base/file_system.h"

namespace quire::store {

struct FileState {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t inode = 0;
  std::uint32_t reader = 0;  // kExtractorVersion of the reading; another one means: read it again

  bool operator==(const FileState&) const = default;
};

// The state that a file of this status has when it is read now.
[[nodiscard]] FileState file_state(const FileStatus& status);

// 64 bits that stand for a state, so that a million of them fit in memory.
[[nodiscard]] std::uint64_t fingerprint(const FileState& state);

// 64 bits that stand for a file.
[[nodiscard]] std::uint64_t fingerprint(const article::FileKey& file);

struct FileSlot {
  article::FileKey file;
  FileState state;
  std::uint32_t member = 0;

  bool operator==(const FileSlot&) const = default;
};

[[nodiscard]] std::string encode_file_slot(const FileSlot& slot);
[[nodiscard]] Result<FileSlot> decode_file_slot(std::string_view bytes);

}  // namespace quire::store
