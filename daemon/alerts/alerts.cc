#include "daemon/alerts/alerts.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "index/base/format.h"

namespace quire::alerts {
namespace {

// Matching gives way to searches and to indexing, a bulk load too.
constexpr int kNiceness = 10;

}  // namespace

Result<std::unique_ptr<Alerts>> Alerts::create(loop::Inbox& inbox, FileSystem& files,
                                               MatcherOptions options) {
  auto own = text::Stemmers::create(options.languages);
  if (!own) return own.error();
  auto matchers = text::Stemmers::create(options.languages);
  if (!matchers) return matchers.error();
  return std::unique_ptr<Alerts>(
      new Alerts(inbox, files, std::move(options), *std::move(own), *std::move(matchers)));
}

Alerts::Alerts(loop::Inbox& inbox, FileSystem& files, MatcherOptions options, text::Stemmers own,
               text::Stemmers matchers)
    : inbox_(inbox),
      live_(options.live),
      journal_(live_->journal()),
      drops_(options.drops),
      stemmers_(std::move(own)),
      tasks_(1) {
  matcher_ = std::make_unique<Matcher>(
      files, std::move(options), std::move(matchers), tasks_, [this](std::vector<Match> matches) {
        inbox_.post(
            [this, matches = std::move(matches)]() mutable { on_delivery(std::move(matches)); });
      });
  live_->on_news([this] {
    // One that waits stands for all.
    MatcherTask look = [](Matcher&) {};
    if (tasks_.size() == 0) tell(std::move(look));
  });
  thread_ = std::thread([matcher = matcher_.get()] {
    // Of the calling thread alone, as Linux has it.
    (void)::setpriority(PRIO_PROCESS, 0, kNiceness);
    while (matcher->step()) {
    }
  });
}

Alerts::~Alerts() {
  live_->on_news(nullptr);
  tasks_.close();
  thread_.join();
}

std::uint64_t Alerts::add_outlet(Outlet outlet) {
  outlets_[++last_outlet_] = std::move(outlet);
  return last_outlet_;
}

void Alerts::open(std::uint64_t outlet) {
  for (auto& [id, one] : subscriptions_) {
    if (one.outlet == outlet) one.lagging = false;
  }
  tell([outlet](Matcher& matcher) { matcher.open_outlet(outlet); });
}

void Alerts::remove_outlet(std::uint64_t outlet) {
  outlets_.erase(outlet);
  std::vector<std::uint64_t> gone;
  for (const auto& [id, one] : subscriptions_) {
    if (one.outlet == outlet) gone.push_back(id);
  }
  for (const std::uint64_t id : gone) end(id);
  tell([outlet](Matcher& matcher) { matcher.open_outlet(outlet); });
}

Result<Subscribed> Alerts::subscribe(std::uint64_t outlet, std::string_view query,
                                     std::optional<std::uint64_t> since) {
  if (subscriptions_.size() >= kMostSubscriptions ||
      query_bytes_ + query.size() > kMostQueryBytes) {
    return Error{ErrorCode::kTooLarge,
                 format("there are {} subscriptions, and no room for more", subscriptions_.size()),
                 "end some with \"unsubscribe\""};
  }
  if (!outlets_.contains(outlet)) {
    return Error{ErrorCode::kCancelled, "whoever asked for it has gone", {}};
  }
  auto standing = query::StandingQuery::read(query, {stemmers_, drops_});
  if (!standing) return standing.error();
  const std::uint64_t id = ++last_id_;
  const std::uint64_t now = live_->news();
  const std::uint64_t from = std::min(since.value_or(now), now);
  subscriptions_[id] = {outlet, from, query.size(), false};
  query_bytes_ += query.size();
  // What the inbox and the queue take must be copyable.
  auto shared = std::make_shared<query::StandingQuery>(*std::move(standing));
  tell([id, outlet, from, shared](Matcher& matcher) {
    matcher.add(id, outlet, std::move(*shared), from);
  });
  return Subscribed{id, from};
}

Result<void> Alerts::check(std::string_view query) {
  const auto standing = query::StandingQuery::read(query, {stemmers_, drops_});
  if (!standing) return standing.error();
  return {};
}

bool Alerts::unsubscribe(std::uint64_t outlet, std::uint64_t subscription) {
  const auto found = subscriptions_.find(subscription);
  if (found == subscriptions_.end() || found->second.outlet != outlet) return false;
  end(subscription);
  return true;
}

void Alerts::end(std::uint64_t subscription) {
  query_bytes_ -= subscriptions_[subscription].bytes;
  subscriptions_.erase(subscription);
  tell([subscription](Matcher& matcher) { matcher.remove(subscription); });
}

bool Alerts::is_lagging(std::uint64_t subscription) const {
  const auto found = subscriptions_.find(subscription);
  return found != subscriptions_.end() && found->second.lagging;
}

void Alerts::ask_positions(std::vector<std::uint64_t> subscriptions,
                           std::function<void(const Positions&)> told) {
  tell([this, subscriptions = std::move(subscriptions), told = std::move(told)](Matcher& matcher) {
    // Behind the deliveries that were posted before.
    inbox_.post([told, positions = matcher.positions(subscriptions)] { told(positions); });
  });
}

std::uint64_t Alerts::number_before(UnixSeconds when) const {
  return journal_ ? journal_->before(when) : 0;
}

void Alerts::on_delivery(std::vector<Match> matches) {
  std::map<std::uint64_t, std::vector<Match>> by_outlet;
  for (Match& match : matches) {
    const auto found = subscriptions_.find(match.subscription);
    if (found != subscriptions_.end()) by_outlet[found->second.outlet].push_back(std::move(match));
  }
  std::vector<Match> refused;
  std::vector<std::uint64_t> full;
  for (const auto& [outlet, its] : by_outlet) {
    const std::size_t before = refused.size();
    hand_over(outlet, its, refused);
    if (refused.size() > before) full.push_back(outlet);
  }
  tell([refused = std::move(refused), full = std::move(full)](Matcher& matcher) {
    for (const std::uint64_t outlet : full) matcher.close_outlet(outlet);
    matcher.taken(refused);
  });
}

void Alerts::hand_over(std::uint64_t outlet, std::span<const Match> matches,
                       std::vector<Match>& refused) {
  const auto place = outlets_.find(outlet);
  if (place == outlets_.end()) return;
  const std::size_t taken = place->second.take(matches);
  // What it took them on by may have ended it, or any of its subscriptions.
  for (const Match& match : matches.first(taken)) {
    const auto found = subscriptions_.find(match.subscription);
    if (found != subscriptions_.end()) found->second.last = match.number;
  }
  for (const Match& match : matches.subspan(taken)) {
    const auto found = subscriptions_.find(match.subscription);
    if (found == subscriptions_.end()) continue;
    refused.push_back({match.subscription, match.number, match.updated, {}});
    if (std::exchange(found->second.lagging, true)) continue;
    const auto still = outlets_.find(outlet);
    if (still != outlets_.end()) still->second.lagged(match.subscription, found->second.last);
  }
}

}  // namespace quire::alerts
