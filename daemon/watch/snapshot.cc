#include "daemon/watch/snapshot.h"

#include <algorithm>

namespace quire::watch {

void Snapshot::append(std::string_view path, const FileStatus& status) {
  append(path, State{status.size, status.mtime_ns, status.inode, status.kind});
}

void Snapshot::append(std::string_view path, const State& state) {
  if (!entries_.empty() && path <= this->path(entries_.size() - 1)) return;
  entries_.push_back({paths_.size(), static_cast<std::uint32_t>(path.size()), state});
  paths_.append(path);
}

void Snapshot::carry_over(const Snapshot& older, std::string_view path) {
  const auto take = [&](std::size_t index) {
    append(older.path(index), older.entries_[index].state);
  };
  const std::string below = path.empty() ? std::string() : std::string(path) + '/';
  if (const std::size_t own = older.lower_bound(path);
      own < older.size() && older.path(own) == path) {
    take(own);
  }
  for (std::size_t index = older.lower_bound(below);
       index < older.size() && older.path(index).starts_with(below); ++index) {
    take(index);
  }
}

std::string_view Snapshot::path(std::size_t index) const {
  const Entry& entry = entries_[index];
  return std::string_view(paths_).substr(entry.offset, entry.length);
}

bool Snapshot::same_state(std::size_t index, const Snapshot& other, std::size_t other_index) const {
  return entries_[index].state == other.entries_[other_index].state;
}

std::size_t Snapshot::lower_bound(std::string_view path) const {
  const auto place =
      std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return std::string_view(paths_).substr(entry.offset, entry.length) < path;
      });
  return static_cast<std::size_t>(place - entries_.begin());
}

SnapshotChanges compare(const Snapshot& older, const Snapshot& newer) {
  SnapshotChanges changes;
  std::size_t before = 0;
  std::size_t now = 0;
  while (before < older.size() || now < newer.size()) {
    const int order = before == older.size() ? 1
                      : now == newer.size()  ? -1
                                             : older.path(before).compare(newer.path(now));
    if (order < 0) {
      changes.gone.emplace_back(older.path(before++));
    } else if (order > 0) {
      changes.changed.emplace_back(newer.path(now++));
    } else {
      if (!newer.same_state(now, older, before)) changes.changed.emplace_back(newer.path(now));
      ++now;
      ++before;
    }
  }
  return changes;
}

}  // namespace quire::watch
