#pragma once
// The library: the index directory and the only one that writes to it.
//
//   INDEX/XAPIANDB            the manifest (manifest.h)
//   INDEX/segments/NNNNNNNN/  plain Xapian databases; one is fresh, that is writable
//   INDEX/quarantine/         segments that were found corrupt
//   INDEX/lock, INDEX/format  the owner; the schema version
//
// Owned by one thread, the writer. Changes are seen by readers, and survive a killed process, once
// publish() has returned. The drop folders hold every article, so the fresh segment is committed
// without fsync (Durability::kFresh): when the machine itself goes down it is thrown away unread at
// the next open, and reconcile reads its files again.

#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/segment_builder.h"

namespace quire::store {

enum class Durability : std::uint8_t {
  kFresh,   // fsync sealed segments and the manifest
  kAlways,  // fsync every commit
};

struct LibraryOptions {
  std::string path;  // the index directory; made, with mode 0700, when it is not there
  Durability durability = Durability::kFresh;
  std::string boot_id;  // see current_boot_id()
};

struct LibraryCounts {
  std::uint64_t articles = 0;
  std::uint64_t failed_files = 0;
  std::uint64_t segments = 0;
};

class Library {
 public:
  // Takes the lock and repairs what a crash left. kBusy when another process owns it, kUnsupported
  // when a newer Quire wrote it.
  [[nodiscard]] static Result<std::unique_ptr<Library>> open(FileSystem& files,
                                                             LibraryOptions options);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // What open() found and did that the operator should know, one sentence each.
  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

  // Puts the file's new documents in the place of whatever the library holds of it. Says whether
  // anything changed: a file whose state is what the library already has costs a look-up.
  [[nodiscard]] Result<bool> replace(const PreparedFile& prepared);
  // Takes out all documents of the file; says whether there were any.
  [[nodiscard]] Result<bool> remove(const article::FileKey& file);

  // Takes out the files of all drop folders but those named; gives the names of those that went.
  [[nodiscard]] Result<std::vector<std::string>> retain_drops(
      const std::vector<std::string>& names);

  // Makes all changes since the last publish visible at once. When it fails, as it does if one of
  // the changes has failed, none of them is: the handle is discarded and opened anew, and the
  // caller must bring the changes again.
  [[nodiscard]] Result<void> publish();

  [[nodiscard]] LibraryCounts counts() const;

  // Publishes, syncs and notes that the library was left in good order. Nothing else may be called
  // afterwards.
  [[nodiscard]] Result<void> close();

 private:
  class Impl;
  explicit Library(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
  std::vector<std::string> notices_;
};

}  // namespace quire::store
