#include "daemon/watch/root_monitor.h"

#include <memory>
#include <optional>
#include <utility>

#include "index/base/format.h"

namespace quire::watch {
namespace {

bool same_folder(const FileStatus& a, const FileStatus& b) {
  return a.inode == b.inode && a.device == b.device;
}

Error with_hint(Error error) {
  if (error.hint.empty()) {
    error.hint = "create or mount the drop folder; it is looked for again and again";
  }
  return error;
}

}  // namespace

RootMonitor::RootMonitor(const WatchContext& context, const WatchOptions& options,
                         WatchListener& listener, Callbacks callbacks)
    : files_(context.files),
      path_(options.root),
      period_(options.root_retry),
      listener_(listener),
      callbacks_(std::move(callbacks)),
      timer_(context.loop),
      background_(context.loop) {}

void RootMonitor::start() {
  timer_.start_repeating(period_, [this] { look(); });
  look();
}

void RootMonitor::look() {
  if (std::exchange(looking_, true)) {
    look_again_ = true;
    return;
  }
  // With "/." the root may be a symbolic link, and anything but a folder is an error.
  auto status = std::make_shared<std::optional<Result<FileStatus>>>();
  background_.run(
      [&files = files_, path = join_path(path_, "."), status] { *status = files.status(path); },
      [this, status] {
        looking_ = false;
        seen(**status);
        if (std::exchange(look_again_, false)) look();
      });
}

void RootMonitor::seen(const Result<FileStatus>& status) {
  if (!status) return lose(status.error());
  if (state_ == State::kFound) {
    if (same_folder(*status, identity_)) return;
    lose(Error{ErrorCode::kNotFound,
               format("another folder has taken the place of the drop folder {}", path_),
               "nothing has to be done: its content is indexed instead"});
  }
  state_ = State::kFound;
  identity_ = *status;
  callbacks_.on_found();
}

void RootMonitor::lose(const Error& error) {
  if (state_ == State::kLost) return;
  state_ = State::kLost;
  confirmed_ = false;
  ever_lost_ = true;
  if (!std::exchange(told_lost_, true)) listener_.on_root_lost(with_hint(error));
  callbacks_.on_lost();
}

SubtreeReason RootMonitor::confirm() {
  confirmed_ = true;
  told_lost_ = false;
  return ever_lost_ ? SubtreeReason::kReturned : SubtreeReason::kStart;
}

}  // namespace quire::watch
