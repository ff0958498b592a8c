#pragma once
// The real file system, but chosen calls fail: the one of that kind, on such a path, that a test
// names. Thread-safe.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"
#include "index/base/thread_annotations.h"

namespace quire::test {

enum class FileCall : std::uint8_t {
  kStatus,
  kRead,  // also of what was opened, by the path that it was given
  kOpen,
  kList,
  kWrite,
  kRename,
  kCreate,
  kRemove,
  kSync,
  kCreateFile,
  kAppend,
  kFinish,
};

class FaultyFileSystem final : public FileSystem {
 public:
  // From the `nth` on (counted from 1), calls of this kind on paths that end in `path_end` fail
  // with `error_number` (an errno value) and change nothing. A rename goes by both its paths, and
  // a file that create() made by the path that it was given.
  void fail(FileCall call, std::string path_end, int error_number, unsigned nth = 1)
      EXCLUDES(mutex_);
  // Before each call of this kind on a path that ends in `path_end`, `hook` is called, on the
  // thread that calls.
  void before(FileCall call, std::string path_end, std::function<void()> hook) EXCLUDES(mutex_);
  // Nothing fails any more, and no hook is called.
  void heal() EXCLUDES(mutex_);

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
  class File;
  class Input;
  class Random;

  struct Fault {
    FileCall call;
    std::string path_end;
    int error_number;
    unsigned left;  // calls that still go well
  };

  struct Hook {
    FileCall call;
    std::string path_end;
    std::function<void()> run;
  };

  void run_hooks(FileCall call, const std::string& path) EXCLUDES(mutex_);
  Result<void> allow(FileCall call, const std::string& path) EXCLUDES(mutex_);

  PosixFileSystem real_;
  Mutex mutex_;
  std::vector<Fault> faults_ GUARDED_BY(mutex_);
  std::vector<Hook> hooks_ GUARDED_BY(mutex_);
};

}  // namespace quire::test
