#pragma once
// The inside of Library, whose header says what each step promises. library_core.cc has the changes
// and the publish, library_open.cc the repair at the start, library_repair.cc that of a running
// library, library_merge.cc what makes segments of segments. Internal to the store.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "index/store/build/bulk_builder.h"
#include "index/store/format/xapian_boundary.h"
#include "index/store/index_folder.h"
#include "index/store/library_lock.h"
#include "index/store/library_types.h"
#include "index/store/news/news_journal.h"
#include "index/store/news/pending_marks.h"
#include "index/store/segments/fresh_segment.h"
#include "index/store/segments/segment_group.h"
#include "index/store/story_keeper.h"

namespace quire::store {

// A library that is being built beside the live one.
struct Rebuild {
  SegmentGroup group;
  std::uint32_t first = 0;  // live segments from this number on are newer than its beginning
  // Of its articles, those that are news.
  struct NewsFile {
    std::uint64_t file;
    std::uint32_t state;
    std::vector<ArticleMark> marks;
  };
  std::vector<NewsFile> news{};
};

class LibraryCore {
 public:
  LibraryCore(FileSystem& files, LibraryOptions options, LibraryLock lock);

  Result<void> prepare(std::vector<std::string>& notices);
  [[nodiscard]] const IndexFolder& folder() const { return folder_; }
  [[nodiscard]] std::shared_ptr<const LiveView> live_view() const { return view_; }

  Result<bool> replace(const PreparedFile& prepared, Read read);
  Result<bool> remove(const article::FileKey& file);
  Result<std::vector<bool>> adopt(const BuiltSegment& built, const std::vector<bool>& outdated,
                                  Read read, bool into_rebuild);
  Result<std::vector<std::string>> retain_drops(const std::vector<std::string>& names);
  Result<void> publish();
  Result<void> seal_if_large();
  std::optional<MergePlan> plan_merge(Pace pace);
  Result<void> finish_merge(const MergePlan& plan, const Result<void>& merged);
  Result<void> begin_rebuild();
  Result<void> finish_rebuild();
  void abandon_rebuild();
  Result<bool> quarantine(std::uint32_t number);
  Result<std::optional<Error>> check_fresh();
  Result<void> check_manifest();
  void whole_again();
  [[nodiscard]] bool knows_all_stories() const { return stories_known_ && unlearned_.empty(); }
  Result<void> learn_stories_for(std::chrono::milliseconds time);
  [[nodiscard]] LibraryCounts counts() const;
  Result<void> close();

 private:
  // Does something to the library and remembers whether it failed.
  template <class Work>
  auto changed(std::string_view what, Work&& work) -> Result<std::invoke_result_t<Work>> {
    auto ready = ready_to_write();
    auto result = ready ? guarded(what,
                                  [&] {
                                    learn_files();
                                    learn_stories();
                                    return std::forward<Work>(work)();
                                  })
                        : Result<std::invoke_result_t<Work>>(ready.error());
    if (!result && !failure_) failure_ = result.error();
    return result;
  }

  // library_stories.cc
  // If they are not known: of all articles when they are few; of more begins with the fresh segment
  // and with what withdraws others.
  void learn_stories();
  // Goes on with the others until the time has come.
  void learn_more_stories(SteadyTime until);
  // A segment that is made of some that are not learned is not either.
  void note_merged(const MergePlan& plan, std::uint32_t number);
  // The same, and shows them to the readers.
  Result<void> show_stories();
  [[nodiscard]] std::optional<std::string> body_of(story::ArticleNumber article) const;

  // library_open.cc
  // Whether a segment that cannot be opened for that reason goes into quarantine.
  [[nodiscard]] bool is_useless(const Error& error) const;
  Result<void> load_manifest(std::vector<std::string>& notices);
  Result<void> open_sealed(std::vector<std::string>& notices);
  Result<void> verify_fresh();
  Result<void> open_fresh_or_renew(std::vector<std::string>& notices);
  Result<void> renew_fresh();
  Result<void> open_fresh();

  // library_news.cc
  // Once, before anything is published. `fresh_is_lost`: with what it noted.
  Result<void> open_news(bool fresh_is_lost);
  [[nodiscard]] std::vector<ArticleMark> all_marks();
  // Writes what of `pending` is news, and gives the last number there is then.
  Result<std::uint64_t> write_news(const PendingMarks& pending);
  // All that has been given a number reaches the disk before a manifest that says so.
  Result<void> publish_numbered(Manifest& next, std::uint64_t numbered);
  Result<void> reserve_numbers(std::uint64_t numbered);
  // What of a finished rebuild is news.
  void note_rebuilt_news(Rebuild& built);

  // library_repair.cc
  Result<void> quarantine_fresh();
  Result<void> quarantine_sealed(std::uint32_t number);

  // library_core.cc
  // Opens the fresh segment if a failed publish has discarded its handle and could not do so.
  Result<void> ready_to_write();
  // What the segments hold, once: before the first change, and after a failed publish.
  void learn_files();
  [[nodiscard]] std::uint32_t next_number() { return static_cast<std::uint32_t>(next_segment_++); }
  [[nodiscard]] std::unique_ptr<Segment> opened(std::uint32_t number);
  bool remove_file(const article::FileKey& file);
  // The state is exactly that, and the answer to whether the file could be read too.
  [[nodiscard]] bool holds(const article::FileKey& file, const FileState& state, bool failed);
  void note_news(const BuiltFile& file, bool into_rebuild);
  [[nodiscard]] bool take(const BuiltFile& file, Read read, Segment& segment, bool into_rebuild);
  [[nodiscard]] Manifest next_manifest() const;
  [[nodiscard]] View next_view() const;
  Result<void> publish_manifest_if_changed();
  // The segments that the manifest does not list any more, nor the view.
  void remove_unlisted();
  Result<void> commit();
  void show();  // the view, after a step that committed nothing
  void roll_back();

  // library_merge.cc
  [[nodiscard]] SegmentGroup* group_of(const MergePlan& plan);
  Result<void> take_in(SegmentGroup& group, const MergePlan& plan, std::uint32_t number);
  Result<void> note_format();
  static void end_merge(SegmentGroup& group, const MergePlan& plan);
  Result<void> seal();
  Result<void> purge();

  FileSystem& files_;
  const LibraryOptions options_;
  LibraryLock lock_;
  IndexFolder folder_;
  const std::shared_ptr<LiveView> view_ = std::make_shared<LiveView>();

  Manifest manifest_;  // as it is on disk
  std::uint64_t next_segment_ = 1;
  FreshSegment fresh_;
  SegmentGroup live_;
  bool files_known_ = false;
  StoryKeeper stories_;
  bool stories_known_ = false;  // but for those of the articles in `unlearned_`
  // Segments, the next one last; of that one the documents before `learned_upto_` are known.
  std::vector<std::uint32_t> unlearned_;
  Xapian::docid learned_upto_ = 1;
  std::vector<std::uint32_t> adopted_;  // since the last publish
  std::shared_ptr<NewsJournal> news_;   // null until it is opened
  bool manifest_lost_ = false;          // it was missing or spoilt at the start
  PendingMarks adopted_marks_;          // since the last manifest
  PendingMarks fresh_marks_;            // since the last publish
  // Segments that are to be removed once the manifest does not list them any more.
  std::vector<std::string> unlisted_;
  std::optional<Error> failure_;  // of a change since the last publish
  // The last publish failed: the next one writes the manifest even if nothing has changed, and so
  // finds out whether the index can be written.
  bool doubtful_ = false;
  std::optional<Rebuild> rebuild_;
  bool rebuild_due_ = false;         // the format file is an older one
  bool older_is_gone_ = false;       // but the segments are all ours
  bool partial_ = false;             // see LibraryCounts
  std::uint64_t merge_targets_ = 0;  // names given so far
  LibraryCounts statistics_;         // what is counted since the start
};

}  // namespace quire::store
