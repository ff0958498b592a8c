#pragma once
// Standing queries on the wire: `subscribe`, `unsubscribe`, and the notifications `match` and
// `lagged`. Values and pure functions.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/protocol/messages.h"
#include "daemon/protocol/params.h"
#include "index/base/result.h"

namespace quire::protocol {

struct SubscribeRequest {
  std::string query;
  // Behind which number it begins; or since when, as text. Neither: from now on.
  std::optional<std::uint64_t> since;
  std::string since_time;  // RFC 3339, or "2h": as since: in a query
  // With a name the daemon keeps it, and how far it is.
  std::string name{};
  bool durable = false;  // set together with the name
  bool feed = false;     // and keeps a feed of it
};

struct SubscribeResponse {
  std::uint64_t subscription = 0;
  std::uint64_t seq = 0;  // matches have larger numbers
  std::string feed{};     // the path of its feed; empty: none
};

// One of the two.
struct UnsubscribeRequest {
  std::uint64_t subscription = 0;
  std::string name{};  // of one that the daemon keeps
};

struct UnsubscribeResponse {};

// The notification `match`.
struct MatchNotification {
  std::uint64_t subscription = 0;
  std::uint64_t seq = 0;
  bool updated = false;
  std::string hit;  // JSON text
};

// The notification `lagged`.
struct LaggedNotification {
  std::uint64_t subscription = 0;
  std::uint64_t seq = 0;
};

[[nodiscard]] Result<SubscribeRequest> decode_subscribe(const Params& params);
[[nodiscard]] Result<UnsubscribeRequest> decode_unsubscribe(const Params& params);
[[nodiscard]] std::string encode_response(std::string_view id, const SubscribeResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const UnsubscribeResponse& response);
[[nodiscard]] std::string encode_match(const MatchNotification& match);
[[nodiscard]] std::string encode_lagged(const LaggedNotification& lagged);
// What the command of an alert reads: the hit, with the alert's name and the match's number in
// front. Without a name only the number.
[[nodiscard]] std::string encode_alert(std::string_view name, const MatchNotification& match);
// A hit as it stands in the answer to a search.
[[nodiscard]] std::string encode_hit(const Hit& hit);

// The client's side.
[[nodiscard]] std::string encode_request(std::uint64_t id, const SubscribeRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const UnsubscribeRequest& request);
[[nodiscard]] Result<UnsubscribeResponse> decode_unsubscribe_response(std::string_view result);
[[nodiscard]] Result<SubscribeResponse> decode_subscribe_response(std::string_view result);
[[nodiscard]] Result<MatchNotification> decode_match(std::string_view params);
[[nodiscard]] Result<Hit> decode_hit(std::string_view hit);

}  // namespace quire::protocol
