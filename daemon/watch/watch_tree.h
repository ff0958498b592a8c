#pragma once
// Which watch descriptor stands for which folder, both ways. A pure class; loop thread only (or one
// test).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quire::watch {

class WatchTree {
 public:
  // `watch` stands for `path` from now on, and for nothing else. Returns the other descriptor that
  // stood for `path` until now, if there was one.
  std::optional<int> add(int watch, const std::string& path);
  // Null when the descriptor is not known; valid until the tree changes.
  [[nodiscard]] const std::string* path_of(int watch) const;
  [[nodiscard]] bool contains(std::string_view path) const { return by_path_.contains(path); }
  [[nodiscard]] bool contains(int watch) const { return by_watch_.contains(watch); }
  [[nodiscard]] std::vector<int> watches() const;
  void remove(int watch);
  // Removes the folder `path` and all below it; returns their descriptors.
  std::vector<int> remove_subtree(std::string_view path);
  [[nodiscard]] std::size_t size() const { return by_path_.size(); }

 private:
  using ByPath = std::map<std::string, int, std::less<>>;

  ByPath by_path_;
  std::unordered_map<int, ByPath::iterator> by_watch_;
};

}  // namespace quire::watch
