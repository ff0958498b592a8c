#include "daemon/protocol/subscribe.h"

#include "daemon/protocol/decoded.h"
#include "daemon/protocol/param_reader.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

std::string result_text(std::string_view id, const Json& result) {
  return format(R"({{"jsonrpc":"2.0","id":{},"result":{}}})", id, dump(result));
}

}  // namespace

Result<SubscribeRequest> decode_subscribe(const Params& params) {
  ParamReader reader(params, "subscribe");
  SubscribeRequest request;
  reader.text("query", request.query);
  reader.number_or_text("since", request.since, request.since_time);
  reader.text("name", request.name);
  reader.flag("durable", request.durable);
  reader.flag("feed", request.feed);
  if (request.durable == request.name.empty() || (request.feed && !request.durable)) {
    reader.fail("\"name\", \"durable\" and \"feed\" of \"subscribe\" go together",
                "one that the daemon is to keep has a name and \"durable\": true");
  }
  if (!reader.has("query")) {
    reader.fail("\"subscribe\" needs the parameter \"query\"",
                "an empty string matches all articles");
  }
  if (auto read = reader.finish(); !read) return read.error();
  return request;
}

Result<UnsubscribeRequest> decode_unsubscribe(const Params& params) {
  ParamReader reader(params, "unsubscribe");
  std::optional<std::uint64_t> subscription;
  std::string text;
  UnsubscribeRequest request;
  reader.number_or_text("subscription", subscription, text);
  reader.text("name", request.name);
  if (subscription.has_value() != request.name.empty()) {
    reader.fail("\"unsubscribe\" needs the number of a \"subscription\", or a \"name\"",
                "the answer to \"subscribe\" gives the number");
  }
  if (auto read = reader.finish(); !read) return read.error();
  request.subscription = subscription.value_or(0);
  return request;
}

std::string encode_response(std::string_view id, const SubscribeResponse& response) {
  Json result = {{"subscription", response.subscription}, {"seq", response.seq}};
  if (!response.feed.empty()) result["feed"] = response.feed;
  return result_text(id, result);
}

std::string encode_response(std::string_view id, const UnsubscribeResponse&) {
  return result_text(id, Json::object());
}

std::string encode_match(const MatchNotification& match) {
  return format(
      R"({{"jsonrpc":"2.0","method":"match","params":{{"subscription":{},"seq":{},{}"hit":{}}}}})",
      match.subscription, match.seq, match.updated ? R"("updated":true,)" : "", match.hit);
}

std::string encode_alert(std::string_view name, const MatchNotification& match) {
  const std::string alert = name.empty() ? "" : format(R"("alert":"{}",)", name);
  return format(R"({{{}"seq":{},"again":{},{})", alert, match.seq, match.updated,
                match.hit.substr(1));
}

std::string encode_lagged(const LaggedNotification& lagged) {
  return format(R"({{"jsonrpc":"2.0","method":"lagged","params":{{"subscription":{},"seq":{}}}}})",
                lagged.subscription, lagged.seq);
}

std::string encode_request(std::uint64_t id, const SubscribeRequest& request) {
  Json params = {{"query", request.query}};
  if (request.since) params["since"] = *request.since;
  if (!request.since_time.empty()) params["since"] = request.since_time;
  if (!request.name.empty()) params["name"] = request.name;
  if (request.durable) params["durable"] = true;
  if (request.feed) params["feed"] = true;
  return request_text(id, "subscribe", std::move(params));
}

std::string encode_request(std::uint64_t id, const UnsubscribeRequest& request) {
  Json params = Json::object();
  if (request.name.empty()) {
    params["subscription"] = request.subscription;
  } else {
    params["name"] = request.name;
  }
  return request_text(id, "unsubscribe", std::move(params));
}

Result<UnsubscribeResponse> decode_unsubscribe_response(std::string_view result) {
  return decoded(result, [](const Json&) { return UnsubscribeResponse{}; });
}

Result<SubscribeResponse> decode_subscribe_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    return SubscribeResponse{json.at("subscription").get<std::uint64_t>(),
                             json.at("seq").get<std::uint64_t>(),
                             json.value("feed", std::string())};
  });
}

Result<MatchNotification> decode_match(std::string_view params) {
  return decoded(params, [](const Json& json) {
    return MatchNotification{json.at("subscription").get<std::uint64_t>(),
                             json.at("seq").get<std::uint64_t>(), json.value("updated", false),
                             dump(json.at("hit"))};
  });
}

}  // namespace quire::protocol
