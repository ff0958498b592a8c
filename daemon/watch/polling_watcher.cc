#include "daemon/watch/polling_watcher.h"

#include <set>
#include <utility>

#include "daemon/watch/poller.h"
#include "daemon/watch/root_monitor.h"

namespace quire::watch {
namespace {

class PollingWatcher final : public Watcher {
 public:
  PollingWatcher(const WatchContext& context, WatchOptions options, WatchListener& listener,
                 std::optional<Error> degraded)
      : context_(context),
        options_(std::make_shared<const WatchOptions>(std::move(options))),
        listener_(listener),
        degraded_(std::move(degraded)),
        root_(context, *options_, listener,
              {[this] { begin_polling(); }, [this] { stop_polling(); }}) {}

  void start() override { root_.start(); }

  void hurry() override {
    if (poller_) poller_->hurry();
  }

  WatchStatus status() const override {
    WatchStatus status;
    status.backend = "polling";
    status.root_present = root_.confirmed();
    status.polled_folders = poller_ ? 1 : 0;
    return status;
  }

 private:
  void begin_polling() {
    tell_degraded();
    poller_ = std::make_unique<Poller>(context_, options_, "",
                                       [this](const Poll& poll) { on_poll(poll); });
  }

  void stop_polling() {
    tell_degraded();
    poller_.reset();
    cookies_.clear();
  }

  void tell_degraded() {
    if (const auto error = std::exchange(degraded_, std::nullopt)) {
      listener_.on_degraded("", *error);
    }
  }

  void on_poll(const Poll& poll) {
    if (poll.root_error) return root_.lose(*poll.root_error);
    if (poll.first) {
      listener_.on_subtree("", root_.confirm());
    } else {
      report_files(poll, listener_);
    }
    // Only those that are still there are remembered, so that the set does not grow.
    std::set<std::string> present(poll.cookies.begin(), poll.cookies.end());
    present.swap(cookies_);
    for (const std::string& name : cookies_) {
      if (!present.contains(name)) listener_.on_cookie(name);
    }
  }

  const WatchContext context_;
  const std::shared_ptr<const WatchOptions> options_;
  WatchListener& listener_;
  std::optional<Error> degraded_;  // until it has been told
  RootMonitor root_;
  std::unique_ptr<Poller> poller_;  // while the root is there
  std::set<std::string> cookies_;   // that the last look has found
};

}  // namespace

std::unique_ptr<Watcher> create_polling_watcher(const WatchContext& context, WatchOptions options,
                                                WatchListener& listener,
                                                std::optional<Error> degraded) {
  return std::make_unique<PollingWatcher>(context, std::move(options), listener,
                                          std::move(degraded));
}

}  // namespace quire::watch
