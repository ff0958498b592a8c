#include "daemon/delivery/durable_alerts.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"

namespace quire::delivery {
namespace {

// Matches that the Courier has of one channel. A feed takes many at a time.
constexpr std::size_t kMostForCommand = 16;
constexpr std::size_t kMostForFeed = 256;
// How often it is looked how far those are that nothing matches.
constexpr std::chrono::milliseconds kLook{2000};
// That much of the journal is rather matched again than noted.
constexpr std::uint64_t kNotWorthNoting = 1000;

std::size_t most_of(Channel channel) {
  return channel == Channel::kFeed ? kMostForFeed : kMostForCommand;
}

}  // namespace

Result<std::unique_ptr<DurableAlerts>> DurableAlerts::create(
    const Surroundings& surroundings, const std::string& folder,
    const std::vector<config::AlertSettings>& settings) {
  std::unique_ptr<DurableAlerts> made(new DurableAlerts(surroundings, folder));
  auto kept = made->books_.read_all();
  if (!kept) return kept.error();
  made->kept_ = *std::move(kept);
  made->begin_kept();
  made->set_settings(settings);
  // Here and now: from where an alert begins must stand on disk before anything is published.
  if (made->tasks_.size() > 0) (void)made->courier_.step();
  made->thread_ = std::thread([courier = &made->courier_] {
    while (courier->step()) {
    }
  });
  made->timer_.start_repeating(kLook, [alerts = made.get()] { alerts->look_at_positions(); });
  return made;
}

DurableAlerts::DurableAlerts(const Surroundings& surroundings, const std::string& folder)
    : to_(surroundings),
      books_(surroundings.files, folder),
      tasks_(1),
      timer_(surroundings.loop),
      courier_(surroundings.files, surroundings.clock, books_, tasks_,
               [this](std::uint64_t id, const Outcome& outcome) {
                 to_.inbox.post([this, id, outcome] { on_outcome(id, outcome); });
               }) {}

DurableAlerts::~DurableAlerts() {
  tasks_.close();
  if (thread_.joinable()) thread_.join();
  for (const auto& [id, place] : places_) {
    // How far the Courier has brought those that it still had it has noted itself.
    const bool unknown = place.way.waiting > 0;
    if (unknown || place.way.upto <= place.way.noted) continue;
    (void)books_.note(place.alert, place.channel, place.way.upto);
  }
}

void DurableAlerts::begin_kept() {
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    if (!kept->second.query) {
      ++kept;
      continue;
    }
    Alert& alert = alerts_[kept->first];
    alert.settings.name = kept->first;
    alert.settings.query = *kept->second.query;
    if (kept->second.feed) alert.settings.feed = books_.feed_path(kept->first);
    begin_all(alert, kept->second);
    kept = kept_.erase(kept);
  }
}

void DurableAlerts::set_settings(const std::vector<config::AlertSettings>& settings) {
  std::vector<std::string> gone;
  for (const auto& [name, alert] : alerts_) {
    const bool stays =
        !alert.from_settings ||
        std::any_of(settings.begin(), settings.end(),
                    [&name = name](const config::AlertSettings& one) { return one.name == name; });
    if (!stays) gone.push_back(name);
  }
  for (const std::string& name : gone) {
    end(name);
    kept_.try_emplace(name);  // to be forgotten below
  }
  for (const config::AlertSettings& one : settings) {
    const auto found = alerts_.find(one.name);
    if (found != alerts_.end() && !found->second.from_settings) {
      to_.log.warn(
          "alert \"{}\" of the settings does not begin: a client has made one of that name",
          one.name);
      continue;
    }
    if (found != alerts_.end()) {
      if (found->second.settings == one) continue;
      for (const auto& [channel, id] : found->second.ids) {
        kept_[one.name].upto[channel] = places_.at(id).way.upto;
      }
      end(one.name);
    }
    Alert& alert = alerts_[one.name];
    alert.settings = one;
    alert.from_settings = true;
    begin_all(alert, kept_[one.name]);
    if (!alert.problem) kept_.erase(one.name);
  }
  // What a client has made has begun; the rest is of those that are not in the settings any more.
  for (auto kept = kept_.begin(); kept != kept_.end();) {
    const bool waits = alerts_.contains(kept->first);
    if (!waits)
      tell([name = kept->first](Courier& courier) { (void)courier.books().forget(name); });
    kept = waits ? std::next(kept) : kept_.erase(kept);
  }
}

void DurableAlerts::begin_all(Alert& alert, const KeptAlert& kept) {
  const auto from = [&kept](Channel channel) {
    const auto found = kept.upto.find(channel);
    return found != kept.upto.end() ? std::optional(found->second) : std::nullopt;
  };
  if (!alert.from_settings) {
    (void)add_place(alert, Channel::kClient,
                    from(Channel::kClient).value_or(to_.alerts.last_number()));
  }
  if (!alert.settings.command.empty()) begin(alert, Channel::kCommand, from(Channel::kCommand));
  if (alert.settings.feed.empty()) return;
  auto feed = from(Channel::kFeed);
  // The file may be some matches ahead of the note. Without one it is that of another index, whose
  // numbers mean nothing here.
  if (feed) feed = std::max(*feed, FeedChannel::last_in(to_.files, alert.settings.feed));
  begin(alert, Channel::kFeed, feed);
}

std::uint64_t DurableAlerts::add_place(Alert& alert, Channel channel, std::uint64_t upto) {
  const std::uint64_t id = ++last_id_;
  Place& place = places_[id];
  place.alert = alert.settings.name;
  place.channel = channel;
  place.way.upto = upto;
  alert.ids[channel] = id;
  return id;
}

void DurableAlerts::begin(Alert& alert, Channel channel, std::optional<std::uint64_t> from) {
  const config::AlertSettings& settings = alert.settings;
  const std::uint64_t upto = from.value_or(to_.alerts.last_number());
  const std::uint64_t id = add_place(alert, channel, upto);
  const std::uint64_t outlet = to_.alerts.add_outlet(
      {[this, id](std::span<const alerts::Match> matches) { return take(id, matches); },
       [](auto, auto) {}});
  const auto begun = to_.alerts.subscribe(outlet, settings.query, upto);
  if (!begun) {
    to_.alerts.remove_outlet(outlet);
    places_.erase(id);
    alert.ids.erase(channel);
    Error error = begun.error();
    error.message = format("alert \"{}\" does not work: {}", settings.name, error.message);
    to_.log.warn("{}", describe(error));
    alert.problem = AlertProblem{std::move(error), now()};
    return;
  }
  Way& way = places_.at(id).way;
  way.outlet = outlet;
  way.subscription = begun->subscription;
  way.upto = begun->seq;
  if (channel == Channel::kCommand) {
    CommandOptions options{settings.name, settings.command,
                           std::chrono::seconds(settings.timeout_s), settings.retries};
    tell([id, options](Courier& courier) { courier.add_command(id, options); });
  } else {
    FeedOptions options{settings.name, settings.query, settings.feed, settings.entries};
    tell([id, options](Courier& courier) { courier.add_feed(id, options); });
  }
  way.noted = from.value_or(0);
  // Where a new one begins is noted at once: killed before the first match it would begin later.
  if (!from || way.upto != way.noted) note(id);
}

void DurableAlerts::end_way(std::uint64_t id) {
  const auto found = places_.find(id);
  const Way& way = found->second.way;
  if (found->second.channel == Channel::kClient) {
    (void)to_.alerts.unsubscribe(way.outlet, way.subscription);
    clients_.erase(way.subscription);
  } else {
    to_.alerts.remove_outlet(way.outlet);
    tell([id](Courier& courier) { courier.remove(id); });
  }
  places_.erase(found);
}

void DurableAlerts::end(const std::string& name) {
  const auto found = alerts_.find(name);
  for (const auto& [channel, id] : found->second.ids) end_way(id);
  alerts_.erase(found);
}

std::size_t DurableAlerts::take(std::uint64_t id, std::span<const alerts::Match> matches) {
  Place& place = places_.at(id);
  const std::size_t most = most_of(place.channel);
  const std::size_t room = most - std::min(most, place.way.waiting);
  const auto taken = matches.first(std::min(room, matches.size()));
  place.way.waiting += taken.size();
  place.way.matched += taken.size();
  for (const alerts::Match& match : taken) {
    tell([id, match](Courier& courier) { courier.push(id, match); });
  }
  return taken.size();
}

void DurableAlerts::on_outcome(std::uint64_t id, const Outcome& outcome) {
  const auto found = places_.find(id);
  if (found == places_.end()) return;
  Way& way = found->second.way;
  way.waiting -= outcome.delivered + outcome.given_up;
  way.delivered += outcome.delivered;
  if (outcome.upto > 0) way.upto = way.noted = outcome.upto;
  if (!outcome.failure.empty()) {
    Alert& alert = alerts_.at(found->second.alert);
    ++alert.failures;
    alert.last_failure = outcome.failure;
    alert.last_failure_at = now();
    to_.log.warn("alert \"{}\": {}", alert.settings.name, outcome.failure);
  }
  const bool has_room = way.waiting <= most_of(found->second.channel) / 2;
  if (has_room && to_.alerts.is_lagging(way.subscription)) to_.alerts.open(way.outlet);
}

void DurableAlerts::note(std::uint64_t id) {
  Place& place = places_.at(id);
  if (std::exchange(place.way.noting, true)) return;
  tell([this, id, name = place.alert, channel = place.channel,
        upto = place.way.upto](Courier& courier) {
    const bool noted = courier.books().note(name, channel, upto).ok();
    to_.inbox.post([this, id, noted, upto] {
      const auto found = places_.find(id);
      if (found == places_.end()) return;
      Way& way = found->second.way;
      way.noting = false;
      if (!noted) return;
      way.noted = std::max(way.noted, upto);
      if (found->second.channel == Channel::kClient && way.upto > way.noted) note(id);
    });
  });
}

void DurableAlerts::look_at_positions() {
  std::vector<std::uint64_t> subscriptions;
  for (const auto& [id, place] : places_) {
    if (place.way.subscription != 0) subscriptions.push_back(place.way.subscription);
  }
  if (subscriptions.empty()) return;
  to_.alerts.ask_positions(
      std::move(subscriptions),
      [this](const alerts::Alerts::Positions& positions) { on_positions(positions); });
}

void DurableAlerts::on_positions(const alerts::Alerts::Positions& positions) {
  for (auto& [id, place] : places_) {
    const auto position = positions.find(place.way.subscription);
    if (position == positions.end() || place.way.waiting > 0) continue;
    place.way.upto = std::max(place.way.upto, position->second);
    if (place.way.upto >= place.way.noted + kNotWorthNoting) note(id);
  }
}

UnixSeconds DurableAlerts::now() const { return to_.clock.wall_nanoseconds() / 1'000'000'000; }

std::vector<AlertReport> DurableAlerts::report() const {
  std::vector<AlertReport> reports;
  for (const auto& [name, alert] : alerts_) {
    AlertReport& one = reports.emplace_back();
    one.name = name;
    one.query = alert.settings.query;
    one.from_settings = alert.from_settings;
    if (!alert.settings.command.empty()) one.command = alert.settings.command.front();
    one.feed = alert.settings.feed;
    one.failures = alert.failures;
    one.last_failure = alert.last_failure;
    one.last_failure_at = alert.last_failure_at;
    bool first = true;
    for (const auto& [channel, id] : alert.ids) {
      const Way& way = places_.at(id).way;
      if (channel == Channel::kClient) one.connected = way.subscription != 0;
      // Of an alert without its client, that is not counted, how far the others are.
      const bool counts = way.subscription != 0 || alert.ids.size() == 1;
      if (!counts) continue;
      one.seq = first ? way.upto : std::min(one.seq, way.upto);
      one.matched = std::max(one.matched, way.matched);
      one.delivered = first ? way.delivered : std::min(one.delivered, way.delivered);
      one.lagging = one.lagging || to_.alerts.is_lagging(way.subscription);
      first = false;
    }
  }
  return reports;
}

std::vector<AlertProblem> DurableAlerts::problems() const {
  std::vector<AlertProblem> problems;
  for (const auto& [name, alert] : alerts_) {
    if (alert.problem) problems.push_back(*alert.problem);
  }
  return problems;
}

}  // namespace quire::delivery
