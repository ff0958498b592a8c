#include "index/store/library_core.h"

#include <algorithm>

#include "index/store/format/file_state.h"
#include "index/store/format/schema.h"

namespace quire::store {
namespace {

// Whether one of the documents is of that state, and the answer to whether the file could be read
// too: a file whose mode has changed may be readable now, and then its state is as it was.
bool has_state(const Xapian::Database& database, const DocumentIds& documents,
               const FileState& state, bool failed) {
  return std::any_of(documents.begin(), documents.end(), [&](std::uint32_t id) {
    const Xapian::Document document = database.get_document(id);
    const auto slot = decode_file_slot(document.get_value(slot::kFile));
    return slot && slot->state == state && document.get_value(slot::kPublished).empty() == failed;
  });
}

}  // namespace

LibraryCore::LibraryCore(FileSystem& files, LibraryOptions options, LibraryLock lock)
    : files_(files),
      options_(std::move(options)),
      lock_(std::move(lock)),
      folder_(files, options_.path),
      stories_(
          options_.story_contained,
          [this](story::ArticleNumber article) { return body_of(article); }, view_->stories()) {}

void LibraryCore::learn_files() {
  if (files_known_) return;
  live_.directory() = FileDirectory();
  for (const auto& segment : live_.segments()) {
    live_.learn(segment->database(), segment->number(), segment->removed());
  }
  live_.learn(fresh_.database(), fresh_.number(), {});
  files_known_ = true;
}

std::unique_ptr<Segment> LibraryCore::opened(std::uint32_t number) {
  const std::string name = segment_name(number);
  return std::make_unique<Segment>(number, folder_.segment_path(name), folder_.bytes_of(name));
}

bool LibraryCore::remove_file(const article::FileKey& file) {
  const std::uint64_t key = fingerprint(file);
  adopted_marks_.erase(key);
  fresh_marks_.erase(key);
  if (rebuild_) {
    if (const auto built = rebuild_->group.directory().find(key)) {
      Segment* segment = rebuild_->group.find(rebuild_->group.current(built->segment));
      if (segment != nullptr) segment->remove(file);
      rebuild_->group.directory().erase(key);
    }
  }
  const auto known = live_.directory().find(key);
  if (!known) return false;
  live_.directory().erase(key);
  bool any = false;
  const bool several = known->segment == FileDirectory::kSeveral;
  if (several || known->segment == fresh_.number()) {
    const DocumentIds documents = documents_of(fresh_.database(), file);
    stories_.forget(fresh_.database(), documents);
    any = fresh_.remove(documents);
  }
  const std::uint32_t number = live_.current(known->segment);
  for (const auto& segment : live_.segments()) {
    if (!several && segment->number() != number) continue;
    stories_.forget(segment->database(), documents_of(segment->database(), file));
    any = segment->remove(file) || any;
  }
  return any;
}

bool LibraryCore::holds(const article::FileKey& file, const FileState& state, bool failed) {
  const auto known = live_.directory().find(fingerprint(file));
  if (!known || known->segment == FileDirectory::kSeveral || known->state != short_state(state)) {
    return false;
  }
  // What stands in an older segment goes with it when the rebuild ends; and the rebuild's own
  // reading of the file does not count any more, now that there is a later one.
  const std::uint32_t number = live_.current(known->segment);
  if (rebuild_ && number < rebuild_->first) return false;
  const Segment* segment = live_.find(number);
  const Xapian::Database& database = segment != nullptr ? segment->database() : fresh_.database();
  return has_state(database, documents_of(database, file), state, failed);
}

Result<bool> LibraryCore::replace(const PreparedFile& prepared, Read read) {
  return changed("index a file", [&] {
    const bool failed = prepared.articles() == 0;
    if (read == Read::kChanged && holds(prepared.file(), prepared.state(), failed)) return false;
    remove_file(prepared.file());
    fresh_.add(prepared);
    fresh_marks_.put(fingerprint(prepared.file()), prepared.marks());
    stories_.learn(prepared.documents());
    live_.directory().put(fingerprint(prepared.file()), short_state(prepared.state()),
                          fresh_.number());
    return true;
  });
}

Result<bool> LibraryCore::remove(const article::FileKey& file) {
  return changed("remove a file", [&] { return remove_file(file); });
}

Result<std::vector<bool>> LibraryCore::adopt(const BuiltSegment& built,
                                             const std::vector<bool>& outdated, Read read,
                                             bool into_rebuild) {
  if (into_rebuild && !rebuild_) {
    (void)files_.remove_tree(built.path);
    return Error{ErrorCode::kCancelled, "the rebuild was given up", {}};
  }
  const std::uint32_t number = next_number();
  if (auto moved = folder_.move_in(built.path, segment_name(number)); !moved) {
    (void)files_.remove_tree(built.path);
    if (!failure_) failure_ = moved.error();
    return moved.error();
  }
  if (!into_rebuild) adopted_.push_back(number);
  return changed("take in a segment", [&] {
    auto segment = opened(number);
    statistics_.added_bytes += segment->size().bytes;
    FileDirectory& directory = (into_rebuild ? rebuild_->group : live_).directory();
    std::vector<bool> taken(built.files.size());
    for (std::size_t i = 0; i < built.files.size(); ++i) {
      const BuiltFile& file = built.files[i];
      taken[i] = !outdated[i] && take(file, read, *segment, into_rebuild);
      if (taken[i]) {
        directory.put(fingerprint(file.file), short_state(file.state), number);
        note_news(file, into_rebuild);
        continue;
      }
      DocumentIds documents;
      for (std::uint32_t id = 0; id < file.count; ++id) documents.push_back(file.first + id);
      segment->remove(documents);
    }
    const Segment& added = *segment;
    (into_rebuild ? rebuild_->group : live_).add(std::move(segment));
    if (!into_rebuild) stories_.learn(added.database(), added.removed());
    return taken;
  });
}

bool LibraryCore::take(const BuiltFile& file, Read read, Segment& segment, bool into_rebuild) {
  const std::uint64_t key = fingerprint(file.file);
  if (into_rebuild) {
    // What the live library has read since the rebuild began stays; a later change of the file is
    // seen as such.
    const auto live = live_.directory().find(key);
    const bool newer = live && live->segment != FileDirectory::kSeveral &&
                       live_.current(live->segment) >= rebuild_->first;
    if (newer) return false;
    const auto built = rebuild_->group.directory().find(key);
    if (!built) return true;
    Segment* older = rebuild_->group.find(rebuild_->group.current(built->segment));
    if (older != nullptr) older->remove(file.file);
    return true;
  }
  if (read == Read::kChanged && holds(file.file, file.state, file.failed)) return false;
  // Twice in one segment: the later reading counts.
  const auto known = live_.directory().find(key);
  if (known && known->segment == segment.number()) {
    DocumentIds older = documents_of(segment.database(), file.file);
    std::erase_if(older, [&](std::uint32_t id) { return id >= file.first; });
    segment.remove(older);
    return true;
  }
  remove_file(file.file);
  return true;
}

Result<std::vector<std::string>> LibraryCore::retain_drops(const std::vector<std::string>& names) {
  return changed("remove the files of other drop folders", [&] {
    std::vector<std::string> gone;
    const auto retain = [&](const Xapian::Database& database, const auto& remove) {
      for (const std::string& drop : drops_in(database)) {
        if (std::find(names.begin(), names.end(), drop) != names.end()) continue;
        remove(documents_of_drop(database, drop));
        if (std::find(gone.begin(), gone.end(), drop) == gone.end()) gone.push_back(drop);
      }
    };
    for (const auto& segment : live_.segments()) {
      retain(segment->database(), [&](const DocumentIds& ids) { segment->remove(ids); });
    }
    retain(fresh_.database(), [&](const DocumentIds& ids) { fresh_.remove(ids); });
    if (!gone.empty()) files_known_ = stories_known_ = false;
    return gone;
  });
}

Manifest LibraryCore::next_manifest() const {
  Manifest next;
  next.generation = manifest_.generation + 1;
  next.next_segment = next_segment_;
  next.fresh = segment_name(fresh_.number());
  next.numbered = manifest_.numbered;
  next.reserved = manifest_.reserved;
  for (const auto& segment : live_.segments()) {
    next.segments.push_back(segment_name(segment->number()));
  }
  next.segments.push_back(next.fresh);
  return next;
}

View LibraryCore::next_view() const {
  View view;
  view.partial = partial_;
  view.news = news_->last();
  for (const auto& segment : live_.segments()) view.segments.push_back(segment->view());
  view.segments.push_back(fresh_.view());
  return view;
}

void LibraryCore::show() {
  view_->publish([this] { return std::optional(next_view()); });
}

Result<void> LibraryCore::publish() {
  if (!failure_) {
    auto listed = ready_to_write();
    if (listed) listed = publish_manifest_if_changed();
    if (listed) listed = commit();
    if (listed) {
      remove_unlisted();
      // What finish_rebuild() could not write; the changes do not depend on it.
      (void)note_format();
      doubtful_ = false;
      return {};
    }
    failure_ = listed.error();
  }
  doubtful_ = true;
  roll_back();
  (void)ready_to_write();  // or the next change makes it so
  return *std::exchange(failure_, std::nullopt);
}

Result<void> LibraryCore::ready_to_write() {
  if (fresh_.is_open()) return {};
  auto opened = open_fresh();
  if (opened) show();
  return opened;
}

Result<void> LibraryCore::publish_manifest_if_changed() {
  Manifest next = next_manifest();
  if (next.segments == manifest_.segments && !doubtful_) return {};
  const auto numbered = write_news(adopted_marks_);
  if (!numbered) return numbered.error();
  if (auto published = publish_numbered(next, *numbered); !published) return published;
  adopted_.clear();
  adopted_marks_.clear();
  return {};
}

void LibraryCore::remove_unlisted() {
  for (const std::string& name : std::exchange(unlisted_, {})) folder_.remove_segment(name);
}

// The new documents and the tombstones of what they replace are seen together.
Result<void> LibraryCore::commit() {
  // Xapian 1.4 writes values in a destructor, where an error of the disk would end the process.
  if (fresh_.changed()) {
    if (auto room = folder_.check_room(fresh_.bytes_to_commit()); !room) return room;
  }
  const auto numbered = write_news(fresh_marks_);
  if (!numbered) return numbered.error();
  Result<void> committed = reserve_numbers(*numbered);
  view_->publish([&]() -> std::optional<View> {
    if (!committed) return std::nullopt;
    committed = guarded("commit the fresh segment", [&] {
      if (*numbered != news_->last()) fresh_.note_number(*numbered);
      fresh_.commit();
    });
    if (!committed) return std::nullopt;
    news_->accept();
    for (const auto& segment : live_.segments()) segment->publish();
    stories_.publish();
    return next_view();
  });
  if (!committed) news_->discard();
  if (committed) fresh_marks_.clear();
  if (committed && rebuild_) {
    for (const auto& segment : rebuild_->group.segments()) segment->publish();
  }
  return committed;
}

// After a failed commit a handle is in no state to be used again, and a failed change has taken the
// others since the last commit with it.
void LibraryCore::roll_back() {
  fresh_.discard();
  for (const auto& segment : live_.segments()) segment->roll_back();
  live_.take([this](const Segment& segment) {
    return std::find(adopted_.begin(), adopted_.end(), segment.number()) != adopted_.end();
  });
  for (const std::uint32_t number : adopted_) folder_.remove_segment(segment_name(number));
  adopted_.clear();
  adopted_marks_.clear();
  fresh_marks_.clear();
  // What the rebuild has of these files can no longer be told.
  abandon_rebuild();
  files_known_ = stories_known_ = false;
}

LibraryCounts LibraryCore::counts() const {
  LibraryCounts counts = statistics_;
  const auto counted = guarded("count", [this] { return count_documents(fresh_.database()); });
  if (counted) {
    counts.articles = counted->articles;
    counts.failed_files = counted->failed;
  }
  counts.segments = live_.segments().size() + 1;
  for (const auto& segment : live_.segments()) {
    counts.articles += segment->counts().articles;
    counts.failed_files += segment->counts().failed;
    counts.tombstones += segment->size().removed;
    counts.merging = counts.merging || segment->merging();
  }
  counts.rebuilding = rebuild_.has_value();
  counts.rebuild_due = rebuild_due_;
  counts.partial = partial_;
  return counts;
}

}  // namespace quire::store
