#pragma once
// The file system as Quire needs it, behind an interface so that tests inject failures.
// Paths are bytes, not text: they may hold anything but NUL. Thread-safe.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire {

enum class FileKind : std::uint8_t { kRegular, kDirectory, kSymlink, kOther };

// What tells one state of a file from another.
struct FileStatus {
  FileKind kind = FileKind::kOther;
  std::uint64_t size = 0;     // bytes
  std::int64_t mtime_ns = 0;  // nanoseconds since the epoch
  std::uint64_t inode = 0;
  std::uint64_t device = 0;

  bool operator==(const FileStatus&) const = default;
};

struct FileContent {
  std::string bytes;
  FileStatus status;     // as it was when the last byte had been read
  bool changed = false;  // the file was written to while we read it
};

struct DirectoryEntry {
  std::string name;
  FileKind kind = FileKind::kOther;
};

// A file that is read from front to back. Owned by one thread.
class InputFile {
 public:
  virtual ~InputFile() = default;

  // The next bytes; fewer than `buffer` takes only at the end of the file.
  [[nodiscard]] virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

// A file of which any part is read; it stays readable when its name is gone. Thread-safe.
class RandomAccessFile {
 public:
  virtual ~RandomAccessFile() = default;

  // Fills `buffer` with the bytes from `offset` on; kCorrupt when the file ends before.
  [[nodiscard]] virtual Result<void> read_at(std::uint64_t offset,
                                             std::span<char> buffer) const = 0;
};

// A new file that is written from front to back. Owned by one thread. Destroyed without finish(),
// it stays behind incomplete.
class OutputFile {
 public:
  virtual ~OutputFile() = default;

  // Not buffered: hand over large pieces. After a failure the file is of no use.
  [[nodiscard]] virtual Result<void> append(std::string_view bytes) = 0;

  // Closes the file, after an fsync if `sync`; nothing may be called afterwards. The entry in its
  // folder is not synced.
  [[nodiscard]] virtual Result<void> finish(bool sync) = 0;
};

class FileSystem {
 public:
  virtual ~FileSystem() = default;

  // Of the entry itself: symbolic links are not followed.
  [[nodiscard]] virtual Result<FileStatus> status(const std::string& path) = 0;

  // The whole of a regular file. Never follows a link in the last component, never waits for a
  // FIFO. kTooLarge over `max_bytes`, kUnsupported when it is not a regular file.
  [[nodiscard]] virtual Result<FileContent> read(const std::string& path,
                                                 std::uint64_t max_bytes) = 0;

  // The same of a file below `root`, by a path on which no link is followed behind the root,
  // however it changes meanwhile: kUnsupported where there is one. This default knows of no links.
  [[nodiscard]] virtual Result<FileContent> read_below(const std::string& root,
                                                       const std::string& relative,
                                                       std::uint64_t max_bytes) = 0;

  // A regular file that may be too large to be read as a whole.
  [[nodiscard]] virtual Result<std::unique_ptr<InputFile>> open(const std::string& path) = 0;

  // The same, to be read in any order.
  [[nodiscard]] virtual Result<std::unique_ptr<const RandomAccessFile>> open_for_random_access(
      const std::string& path) = 0;

  // Entries without "." and "..", in no order.
  [[nodiscard]] virtual Result<std::vector<DirectoryEntry>> list(const std::string& path) = 0;

  // Write beside it, fsync, rename over `path`, fsync the folder: after a crash either the old or
  // the new content stands there whole.
  [[nodiscard]] virtual Result<void> write_atomically(const std::string& path,
                                                      std::string_view content) = 0;

  // A file that must not be there yet, for its owner only (mode 0600).
  [[nodiscard]] virtual Result<std::unique_ptr<OutputFile>> create(const std::string& path) = 0;

  [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;

  // `path` and its parents, those that are missing with `mode`.
  [[nodiscard]] virtual Result<void> create_directories(const std::string& path, unsigned mode) = 0;

  // `path` and all below it; it is no error when there is nothing.
  [[nodiscard]] virtual Result<void> remove_tree(const std::string& path) = 0;

  // fsync of every regular file directly in `path`, then of the folder.
  [[nodiscard]] virtual Result<void> sync_directory(const std::string& path) = 0;
};

class PosixFileSystem final : public FileSystem {
 public:
  Result<FileStatus> status(const std::string& path) override;
  Result<FileContent> read(const std::string& path, std::uint64_t max_bytes) override;
  Result<FileContent> read_below(const std::string& root, const std::string& relative,
                                 std::uint64_t max_bytes) override;
  Result<std::unique_ptr<InputFile>> open(const std::string& path) override;
  Result<std::unique_ptr<const RandomAccessFile>> open_for_random_access(
      const std::string& path) override;
  Result<std::vector<DirectoryEntry>> list(const std::string& path) override;
  Result<void> write_atomically(const std::string& path, std::string_view content) override;
  Result<std::unique_ptr<OutputFile>> create(const std::string& path) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> create_directories(const std::string& path, unsigned mode) override;
  Result<void> remove_tree(const std::string& path) override;
  Result<void> sync_directory(const std::string& path) override;
};

// The part before the last '/', "/" for entries of the root, "." without any.
[[nodiscard]] std::string parent_path(std::string_view path);

// `base` + '/' + `relative`; `base` alone when `relative` is empty.
[[nodiscard]] std::string join_path(std::string_view base, std::string_view relative);

// Whether `path` is `folder` or stands below it; both absolute and without "." or "..".
[[nodiscard]] bool is_within(std::string_view path, std::string_view folder);

}  // namespace quire
