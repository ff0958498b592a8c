#pragma once
// Compares a drop folder, or a part of it, with what the index knows of it and sends what differs
// to the workers: many files through the bulk lane, a few through the fresh one, since a segment of
// their own is not worth its while. No file is opened for it. Lives on a thread of its own, whose
// body is `while (reconciler.step())`.

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/ingest/work/lanes.h"
#include "daemon/watch/ignore_rules.h"
#include "index/base/bounded_queue.h"
#include "index/store/search/searcher.h"

namespace quire::ingest {

struct ReconcileJob {
  std::uint64_t id = 0;
  Drop* drop = nullptr;
  std::string subtree;  // "" for the whole folder
  const watch::IgnoreRules* ignore = nullptr;
  std::uint64_t ticket = 0;
  bool beside_earlier = false;  // changes that were seen before were still being worked on
  bool all = false;      // also what has not changed: read again, and put in its place all the same
  bool rebuild = false;  // `all` of the whole folder, for the library that is built beside
};

// A folder or an entry that could not be looked into.
struct Unread {
  std::string relative;
  Error error;
};

// What the comparison found, before any of it has been worked on.
struct Comparison {
  std::uint64_t job = 0;
  std::uint64_t files = 0;  // in the folder
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;  // added and removed for the index, but the same file
  std::uint64_t removed = 0;
  std::uint64_t sent = 0;  // files that will be done as part of the job
  bool gone = false;       // there is nothing where the subtree was
  std::vector<Unread> unread;
  std::chrono::microseconds took{0};
  std::optional<Error> error;  // nothing was compared, or not all
};

class Reconciler {
 public:
  static constexpr std::uint64_t kFewFiles = 100;
  // So many new files in a subtree are looked for elsewhere, which takes a look at all the index
  // knows; fewer are read more quickly.
  static constexpr std::uint64_t kMovedTogether = 32;

  // `report` is called on the reconciler's thread, before the first file of the job is sent.
  // `live` is the library's view.
  Reconciler(FileSystem& files, std::string index, std::shared_ptr<const store::LiveView> live,
             BoundedQueue<ReconcileJob>& jobs, Lanes& lanes,
             std::function<void(Comparison)> report);

  // One job. False when there will be no more.
  bool step();

  // Ends the job that runs, soon. Any thread.
  void cancel() { cancelled_ = true; }

 private:
  // Relative paths, one after the other in one string, each ended by a NUL: a million of them are
  // kept while a first load runs.
  class PathList;
  struct Differences;

  Comparison compare(const ReconcileJob& job, Differences& differences);
  // An empty folder on another device than before, or at the start, is most likely one that is not
  // mounted: the index keeps what it has.
  [[nodiscard]] Result<void> check_mounted(const ReconcileJob& job, const Comparison& comparison,
                                           std::size_t known);
  [[nodiscard]] Result<void> walk(const ReconcileJob& job, store::FileTable& known,
                                  Comparison& comparison, Differences& differences);
  [[nodiscard]] Result<void> find_removed(const ReconcileJob& job, const store::FileTable& known,
                                          Comparison& comparison, Differences& differences);
  // Finds out which of the new files were moved from where none is seen any more, in this part of
  // the folder or, for a subtree, elsewhere.
  [[nodiscard]] Result<void> find_moved(const ReconcileJob& job,
                                        const std::vector<article::FileKey>& gone,
                                        const std::vector<store::KnownFile>& unseen,
                                        Comparison& comparison, Differences& differences);
  [[nodiscard]] Result<void> find_moved_elsewhere(const ReconcileJob& job,
                                                  Differences& differences);
  // Whether a walk passes over the file even when it is there: see FileWork::hidden.
  [[nodiscard]] bool is_hidden(const ReconcileJob& job, std::string_view relative);
  void send(const ReconcileJob& job, const Comparison& comparison, const Differences& differences);

  FileSystem& files_;
  store::Searcher searcher_;
  BoundedQueue<ReconcileJob>& jobs_;
  Lanes& lanes_;
  const std::function<void(Comparison)> report_;
  std::map<const Drop*, std::uint64_t> devices_;  // where each drop folder was last found
  std::atomic<bool> cancelled_{false};
};

}  // namespace quire::ingest
