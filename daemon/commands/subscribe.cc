#include "daemon/commands/subscribe.h"

#include "daemon/alerts/alerts.h"
#include "daemon/delivery/durable_alerts.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"
#include "index/base/rfc3339.h"
#include "index/query/syntax/days.h"

namespace quire::commands {
namespace {

std::optional<UnixSeconds> parse_since(const std::string& text) {
  if (const auto moment = parse_rfc3339(text)) return moment;
  return query::parse_ago(text, query::local_today());
}

// As many as the client takes, some at a time: a write costs more than what is in it.
std::size_t send_matches(ClientState& client, delivery::DurableAlerts& durable,
                         std::span<const alerts::Match> matches) {
  constexpr std::size_t kWrite = 16U << 10;  // bytes
  std::size_t sent = 0;
  while (sent < matches.size() && client.push) {
    std::vector<std::string> messages;
    for (std::size_t bytes = 0; sent + messages.size() < matches.size() && bytes < kWrite;) {
      const alerts::Match& match = matches[sent + messages.size()];
      messages.push_back(
          protocol::encode_match({match.subscription, match.number, match.updated, match.hit}));
      bytes += messages.back().size();
    }
    const auto written = matches.subspan(sent, messages.size());
    if (!client.push(std::move(messages))) break;
    for (const alerts::Match& match : written) durable.sent(match.subscription, match.number);
    sent += written.size();
  }
  return sent;
}

// The connection as a place for matches; made with its first subscription.
std::uint64_t outlet_of(Context& context, const std::shared_ptr<ClientState>& client) {
  if (client->outlet != 0) return client->outlet;
  alerts::Alerts& alerts = context.alerts;
  delivery::DurableAlerts& durable = context.durable;
  const std::weak_ptr<ClientState> weak = client;
  alerts::Outlet outlet;
  outlet.take = [&durable, weak](std::span<const alerts::Match> matches) {
    const auto state = weak.lock();
    return state ? send_matches(*state, durable, matches) : 0;
  };
  outlet.lagged = [weak](std::uint64_t subscription, std::uint64_t last) {
    const auto state = weak.lock();
    if (state && state->tell) state->tell(protocol::encode_lagged({subscription, last}));
  };
  client->outlet = alerts.add_outlet(std::move(outlet));
  client->drained = [&alerts, id = client->outlet] { alerts.open(id); };
  client->ended = [&alerts, &durable, id = client->outlet] {
    durable.disconnect_all(id);
    alerts.remove_outlet(id);
  };
  return client->outlet;
}

}  // namespace

void subscribe(Context& context, Call call) {
  const auto request = protocol::decode_subscribe(call.request.params);
  if (!request) return call.fail(request.error());
  std::optional<std::uint64_t> since = request->since;
  if (!request->since_time.empty()) {
    const auto moment = parse_since(request->since_time);
    if (!moment) {
      return call.fail(
          Error{ErrorCode::kInvalidArgument,
                format("\"{}\" in \"since\" of \"subscribe\" is no time", request->since_time),
                "write a number, 2h, or 2026-03-12T08:00:00Z"});
    }
    since = context.alerts.number_before(*moment);
  }
  const std::uint64_t outlet = outlet_of(context, call.client);
  if (request->durable) {
    return context.durable.subscribe(
        {request->name, request->query, request->feed, since}, outlet,
        [call = std::move(call)](const Result<delivery::Kept>& kept) {
          if (!kept) return call.fail(kept.error());
          call.succeed(protocol::SubscribeResponse{kept->subscription, kept->seq, kept->feed});
        });
  }
  const auto begun = context.alerts.subscribe(outlet, request->query, since);
  if (!begun) return call.fail(begun.error());
  call.succeed(protocol::SubscribeResponse{begun->subscription, begun->seq});
}

void unsubscribe(Context& context, Call call) {
  const auto request = protocol::decode_unsubscribe(call.request.params);
  if (!request) return call.fail(request.error());
  if (!request->name.empty()) {
    return context.durable.remove(request->name,
                                  [call = std::move(call)](const Result<void>& removed) {
                                    if (!removed) return call.fail(removed.error());
                                    call.succeed(protocol::UnsubscribeResponse{});
                                  });
  }
  if (!context.alerts.unsubscribe(call.client->outlet, request->subscription)) {
    return call.fail(Error{ErrorCode::kInvalidArgument,
                           format("this connection has no subscription {}", request->subscription),
                           "the answer to \"subscribe\" gives its number"});
  }
  context.durable.disconnect(request->subscription);
  call.succeed(protocol::UnsubscribeResponse{});
}

}  // namespace quire::commands
