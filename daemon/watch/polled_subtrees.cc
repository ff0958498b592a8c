#include "daemon/watch/polled_subtrees.h"

#include <algorithm>

#include "daemon/watch/path_prefix.h"

namespace quire::watch {
namespace {

// The folder that holds both, or one of them when it holds the other.
std::string_view common_folder(std::string_view a, std::string_view b) {
  while (!is_at_or_below(b, a)) {
    const std::size_t slash = a.rfind('/');
    a = slash == std::string_view::npos ? std::string_view() : a.substr(0, slash);
  }
  return a;
}

}  // namespace

PolledSubtrees::PolledSubtrees(const WatchContext& context,
                               std::shared_ptr<const WatchOptions> options, WatchListener& listener,
                               std::function<void(const Poll&)> on_polled)
    : context_(context),
      options_(std::move(options)),
      listener_(listener),
      on_polled_(std::move(on_polled)) {}

void PolledSubtrees::add(const UnwatchedFolder& folder) {
  if (covers(folder.path)) return;
  remove_below(folder.path);
  const std::string root =
      pollers_.size() < kMaxSubtrees ? folder.path : common_parent(folder.path);
  remove_below(root);
  listener_.on_degraded(root, folder.error);
  poll(root);
}

void PolledSubtrees::poll(const std::string& path) {
  pollers_.emplace(
      path, std::make_unique<Poller>(context_, options_, path,
                                     [this, path](const Poll& poll) { on_poll(path, poll); }));
}

void PolledSubtrees::on_poll(const std::string& path, const Poll& poll) {
  // A drop folder that cannot be listed is RootMonitor's business.
  if (poll.root_error) return;
  if (poll.first) {
    listener_.on_subtree(path, SubtreeReason::kNewFolder);
  } else {
    report_files(poll, listener_);
  }
  on_polled_(poll);
}

std::string PolledSubtrees::common_parent(std::string_view path) const {
  for (const auto& [root, poller] : pollers_) path = common_folder(path, root);
  return std::string(path);
}

void PolledSubtrees::remove_below(std::string_view path) {
  for_each_at_or_below(pollers_, path, [&](auto place) { pollers_.erase(place); });
}

void PolledSubtrees::keep_only(std::string_view target,
                               const std::vector<UnwatchedFolder>& unwatched) {
  for_each_at_or_below(pollers_, target, [&](auto place) {
    const std::string& root = place->first;
    const bool needed = std::any_of(unwatched.begin(), unwatched.end(), [&](const auto& folder) {
      return is_at_or_below(folder.path, root) || is_at_or_below(root, folder.path);
    });
    if (!needed) pollers_.erase(place);
  });
}

bool PolledSubtrees::covers(std::string_view path) const { return holds_prefix_of(pollers_, path); }

std::vector<std::string> PolledSubtrees::roots() const {
  std::vector<std::string> roots;
  for (const auto& [root, poller] : pollers_) roots.push_back(root);
  return roots;
}

PolledSubtrees::Mark PolledSubtrees::hurry() {
  Mark mark;
  for (const auto& [root, poller] : pollers_) mark.emplace_back(root, poller->hurry());
  return mark;
}

bool PolledSubtrees::reached(const Mark& mark) const {
  return std::all_of(mark.begin(), mark.end(), [&](const auto& wanted) {
    const auto place = pollers_.find(wanted.first);
    return place == pollers_.end() || place->second->finished() >= wanted.second;
  });
}

}  // namespace quire::watch
