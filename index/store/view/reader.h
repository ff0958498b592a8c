#pragma once
// Read access to a library that somebody may be writing to. Owned by one thread: Xapian's handles
// must not be shared. Internal to the store.

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/format/xapian_boundary.h"
#include "index/store/view/live_view.h"
#include "index/store/view/tombstones.h"

namespace quire::store {

// The library as it was published at one time.
struct Snapshot {
  struct Segment {
    SegmentView view;
    Xapian::Database database;
    std::string path{};  // of its folder
  };
  Xapian::Database database;           // all segments as one
  std::vector<Segment> segments;       // each by itself
  std::vector<Xapian::docid> removed;  // tombstones, as ids of `database`; ascending
  Tombstones tombstones;               // the same, by segment
  std::uint64_t news = 0;              // see View
  bool partial = false;                // a segment is left out because it is damaged, or was

  // As `database` numbers the documents of segments[index]: it interleaves their ids.
  [[nodiscard]] Xapian::docid id_of(std::size_t index, Xapian::docid id) const {
    return static_cast<Xapian::docid>((id - 1) * segments.size() + index + 1);
  }
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
  // state, so `work` must not keep anything from an earlier run. Of segments that turn out to be
  // damaged nothing is read, and the library is told; an error is all that is left to say when
  // none can be read.
  template <class Work>
  auto read(std::string_view what, Work&& work)
      -> Result<std::invoke_result_t<Work, const Snapshot&>> {
    Error last;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      auto result = run(what, work);
      if (result) return result;
      last = result.error();
      if (is_outdated() || (last.code == ErrorCode::kBusy && attempt < kOvertaken)) {
        forget();
        continue;
      }
      const bool left_out = seems_damaged(last) && leave_out_damaged([&](const Snapshot& one) {
                              return guarded(what, [&] { (void)work(one); });
                            });
      if (left_out) continue;
      forget();
      return last;
    }
    last.hint = "the index changes too fast to be read; try again";
    return last;
  }

 private:
  using Handle = Snapshot::Segment;
  static constexpr int kAttempts = 8;
  // So often in a row nobody is overtaken by a library that shows nothing new: bytes have changed.
  static constexpr int kOvertaken = 3;
  // For so long a segment that could not be read is left out; then it is tried again.
  static constexpr std::chrono::seconds kLeftOut{1};
  using Attempt = std::function<Result<void>(const Snapshot&)>;

  template <class Work>
  auto run(std::string_view what, const Work& work)
      -> Result<std::invoke_result_t<Work, const Snapshot&>> {
    if (auto refreshed = refresh(); !refreshed) return refreshed.error();
    tell_suspicion();
    return guarded(what, [&] { return work(std::as_const(snapshot_)); });
  }

  [[nodiscard]] Result<void> refresh();
  [[nodiscard]] Result<void> refresh_from_disk();
  // Keeps the handles of segments that are as they were, moves or opens the others.
  void move_to(const View& view);
  // The segment's handle at its newest state; nothing, and then it is left out, when it cannot be
  // had.
  [[nodiscard]] std::optional<Handle> moved(const SegmentView& segment);
  [[nodiscard]] Snapshot snapshot_of(const std::vector<Handle>& handles) const;
  [[nodiscard]] static bool seems_damaged(const Error& error) {
    return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kIo ||
           error.code == ErrorCode::kNotFound || error.code == ErrorCode::kBusy;
  }
  // Finds out by trying on each segment by itself which of them are damaged, and leaves them out.
  // False when each can be read.
  [[nodiscard]] bool leave_out_damaged(const Attempt& attempt);
  void leave_out(const std::string& segment);
  void tell_suspicion();
  [[nodiscard]] bool is_outdated() const;
  // After an error nothing is taken for granted.
  void forget();

  FileSystem& files_;
  const std::string index_;
  const std::shared_ptr<const LiveView> live_;
  std::uint64_t sequence_ = 0;  // of the view that the handles are at
  FileStatus manifest_;         // the same, for a reader without a live view
  std::vector<Handle> handles_;
  std::set<std::string> left_out_;  // names of damaged segments
  std::chrono::steady_clock::time_point left_out_until_{};
  bool suspicious_ = false;  // the library is still to be told
  Snapshot snapshot_;
};

}  // namespace quire::store
