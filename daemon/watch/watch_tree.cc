#include "daemon/watch/watch_tree.h"

#include "daemon/watch/path_prefix.h"

namespace quire::watch {

std::optional<int> WatchTree::add(int watch, const std::string& path) {
  const auto known = by_watch_.find(watch);
  if (known != by_watch_.end()) {
    if (known->second->first == path) return std::nullopt;
    by_path_.erase(known->second);
    by_watch_.erase(known);
  }
  std::optional<int> displaced;
  const auto [place, inserted] = by_path_.try_emplace(path, watch);
  if (!inserted) {
    displaced = place->second;
    by_watch_.erase(place->second);
    place->second = watch;
  }
  by_watch_.emplace(watch, place);
  return displaced;
}

const std::string* WatchTree::path_of(int watch) const {
  const auto known = by_watch_.find(watch);
  return known == by_watch_.end() ? nullptr : &known->second->first;
}

std::vector<int> WatchTree::watches() const {
  std::vector<int> watches;
  watches.reserve(by_watch_.size());
  for (const auto& [watch, place] : by_watch_) watches.push_back(watch);
  return watches;
}

void WatchTree::remove(int watch) {
  const auto known = by_watch_.find(watch);
  if (known == by_watch_.end()) return;
  by_path_.erase(known->second);
  by_watch_.erase(known);
}

std::vector<int> WatchTree::remove_subtree(std::string_view path) {
  std::vector<int> removed;
  for_each_at_or_below(by_path_, path, [&](ByPath::iterator place) {
    removed.push_back(place->second);
    by_watch_.erase(place->second);
    by_path_.erase(place);
  });
  return removed;
}

}  // namespace quire::watch
