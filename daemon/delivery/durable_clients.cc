// The part of DurableAlerts that clients ask for.

#include <utility>

#include "daemon/delivery/durable_alerts.h"
#include "index/base/format.h"

namespace quire::delivery {

void DurableAlerts::subscribe(const Wanted& wanted, std::uint64_t outlet,
                              const std::function<void(Result<Kept>)>& answer) {
  const auto is_there = may_connect(wanted);
  if (!is_there) return answer(is_there.error());
  if (*is_there) return answer(connect(wanted, outlet));
  define(wanted, outlet, answer);
}

// Whether it is there as it is wanted; false when it has to be made, or to get a feed.
Result<bool> DurableAlerts::may_connect(const Wanted& wanted) {
  const auto refused = [](ErrorCode code, std::string what, std::string hint) {
    return Error{code, std::move(what), std::move(hint)};
  };
  if (!config::is_alert_name(wanted.name)) {
    return refused(ErrorCode::kInvalidArgument,
                   format("\"{}\" cannot be an alert's name", wanted.name),
                   "use 1 to 64 letters, digits, '_' and '-'");
  }
  const auto found = alerts_.find(wanted.name);
  if (found == alerts_.end()) {
    if (auto read = to_.alerts.check(wanted.query); !read) return read.error();
    if (alerts_.size() < kMost) return false;
    return refused(ErrorCode::kTooLarge, format("there are {} alerts already", kMost),
                   "end some with \"unsubscribe\"");
  }
  const Alert& alert = found->second;
  if (alert.from_settings) {
    return refused(ErrorCode::kInvalidArgument,
                   format("the alert \"{}\" is one of the settings", wanted.name),
                   "choose another name");
  }
  if (alert.settings.query != wanted.query) {
    return refused(
        ErrorCode::kInvalidArgument, format("the alert \"{}\" has another query", wanted.name),
        format("it is: {}; to change it, end it with \"unsubscribe\" first", alert.settings.query));
  }
  if (alert.connecting || places_.at(alert.ids.at(Channel::kClient)).way.subscription != 0) {
    return refused(ErrorCode::kBusy,
                   format("another client is connected to the alert \"{}\"", wanted.name),
                   "one at a time gets its matches");
  }
  return !wanted.feed || !alert.settings.feed.empty();
}

void DurableAlerts::define(const Wanted& wanted, std::uint64_t outlet,
                           const std::function<void(Result<Kept>)>& answer) {
  const bool is_new = !alerts_.contains(wanted.name);
  Alert& alert = alerts_[wanted.name];
  alert.settings.name = wanted.name;
  alert.settings.query = wanted.query;
  alert.connecting = true;
  if (is_new) {
    (void)add_place(alert, Channel::kClient, wanted.since.value_or(to_.alerts.last_number()));
  }
  const std::uint64_t from = places_.at(alert.ids.at(Channel::kClient)).way.upto;
  const auto done = [this, wanted, outlet, answer, is_new](const Result<void>& written) {
    const auto found = alerts_.find(wanted.name);
    if (found == alerts_.end()) {
      return answer(Error{ErrorCode::kCancelled, "the alert was ended again", {}});
    }
    found->second.connecting = false;
    if (!written) {
      if (is_new) end(wanted.name);
      return answer(written.error());
    }
    if (wanted.feed) {
      found->second.settings.feed = books_.feed_path(wanted.name);
      begin(found->second, Channel::kFeed,
            places_.at(found->second.ids.at(Channel::kClient)).way.upto);
    }
    answer(connect(wanted, outlet));
  };
  tell([this, wanted, from, is_new, done](Courier& courier) {
    auto written =
        is_new ? courier.books().note(wanted.name, Channel::kClient, from) : Result<void>();
    if (written) written = courier.books().define(wanted.name, wanted.query, wanted.feed);
    to_.inbox.post([done, written = std::move(written)] { done(written); });
  });
}

Result<Kept> DurableAlerts::connect(const Wanted& wanted, std::uint64_t outlet) {
  Alert& alert = alerts_.at(wanted.name);
  const std::uint64_t id = alert.ids.at(Channel::kClient);
  Way& way = places_.at(id).way;
  const auto begun = to_.alerts.subscribe(outlet, wanted.query, wanted.since.value_or(way.upto));
  if (!begun) return begun.error();
  way.outlet = outlet;
  way.subscription = begun->subscription;
  way.upto = begun->seq;
  clients_[way.subscription] = id;
  return Kept{begun->subscription, begun->seq, alert.settings.feed};
}

void DurableAlerts::sent(std::uint64_t subscription, std::uint64_t number) {
  const auto found = clients_.find(subscription);
  if (found == clients_.end()) return;
  Way& way = places_.at(found->second).way;
  way.upto = number;
  ++way.matched;
  ++way.delivered;
  note(found->second);
}

void DurableAlerts::disconnect(std::uint64_t subscription) {
  const auto found = clients_.find(subscription);
  if (found == clients_.end()) return;
  places_.at(found->second).way.subscription = 0;
  clients_.erase(found);
}

void DurableAlerts::disconnect_all(std::uint64_t outlet) {
  for (auto& [id, place] : places_) {
    if (place.channel != Channel::kClient || place.way.outlet != outlet) continue;
    clients_.erase(place.way.subscription);
    place.way.subscription = 0;
  }
}

void DurableAlerts::remove(const std::string& name,
                           const std::function<void(Result<void>)>& answer) {
  const auto found = alerts_.find(name);
  if (found == alerts_.end()) {
    return answer(Error{ErrorCode::kInvalidArgument, format("there is no alert \"{}\"", name),
                        "`quire alerts` lists them"});
  }
  if (found->second.from_settings) {
    return answer(Error{ErrorCode::kInvalidArgument,
                        format("the alert \"{}\" is one of the settings", name),
                        "take its [[alert]] out of them"});
  }
  end(name);
  tell([this, name, answer](Courier& courier) {
    auto gone = courier.books().forget(name);
    to_.inbox.post([answer, gone = std::move(gone)] { answer(gone); });
  });
}

}  // namespace quire::delivery
