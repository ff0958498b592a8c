#pragma once
// Read access to a library that somebody may be writing to. Owned by one thread: Xapian's handles
// must not be shared. Internal to the store.

#include <xapian.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/live_view.h"
#include "index/store/tombstones.h"
#include "index/store/xapian_boundary.h"

namespace quire::store {

// The library as it was published at one time.
struct Snapshot {
  Xapian::Database database;           // all segments as one
  std::vector<Xapian::docid> removed;  // tombstones, as ids of `database`; ascending
  Tombstones tombstones;               // the same, by segment

  [[nodiscard]] bool has(Xapian::docid id) const {
    return removed.empty() || !std::binary_search(removed.begin(), removed.end(), id);
  }
};

class Reader {
 public:
  // With `live`, that of the library in this process, publishes are seen as a whole and nothing is
  // looked up on disk until there is one. Without, the reader goes by the manifest: then tombstoned
  // documents are seen until they are gone.
  Reader(FileSystem& files, std::string index, std::shared_ptr<const LiveView> live);

  // Runs `work(const Snapshot&)` on the newest published state. When a writer overtakes it
  // (DatabaseModifiedError, or a segment is merged away) it is run again from the start on a newer
  // state, so `work` must not keep anything from an earlier run.
  template <class Work>
  auto read(std::string_view what, Work&& work)
      -> Result<std::invoke_result_t<Work, const Snapshot&>> {
    Error last;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      const auto refreshed = refresh();
      if (refreshed) {
        auto result = guarded(what, [&] { return work(std::as_const(snapshot_)); });
        if (result) return result;
        last = result.error();
      } else {
        last = refreshed.error();
      }
      const bool overtaken = last.code == ErrorCode::kBusy || is_outdated();
      forget();
      if (!overtaken) return last;
    }
    last.hint = "the index changes too fast to be read; try again";
    return last;
  }

 private:
  struct Handle {
    SegmentView segment;
    Xapian::Database database;
  };
  static constexpr int kAttempts = 8;

  [[nodiscard]] Result<void> refresh();
  [[nodiscard]] Result<void> refresh_from_disk();
  // Keeps the handles of segments that are as they were, moves or opens the others.
  void move_to(const View& view);
  [[nodiscard]] bool is_outdated() const;
  // After an error nothing is taken for granted.
  void forget();

  FileSystem& files_;
  const std::string index_;
  const std::shared_ptr<const LiveView> live_;
  std::uint64_t sequence_ = 0;  // of the view that the handles are at
  FileStatus manifest_;         // the same, for a reader without a live view
  std::vector<Handle> handles_;
  Snapshot snapshot_;
};

}  // namespace quire::store
