#include "index/store/view/reader.h"

#include "index/store/format/manifest.h"

namespace quire::store {

Reader::Reader(FileSystem& files, std::string index, std::shared_ptr<const LiveView> live)
    : files_(files), index_(std::move(index)), live_(std::move(live)) {}

Result<void> Reader::refresh() {
  if (!left_out_.empty() && std::chrono::steady_clock::now() >= left_out_until_) forget();
  if (!live_) return refresh_from_disk();
  if (sequence_ != 0 && live_->sequence() == sequence_) return {};
  return live_->read([this](const View& view) {
    sequence_ = view.sequence;
    return guarded("open the index", [&] { move_to(view); });
  });
}

Result<void> Reader::refresh_from_disk() {
  const auto status = files_.status(join_path(index_, kManifestName));
  if (!status) return status.error();
  if (*status == manifest_) {
    return guarded("refresh the index", [this] { snapshot_.database.reopen(); });
  }
  const auto manifest = read_manifest(files_, index_);
  if (!manifest) return manifest.error();
  View view;
  // By the generation every segment passes for changed, which is what nobody tells us.
  for (const std::string& name : manifest->segments) {
    view.segments.push_back({name, manifest->generation, nullptr});
  }
  manifest_ = *status;
  return guarded("open the index", [&] { move_to(view); });
}

void Reader::move_to(const View& view) {
  std::vector<Handle> next;
  bool same = true;
  for (const SegmentView& segment : view.segments) {
    auto handle = moved(segment);
    if (!handle) continue;
    const std::size_t at = next.size();
    same = same && at < handles_.size() && handles_[at].view.name == segment.name;
    next.push_back(*std::move(handle));
  }
  // Searching in nothing would be an answer, and a wrong one.
  if (next.empty() && !view.segments.empty()) {
    throw Xapian::DatabaseError("no segment can be opened");
  }
  same = same && next.size() == handles_.size();
  Snapshot snapshot = snapshot_of(next);
  // Its parts have moved, and it with them.
  if (same) snapshot.database = snapshot_.database;
  snapshot.partial = view.partial || next.size() < view.segments.size();
  snapshot.news = view.news;
  handles_ = std::move(next);
  snapshot_ = std::move(snapshot);
}

std::optional<Reader::Handle> Reader::moved(const SegmentView& segment) {
  if (left_out_.contains(segment.name)) return std::nullopt;
  const auto found = std::find_if(handles_.begin(), handles_.end(), [&](const Handle& handle) {
    return handle.view.name == segment.name;
  });
  const std::string path = format("{}/{}/{}", index_, kSegmentsFolder, segment.name);
  const auto newest = [&] {
    if (found == handles_.end()) {
      return Handle{segment, Xapian::Database(path, Xapian::DB_BACKEND_GLASS), path};
    }
    if (found->view.revision != segment.revision) found->database.reopen();
    return Handle{segment, found->database, path};
  };
  // Without a live view it may just have been merged away, and nothing is said against it.
  if (!live_) return newest();
  auto handle = guarded("open a segment", newest);
  if (handle) return *std::move(handle);
  // A process that is short of descriptors says nothing about the segment.
  const auto opened = files_.open(join_path(path, "iamglass"));
  if (!opened && opened.error().code == ErrorCode::kBusy) {
    throw Xapian::DatabaseError(handle.error().message);
  }
  leave_out(segment.name);
  return std::nullopt;
}

Snapshot Reader::snapshot_of(const std::vector<Handle>& handles) const {
  Snapshot snapshot;
  snapshot.segments = handles;
  for (std::size_t i = 0; i < handles.size(); ++i) {
    snapshot.database.add_database(handles[i].database);
    const auto& removed = handles[i].view.removed;
    if (!removed) continue;
    snapshot.tombstones[handles[i].database.get_uuid()] = removed;
    for (const Xapian::docid id : *removed) {
      snapshot.removed.push_back(snapshot.id_of(i, id));
    }
  }
  std::sort(snapshot.removed.begin(), snapshot.removed.end());
  return snapshot;
}

bool Reader::leave_out_damaged(const Attempt& attempt) {
  std::vector<std::string> damaged;
  for (const Handle& handle : handles_) {
    const auto result = attempt(snapshot_of({handle}));
    // Only what nobody writes to cannot be overtaken.
    const bool overtaken =
        !result && result.error().code == ErrorCode::kBusy && handle.view.revision != 0;
    if (!result && !overtaken) damaged.push_back(handle.view.name);
  }
  // What fails everywhere is not the fault of one segment.
  if (damaged.empty() || damaged.size() == handles_.size()) {
    suspicious_ = true;
    tell_suspicion();
    return false;
  }
  for (const std::string& name : damaged) leave_out(name);
  // Moves on, without them, to the state that there is.
  sequence_ = 0;
  manifest_ = FileStatus{};
  return true;
}

void Reader::leave_out(const std::string& segment) {
  left_out_.insert(segment);
  left_out_until_ = std::chrono::steady_clock::now() + kLeftOut;
  suspicious_ = true;
}

void Reader::tell_suspicion() {
  if (std::exchange(suspicious_, false) && live_) live_->suspect();
}

bool Reader::is_outdated() const {
  if (live_) return live_->sequence() != sequence_;
  const auto status = files_.status(join_path(index_, kManifestName));
  return status && *status != manifest_;
}

void Reader::forget() {
  sequence_ = 0;
  manifest_ = FileStatus{};
  handles_.clear();
  left_out_.clear();
  snapshot_ = Snapshot{};
}

}  // namespace quire::store
