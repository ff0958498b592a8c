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
  // present start.
  [[nodiscard]] static Result<LibraryLock> acquire(const std::string& path,
                                                   const std::string& boot_id);

  // The machine went down under the last owner: what it had not fsynced may be garbage.
  [[nodiscard]] bool machine_crashed() const { return machine_crashed_; }

  // Notes that all is on disk and the owner leaves in good order. Durable when it returns.
  [[nodiscard]] Result<void> mark_clean();

 private:
  LibraryLock(UniqueFd fd, std::string path, std::string boot_id)
      : fd_(std::move(fd)), path_(std::move(path)), boot_id_(std::move(boot_id)) {}
  [[nodiscard]] Result<void> write(bool clean);

  UniqueFd fd_;
  std::string path_;
  std::string boot_id_;
  bool machine_crashed_ = false;
};

// The kernel's id of the present start of the machine; empty where there is none.
[[nodiscard]] std::string current_boot_id();

}  // namespace quire::store
