#include "daemon/watch/pending_changes.h"

#include <algorithm>

#include "daemon/watch/path_prefix.h"

namespace quire::watch {

PendingChanges::PendingChanges(PendingOptions options) : options_(options) {}

void PendingChanges::add_file(const std::string& relative, Settled settled, std::uint64_t ticket,
                              SteadyTime now) {
  Entry change;
  change.settled = settled == Settled::kYes;
  change.ready = change.settled;
  change.first_ticket = ticket;
  change.order = next_order_++;
  change.since = now;
  change.due = change.settled ? now : now + options_.settle;
  if (const Place absorber = absorber_of(relative); absorber != entries_.end()) {
    return fold_into(absorber->second, change);
  }
  const Place known = entries_.find(relative);
  if (known == entries_.end()) return insert(relative, change);
  dequeue(known);
  fold_into(known->second, change);
  known->second.settled = change.settled;
  known->second.ready = change.ready;
  known->second.due = change.due;
  enqueue(known);
}

void PendingChanges::add_subtree(const std::string& relative, std::uint64_t ticket,
                                 SteadyTime due) {
  Entry change;
  change.subtree = true;
  change.first_ticket = ticket;
  change.order = next_order_++;
  change.since = due;
  change.due = due;
  if (const Place absorber = absorber_of(relative); absorber != entries_.end()) {
    dequeue(absorber);
    fold_into(absorber->second, change);
    absorber->second.due = std::min(absorber->second.due, due);
    return enqueue(absorber);
  }
  absorb_below(relative, change);
  insert(relative, change);
}

PendingChanges::Place PendingChanges::absorber_of(const std::string& relative) {
  if (subtrees_ == 0) return entries_.end();
  Place found = entries_.end();
  (void)find_prefix(relative, [&](std::string_view prefix) {
    found = entries_.find(prefix);
    if (found != entries_.end() && !found->second.subtree) found = entries_.end();
    return found != entries_.end();
  });
  return found;
}

void PendingChanges::insert(const std::string& relative, const Entry& entry) {
  if (entries_.size() >= options_.max_entries && !relative.empty()) {
    Entry root = entry;
    root.subtree = true;
    root.ready = true;
    root.due = entry.since;
    absorb_below("", root);
    return insert("", root);
  }
  const Place place = entries_.emplace(relative, entry).first;
  tickets_.insert(entry.first_ticket);
  if (entry.subtree) ++subtrees_;
  enqueue(place);
}

// The target keeps its place in the queues: for one that is in them already what is folded in is
// younger.
void PendingChanges::fold_into(Entry& target, const Entry& absorbed) {
  target.settled = target.settled && absorbed.settled;
  if (absorbed.first_ticket >= target.first_ticket) return;
  if (const auto ticket = tickets_.find(target.first_ticket); ticket != tickets_.end()) {
    tickets_.erase(ticket);
    tickets_.insert(absorbed.first_ticket);
  }
  target.first_ticket = absorbed.first_ticket;
}

void PendingChanges::absorb_below(const std::string& relative, Entry& subtree) {
  for_each_at_or_below(entries_, relative, [&](Place place) {
    const Entry absorbed = remove(place);
    subtree.settled = subtree.settled && absorbed.settled;
    subtree.first_ticket = std::min(subtree.first_ticket, absorbed.first_ticket);
    subtree.order = std::min(subtree.order, absorbed.order);
    subtree.since = std::min(subtree.since, absorbed.since);
  });
}

void PendingChanges::enqueue(Place place) {
  const Entry& entry = place->second;
  if (entry.ready) {
    ready_.emplace(ReadyKey{!entry.subtree, entry.order}, place);
  } else {
    waiting_.emplace(WaitingKey{entry.due, entry.order}, place);
  }
}

void PendingChanges::dequeue(Place place) {
  const Entry& entry = place->second;
  if (entry.ready) {
    ready_.erase(ReadyKey{!entry.subtree, entry.order});
  } else {
    waiting_.erase(WaitingKey{entry.due, entry.order});
  }
}

PendingChanges::Entry PendingChanges::remove(Place place) {
  dequeue(place);
  const Entry entry = place->second;
  tickets_.erase(tickets_.find(entry.first_ticket));
  if (entry.subtree) --subtrees_;
  entries_.erase(place);
  return entry;
}

std::vector<PendingChange> PendingChanges::take_due(SteadyTime now, std::size_t limit) {
  while (!waiting_.empty() && waiting_.begin()->first.first <= now) {
    const Place place = waiting_.begin()->second;
    dequeue(place);
    place->second.ready = true;
    enqueue(place);
  }
  std::vector<PendingChange> taken;
  while (!ready_.empty() && taken.size() < limit) {
    const Place place = ready_.begin()->second;
    std::string relative = place->first;
    const Entry entry = remove(place);
    taken.push_back(
        {std::move(relative), entry.subtree, entry.settled, entry.first_ticket, entry.since});
  }
  return taken;
}

std::optional<SteadyTime> PendingChanges::next_due() const {
  if (!ready_.empty()) return ready_.begin()->second->second.due;
  if (!waiting_.empty()) return waiting_.begin()->first.first;
  return std::nullopt;
}

std::optional<std::uint64_t> PendingChanges::oldest_ticket() const {
  if (tickets_.empty()) return std::nullopt;
  return *tickets_.begin();
}

}  // namespace quire::watch
