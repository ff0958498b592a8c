#include "daemon/ingest/drop_folder.h"

namespace quire::ingest {

DropFolder::DropFolder(const watch::WatchContext& context, DropOptions options,
                       watch::WatchOptions watching, watch::PendingOptions pending, Events events)
    : clock_(context.clock),
      options_(std::move(options)),
      events_(std::move(events)),
      drop_(options_.name, options_.root),
      pending_(pending),
      watcher_(watch::create_watcher(options_.backend, context, std::move(watching), *this)) {}

void DropFolder::start() {
  start_ticket_ = events_.next_ticket();
  watcher_->start();
}

std::optional<std::uint64_t> DropFolder::oldest_ticket() const {
  return start_ticket_ ? start_ticket_ : pending_.oldest_ticket();
}

void DropFolder::rescan() {
  if (present_) on_subtree("", watch::SubtreeReason::kOverflow);
}

void DropFolder::rescan_for(std::uint64_t ticket) {
  if (!present_) return;
  pending_.add_subtree("", ticket, clock_.now());
  events_.changed();
}

void DropFolder::on_file(const std::string& relative, watch::Settled settled) {
  pending_.add_file(relative, settled, events_.next_ticket(), clock_.now());
  events_.changed();
}

void DropFolder::on_subtree(const std::string& relative, watch::SubtreeReason) {
  if (!present_) {
    present_ = true;
    events_.found(*this);
  }
  const std::uint64_t ticket = start_ticket_ ? *start_ticket_ : events_.next_ticket();
  start_ticket_.reset();
  pending_.add_subtree(relative, ticket, clock_.now());
  events_.changed();
}

void DropFolder::on_cookie(const std::string& name) { events_.cookie(name); }

void DropFolder::on_root_lost(const Error& error) {
  present_ = false;
  start_ticket_.reset();
  drop_.device = 0;
  events_.lost(*this, error);
}

void DropFolder::on_degraded(const std::string& relative, const Error& error) {
  events_.degraded(*this, relative, error);
}

}  // namespace quire::ingest
