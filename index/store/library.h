#pragma once
// The library: the index directory and the only one that writes to it. It is log-structured: new
// articles go into a small fresh segment or come as whole built segments; sealed segments are only
// ever merged, and what was replaced or removed in them has a tombstone until then.
//
//   INDEX/XAPIANDB            the manifest (manifest.h)
//   INDEX/segments/NNNNNNNN/  plain Xapian databases; one is fresh, that is writable
//   INDEX/building/           segments that are being made; worth nothing to the next start
//   INDEX/quarantine/         segments that were found corrupt
//   INDEX/lock, INDEX/format  the owner; the schema version
//
// Owned by one thread, the writer. Changes are seen by readers, and survive a killed process, once
// publish() has returned. The drop folders hold every article, so what can be read again need not
// be durable: the fresh segment is committed without fsync (Durability::kFresh), and thrown away
// unread when the machine itself went down; tombstones are in memory alone until a merge or a clean
// end, and what a crash leaves of old versions is found by reconcile.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/build/bulk_builder.h"
#include "index/store/build/segment_builder.h"
#include "index/store/library_types.h"
#include "index/store/segments/merge.h"
#include "index/store/view/live_view.h"

namespace quire::store {

class LibraryCore;  // library_core.h; what needs Xapian's headers

class Library {
 public:
  // Takes the lock and repairs what a crash left. An index of an older format is served as it is,
  // and counts() says that a rebuild is due; what of it cannot be served goes into quarantine.
  // kBusy when another process owns it, kUnsupported when a newer Quire wrote it.
  [[nodiscard]] static Result<std::unique_ptr<Library>> open(FileSystem& files,
                                                             LibraryOptions options);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // What open() found and did that the operator should know, one sentence each.
  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

  // For the readers of this process.
  [[nodiscard]] std::shared_ptr<const LiveView> live_view() const;

  // Puts the file's new documents in the place of whatever the library holds of it. Says whether
  // anything changed: a file whose state is what the library already has costs a look-up.
  [[nodiscard]] Result<bool> replace(const PreparedFile& prepared, Read read = Read::kChanged);
  // Takes out all documents of the file; says whether there were any.
  [[nodiscard]] Result<bool> remove(const article::FileKey& file);

  // Where a segment may be built that is to be adopted. `name`: unique. Any thread.
  [[nodiscard]] std::string building_path(const std::string& name) const;
  // Takes a built segment in as it is, with its files in the place of whatever the library holds of
  // them. `outdated[i]`: files[i] has been overtaken by a newer reading and does not count. Says
  // for each file whether it was taken. During a rebuild, `into_rebuild` says which library is
  // meant.
  [[nodiscard]] Result<std::vector<bool>> adopt(const BuiltSegment& built,
                                                const std::vector<bool>& outdated, Read read,
                                                bool into_rebuild);

  // Takes out the files of all drop folders but those named; gives the names of those that went.
  [[nodiscard]] Result<std::vector<std::string>> retain_drops(
      const std::vector<std::string>& names);

  // Makes all changes since the last publish visible at once. When it fails, as it does if one of
  // the changes has failed, none of them is: the handle is discarded and opened anew, and the
  // caller must bring the changes again. After such a failure the next one writes to the disk even
  // when there is nothing to publish.
  [[nodiscard]] Result<void> publish();

  // Seals the fresh segment if it has grown large and opens a new one. Only right after a publish.
  // Takes some fsyncs. An error leaves all as it was.
  [[nodiscard]] Result<void> seal_if_large();

  // What is to be merged next, if anything. merge_segments() may run it on any thread; then
  // finish_merge() takes the result in, right after a publish, and publishes it.
  // `loading`: more come all the time, so that it waits unless it must be.
  [[nodiscard]] std::optional<MergePlan> plan_merge(Pace pace = Pace::kSteady);
  [[nodiscard]] Result<void> finish_merge(const MergePlan& plan, const Result<void>& merged);

  // A whole new library is built beside the live one, which goes on: begin, adopt() all files into
  // it, finish. finish_rebuild() publishes it in the place of all that was there at the beginning;
  // what has changed in the live library meanwhile stays. Only right after a publish. Until it is
  // finished a crash or abandon_rebuild() leaves the live library as it is. When finish_rebuild()
  // fails the new library is served, and the next publish() tries to make it last; until then a
  // restart may find the older one.
  [[nodiscard]] Result<void> begin_rebuild();
  [[nodiscard]] Result<void> finish_rebuild();
  void abandon_rebuild();

  // Takes a segment that was found damaged out of the live library and puts it into quarantine,
  // only right after a publish. Its files are read again by whoever reconciles; until whole_again()
  // the library counts as partial. False when there is no such segment (any more). A rebuild that
  // holds it is given up.
  [[nodiscard]] Result<bool> quarantine(std::uint32_t segment);
  // Looks through the fresh segment, only right after a publish; what was wrong with it, and then
  // it is in quarantine and a new one has taken its place.
  [[nodiscard]] Result<std::optional<Error>> check_fresh();
  // Writes the manifest anew if what is on disk is not what was written.
  [[nodiscard]] Result<void> check_manifest();
  // All files of the segments in quarantine have been read again.
  void whole_again();

  // Of a large library the stories are found bit by bit, by whoever has nothing else to do, only
  // right after a publish. What is published meanwhile is of the stories that are known. Until they
  // are all known readers see some articles alone; what is withdrawn is known from the beginning.
  [[nodiscard]] bool knows_all_stories() const;
  [[nodiscard]] Result<void> learn_stories(std::chrono::milliseconds time);

  [[nodiscard]] LibraryCounts counts() const;

  // Publishes, syncs and notes that the library was left in good order. Nothing else may be called
  // afterwards.
  [[nodiscard]] Result<void> close();

 private:
  explicit Library(std::unique_ptr<LibraryCore> core);

  std::unique_ptr<LibraryCore> core_;
  std::vector<std::string> notices_;
};

}  // namespace quire::store
