#pragma once
// The real file system with faults and with something happening in between. Thread-safe.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"
#include "index/base/thread_annotations.h"

namespace quire::test {

class FakeFileSystem final : public FileSystem {
 public:
  // Every call that names `path` fails with `error`, until it is healed.
  void fail(const std::string& path, Error error) EXCLUDES(mutex_);
  void heal(const std::string& path) EXCLUDES(mutex_);
  // Called with the path before each list(), on the thread that lists.
  void before_list(std::function<void(const std::string& path)> hook) EXCLUDES(mutex_);

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

 private:
  Result<void> allow(const std::string& path) EXCLUDES(mutex_);

  PosixFileSystem real_;
  Mutex mutex_;
  std::map<std::string, Error> faults_ GUARDED_BY(mutex_);
  std::function<void(const std::string& path)> before_list_ GUARDED_BY(mutex_);
};

}  // namespace quire::test
