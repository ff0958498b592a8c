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
  reader.number_or_text("subscription", subscription, text);
  if (!subscription) {
    reader.fail("\"unsubscribe\" needs the number of a \"subscription\"",
                "the answer to \"subscribe\" gives it");
  }
  if (auto read = reader.finish(); !read) return read.error();
  return UnsubscribeRequest{*subscription};
}

std::string encode_response(std::string_view id, const SubscribeResponse& response) {
  return result_text(id, {{"subscription", response.subscription}, {"seq", response.seq}});
}

std::string encode_response(std::string_view id, const UnsubscribeResponse&) {
  return result_text(id, Json::object());
}

std::string encode_match(const MatchNotification& match) {
  return format(
      R"({{"jsonrpc":"2.0","method":"match","params":{{"subscription":{},"seq":{},{}"hit":{}}}}})",
      match.subscription, match.seq, match.updated ? R"("updated":true,)" : "", match.hit);
}

std::string encode_lagged(const LaggedNotification& lagged) {
  return format(R"({{"jsonrpc":"2.0","method":"lagged","params":{{"subscription":{},"seq":{}}}}})",
                lagged.subscription, lagged.seq);
}

std::string encode_request(std::uint64_t id, const SubscribeRequest& request) {
  Json params = {{"query", request.query}};
  if (request.since) params["since"] = *request.since;
  if (!request.since_time.empty()) params["since"] = request.since_time;
  const Json message = {
      {"jsonrpc", "2.0"}, {"id", id}, {"method", "subscribe"}, {"params", std::move(params)}};
  return dump(message);
}

Result<SubscribeResponse> decode_subscribe_response(std::string_view result) {
  return decoded(result, [](const Json& json) {
    return SubscribeResponse{json.at("subscription").get<std::uint64_t>(),
                             json.at("seq").get<std::uint64_t>()};
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
