#pragma once
// The lock that the one owner of a library holds: a kernel lock (flock) on INDEX/lock, so that it
// goes with its process. The file names the owner and tells how the last one ended.

#include <string>

#include "index/base/result.h"
#include "index/base/unique_fd.h"

namespace quire::store {

class LibraryLock {
 public:
  // kBusy, naming the owner's pid, when somebody holds it. `boot_id` identifies the machine's
  // present start; `fsyncs_all`: this owner will leave nothing to the page cache.
  [[nodiscard]] static Result<LibraryLock> acquire(const std::string& path,
                                                   const std::string& boot_id, bool fsyncs_all);

  // The machine went down under the last owner, and what that had not fsynced may be garbage.
  [[nodiscard]] bool unsynced_data_lost() const { return unsynced_data_lost_; }

  // Notes that all is on disk and the owner leaves in good order. Durable when it returns.
  [[nodiscard]] Result<void> mark_clean();

 private:
  LibraryLock(UniqueFd fd, std::string path, std::string boot_id, bool fsyncs_all)
      : fd_(std::move(fd)),
        path_(std::move(path)),
        boot_id_(std::move(boot_id)),
        fsyncs_all_(fsyncs_all) {}
  [[nodiscard]] Result<void> write(bool clean);

  UniqueFd fd_;
  std::string path_;
  std::string boot_id_;
  bool fsyncs_all_;
  bool unsynced_data_lost_ = false;
};

// The kernel's id of the present start of the machine; empty where there is none.
[[nodiscard]] std::string current_boot_id();

}  // namespace quire::store
