#include "daemon/watch/poller.h"

#include <utility>

#include "daemon/watch/crawler.h"

namespace quire::watch {

// What goes to the pool thread and back.
struct Poller::Look {
  FileSystem& files;
  const std::shared_ptr<const WatchOptions> options;
  const std::string subtree;
  const std::shared_ptr<std::atomic<bool>> cancelled;
  const std::shared_ptr<const Snapshot> older;
  std::shared_ptr<const Snapshot> newer;
  Poll poll;

  void run() {
    // The cookies first: what was there before a cookie is then seen by the crawl for certain.
    if (subtree.empty()) poll.cookies = list_cookies(files, options->root);
    auto snapshot = std::make_shared<Snapshot>();
    CrawlVisitor visitor;
    visitor.on_file = [&](const std::string& relative, const FileStatus& status) {
      snapshot->append(relative, status);
    };
    visitor.on_error = [&](const std::string& relative, const Error&) {
      if (older) snapshot->carry_over(*older, relative);
    };
    visitor.cancelled = [this] { return cancelled->load(); };
    if (const auto crawled = crawl(files, options->root, subtree, options->ignore, visitor);
        !crawled) {
      poll.root_error = crawled.error();
      return;
    }
    if (older) poll.changes = compare(*older, *snapshot);
    newer = std::move(snapshot);
  }
};

void report_files(const Poll& poll, WatchListener& listener) {
  for (const std::string& path : poll.changes.changed) listener.on_file(path, Settled::kNo);
  for (const std::string& path : poll.changes.gone) listener.on_file(path, Settled::kYes);
}

std::vector<std::string> list_cookies(FileSystem& files, const std::string& root) {
  std::vector<std::string> cookies;
  const auto entries = files.list(root);
  if (!entries) return cookies;
  for (const DirectoryEntry& entry : *entries) {
    if (entry.name.starts_with(kCookiePrefix)) cookies.push_back(entry.name);
  }
  return cookies;
}

Poller::Poller(const WatchContext& context, std::shared_ptr<const WatchOptions> options,
               std::string subtree, OnPoll on_poll)
    : context_(context),
      options_(std::move(options)),
      subtree_(std::move(subtree)),
      on_poll_(std::move(on_poll)),
      cancelled_(std::make_shared<std::atomic<bool>>(false)),
      timer_(context.loop),
      background_(context.loop) {
  begin();
}

Poller::~Poller() { cancelled_->store(true); }

std::uint64_t Poller::hurry() {
  if (begun_ == finished_) {
    begin();
    return begun_;
  }
  again_ = true;
  return begun_ + 1;
}

void Poller::begin() {
  timer_.stop();
  again_ = false;
  auto look = std::make_shared<Look>(
      Look{context_.files, options_, subtree_, cancelled_, snapshot_, nullptr, {}});
  look->poll.number = ++begun_;
  look->poll.first = snapshot_ == nullptr;
  background_.run([look] { look->run(); }, [this, look] { finish(*look); });
}

void Poller::finish(Look& look) {
  finished_ = look.poll.number;
  if (look.newer) snapshot_ = std::move(look.newer);
  if (again_) {
    begin();
  } else {
    timer_.start(options_->poll_interval, [this] { begin(); });
  }
  const OnPoll report = on_poll_;  // it may destroy this
  report(look.poll);
}

}  // namespace quire::watch
