#include "daemon/ingest/sync.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <memory>

#include "index/base/format.h"
#include "index/base/unique_fd.h"

namespace quire::ingest {
namespace {

void remove_files(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) ::unlink(path.c_str());
}

void remove_cookies_in(const std::string& root) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(root.c_str()), ::closedir);
  if (!directory) return;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name.starts_with(watch::kCookiePrefix)) ::unlink(join_path(root, name).c_str());
  }
}

}  // namespace

Sync::Sync(loop::Loop& loop, std::function<void()> barrier_changed)
    : loop_(loop), barrier_changed_(std::move(barrier_changed)), background_(loop) {}

void Sync::start(const std::vector<std::unique_ptr<DropFolder>>& folders,
                 std::chrono::milliseconds timeout, Callback callback) {
  const std::uint64_t number = ++last_wait_;
  Wait& wait = waits_[number];
  wait.callback = std::move(callback);
  std::set<std::string> cookies;
  std::vector<std::pair<DropFolder*, std::string>> to_write;
  for (const auto& folder : folders) {
    if (!folder->present()) continue;
    std::string name = format("{}{}-{}", watch::kCookiePrefix, ::getpid(), ++last_cookie_);
    wait.paths.push_back(join_path(folder->drop().root, name));
    to_write.emplace_back(folder.get(), name);
    cookies.insert(std::move(name));
  }
  wait.timer = std::make_unique<loop::Timer>(loop_);
  wait.timer->start(timeout, [this, number] {
    const auto found = waiters_.find(number);
    if (found != waiters_.end()) barrier_.remove(found->second);
    finish(number, Error{ErrorCode::kDeadlineExceeded, "sync took longer than its timeout",
                         "see `quire status` for what is still to be done"});
  });
  waiters_[number] = barrier_.add(std::move(cookies), [this, number] { finish(number, {}); });
  for (const auto& [folder, name] : to_write) write_cookie(*folder, name);
  barrier_changed_();
}

void Sync::write_cookie(DropFolder& folder, const std::string& name) {
  const std::string path = join_path(folder.drop().root, name);
  const auto written = std::make_shared<bool>(false);
  background_.run(
      [path, written] {
        const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        *written = fd.valid();
      },
      [this, &folder, name, written] {
        if (*written) return folder.hurry();
        // It may not be written to, so a look through all of it stands for the cookie.
        folder.rescan();
        cookie_seen(name);
      });
}

void Sync::cookie_seen(const std::string& name) {
  if (barrier_.cookie_seen(name)) barrier_changed_();
}

void Sync::folder_lost(const DropFolder& folder) {
  const std::string& root = folder.drop().root;
  for (const auto& [number, wait] : waits_) {
    for (const std::string& path : wait.paths) {
      if (parent_path(path) == root) barrier_.cookie_seen(path.substr(path.rfind('/') + 1));
    }
  }
  barrier_changed_();
}

void Sync::update(std::uint64_t last_ticket, std::uint64_t oldest_open) {
  if (!barrier_.empty()) barrier_.update(last_ticket, oldest_open);
}

void Sync::finish(std::uint64_t number, Result<void> result) {
  const auto found = waits_.find(number);
  if (found == waits_.end()) return;
  Wait wait = std::move(found->second);
  waits_.erase(found);
  waiters_.erase(number);
  background_.run([paths = std::move(wait.paths)] { remove_files(paths); }, [] {});
  wait.callback(std::move(result));
}

void Sync::remove_old_cookies(const DropFolder& folder) {
  background_.run([root = folder.drop().root] { remove_cookies_in(root); }, [] {});
}

}  // namespace quire::ingest
