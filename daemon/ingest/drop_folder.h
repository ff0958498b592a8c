#pragma once
// One drop folder on the loop: its watcher and what of it has changed and is still to be looked at.
// Loop thread only.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/ingest/work/work.h"
#include "daemon/watch/pending_changes.h"
#include "daemon/watch/watcher.h"

namespace quire::ingest {

struct DropOptions {
  std::string name;  // part of every article's id
  std::string root;  // absolute
  watch::IgnoreRules ignore;
  watch::Backend backend = watch::Backend::kInotify;
};

class DropFolder final : public watch::WatchListener {
 public:
  // What the pipeline wants to hear. Called on the loop.
  struct Events {
    std::function<std::uint64_t()> next_ticket;
    std::function<void()> changed;  // there is something in pending()
    std::function<void(const std::string& cookie)> cookie;
    std::function<void(DropFolder&, const Error&)> lost;
    std::function<void(DropFolder&)> found;
    std::function<void(DropFolder&, const std::string& relative, const Error&)> degraded;
  };

  DropFolder(const watch::WatchContext& context, DropOptions options, watch::WatchOptions watching,
             watch::PendingOptions pending, Events events);

  void start();
  void hurry() { watcher_->hurry(); }
  // Looks at all of it again.
  void rescan();
  // The same, to make good what was to be done for `ticket`.
  void rescan_for(std::uint64_t ticket);

  [[nodiscard]] Drop& drop() { return drop_; }
  [[nodiscard]] const Drop& drop() const { return drop_; }
  [[nodiscard]] const watch::IgnoreRules& ignore() const { return options_.ignore; }
  [[nodiscard]] watch::PendingChanges& pending() { return pending_; }
  [[nodiscard]] const watch::PendingChanges& pending() const { return pending_; }
  // The smallest ticket of what is still to be looked at; that of the start until the folder has
  // been found or found to be lost.
  [[nodiscard]] std::optional<std::uint64_t> oldest_ticket() const;
  [[nodiscard]] watch::WatchStatus status() const { return watcher_->status(); }
  [[nodiscard]] bool present() const { return present_; }

  void on_file(const std::string& relative, watch::Settled settled) override;
  void on_subtree(const std::string& relative, watch::SubtreeReason reason) override;
  void on_cookie(const std::string& name) override;
  void on_root_lost(const Error& error) override;
  void on_degraded(const std::string& relative, const Error& error) override;

 private:
  const Clock& clock_;
  const DropOptions options_;
  const Events events_;
  Drop drop_;
  watch::PendingChanges pending_;
  std::optional<std::uint64_t> start_ticket_;
  bool present_ = false;
  std::unique_ptr<watch::Watcher> watcher_;
};

}  // namespace quire::ingest
