#include "index/store/reader.h"

#include "index/store/manifest.h"

namespace quire::store {
namespace {

// Xapian interleaves the ids of databases that are searched together.
Xapian::docid id_among(std::size_t databases, std::size_t index, Xapian::docid id) {
  return static_cast<Xapian::docid>((id - 1) * databases + index + 1);
}

}  // namespace

Reader::Reader(FileSystem& files, std::string index, std::shared_ptr<const LiveView> live)
    : files_(files), index_(std::move(index)), live_(std::move(live)) {}

Result<void> Reader::refresh() {
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
  bool same = view.segments.size() == handles_.size();
  for (const SegmentView& segment : view.segments) {
    const auto found = std::find_if(handles_.begin(), handles_.end(), [&](const Handle& handle) {
      return handle.segment.name == segment.name;
    });
    if (found == handles_.end()) {
      const std::string path = format("{}/{}/{}", index_, kSegmentsFolder, segment.name);
      next.push_back({segment, Xapian::Database(path, Xapian::DB_BACKEND_GLASS)});
      same = false;
      continue;
    }
    same = same && static_cast<std::size_t>(found - handles_.begin()) == next.size();
    if (found->segment.revision != segment.revision) found->database.reopen();
    next.push_back({segment, found->database});
  }
  Snapshot snapshot;
  if (same) {
    // Its parts have moved, and it with them.
    snapshot.database = snapshot_.database;
  } else {
    for (const Handle& handle : next) snapshot.database.add_database(handle.database);
  }
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (!next[i].segment.removed) continue;
    snapshot.tombstones[next[i].database.get_uuid()] = next[i].segment.removed;
    for (const Xapian::docid id : *next[i].segment.removed) {
      snapshot.removed.push_back(id_among(next.size(), i, id));
    }
  }
  std::sort(snapshot.removed.begin(), snapshot.removed.end());
  handles_ = std::move(next);
  snapshot_ = std::move(snapshot);
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
  snapshot_ = Snapshot{};
}

}  // namespace quire::store
