#pragma once
// The parts of a drop folder that could not be watched and are polled instead. Loop thread only.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/watch/poller.h"

namespace quire::watch {

struct UnwatchedFolder {
  std::string path;
  Error error;
};

class PolledSubtrees {
 public:
  // What every subtree must have reached: a look at each with at least that number.
  using Mark = std::vector<std::pair<std::string, std::uint64_t>>;

  // `on_polled` is called after each look, when its changes have been reported.
  PolledSubtrees(const WatchContext& context, std::shared_ptr<const WatchOptions> options,
                 WatchListener& listener, std::function<void(const Poll&)> on_polled);

  // Has `folder` polled with all below it, and says so, unless it is already. More than
  // kMaxSubtrees are polled as one, from the folder that holds them all.
  void add(const UnwatchedFolder& folder);
  // Stops polling `path` and what is below it.
  void remove_below(std::string_view path);
  // After a walk through `target` that could not watch `unwatched`: stops polling what in it is
  // watched by now.
  void keep_only(std::string_view target, const std::vector<UnwatchedFolder>& unwatched);

  [[nodiscard]] bool covers(std::string_view path) const;
  [[nodiscard]] bool is_root(std::string_view path) const { return pollers_.contains(path); }
  [[nodiscard]] std::size_t size() const { return pollers_.size(); }
  [[nodiscard]] std::vector<std::string> roots() const;

  // Has every subtree looked at once more from its beginning.
  [[nodiscard]] Mark hurry();
  // Whether that has been done, for those that are still polled.
  [[nodiscard]] bool reached(const Mark& mark) const;

  static constexpr std::size_t kMaxSubtrees = 8;

 private:
  void poll(const std::string& path);
  void on_poll(const std::string& path, const Poll& poll);
  [[nodiscard]] std::string common_parent(std::string_view path) const;

  const WatchContext context_;
  const std::shared_ptr<const WatchOptions> options_;
  WatchListener& listener_;
  const std::function<void(const Poll&)> on_polled_;
  std::map<std::string, std::unique_ptr<Poller>, std::less<>> pollers_;  // none below another
};

}  // namespace quire::watch
