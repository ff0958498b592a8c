#pragma once
// Read access to a library that somebody may be writing to. Owned by one thread: Xapian's handles
// must not be shared. Internal to the store and the query folder.

#include <xapian.h>

#include <string>

#include "index/base/file_system.h"
#include "index/store/xapian_boundary.h"

namespace quire::store {

class Reader {
 public:
  Reader(FileSystem& files, std::string index);

  // Runs `work(const Xapian::Database&)` on the newest published state. When a writer overtakes it
  // (DatabaseModifiedError) it is run again from the start on a newer state, so `work` must not
  // keep anything from an earlier run.
  template <class Work>
  auto read(std::string_view what, Work&& work)
      -> Result<std::invoke_result_t<Work, const Xapian::Database&>> {
    Error last;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      const auto refreshed = refresh();
      if (refreshed) {
        auto result = guarded(what, [&] { return work(std::as_const(database_)); });
        if (result) return result;
        last = result.error();
      } else {
        last = refreshed.error();
      }
      if (last.code == ErrorCode::kBusy) continue;
      forget();
      return last;
    }
    last.hint = "the index changes too fast to be read; try again";
    return last;
  }

 private:
  static constexpr int kAttempts = 8;

  // Opens what the manifest lists if it is another manifest than before, else moves to the latest
  // commit of the fresh segment.
  [[nodiscard]] Result<void> refresh();
  // After an error nothing is taken for granted.
  void forget() { manifest_ = FileStatus{}; }

  FileSystem& files_;
  const std::string index_;
  FileStatus manifest_;  // of the manifest that database_ was opened after
  Xapian::Database database_;
};

}  // namespace quire::store
