#include "client/connection/connection.h"

#include <type_traits>
#include <utility>

#include "daemon/protocol/request.h"

namespace quire::client {

using std::chrono::milliseconds;

namespace {

// A daemon that has ended closes the connection, and so ends the wait too. About as long as
// poll(2) can wait at once.
constexpr std::chrono::hours kWithoutTimeout{24 * 24};

}  // namespace

Result<Connection> Connection::connect(const std::string& socket_path, milliseconds timeout,
                                       milliseconds slack) {
  auto socket = LineSocket::connect(socket_path, timeout);
  if (!socket) return socket.error();
  return Connection(std::move(*socket), slack);
}

Result<std::string> Connection::call(const std::string& request, std::uint64_t id,
                                     milliseconds wait, const Notified& notified) {
  const SteadyTime until = std::chrono::steady_clock::now() + wait;
  const std::string wanted = std::to_string(id);
  const auto sent = socket_.send(request, until);
  // A daemon that refuses us says why before it closes, so that a failed send may have an answer.
  if (!sent && sent.error().code != ErrorCode::kIo) return sent.error();
  while (true) {
    auto line = socket_.receive(until);
    if (!line) return line.error();
    auto response = protocol::parse_response(*line);
    if (!response) return response.error();
    if (!response->notification.empty()) {
      if (notified) notified(*response);
      continue;
    }
    // Without an id it is about the connection, or a request that the daemon could not read.
    if (response->error && (response->id == wanted || response->id == "null")) {
      return protocol::from_rpc(*response->error);
    }
    if (response->id == wanted) return std::move(response->result);
  }
}

template <class Request, class Decode>
auto Connection::ask(const Request& request, milliseconds wait, Decode decode,
                     const Notified& notified)
    -> Result<Answer<std::decay_t<decltype(*decode(std::string()))>>> {
  using Response = std::decay_t<decltype(*decode(std::string()))>;
  const std::uint64_t id = next_id_++;
  auto json = call(protocol::encode_request(id, request), id, wait, notified);
  if (!json) return json.error();
  auto value = decode(*json);
  if (!value) return value.error();
  return Answer<Response>{std::move(*value), std::move(*json)};
}

Result<Answer<protocol::SearchResponse>> Connection::search(
    const protocol::SearchRequest& request) {
  return ask(request, milliseconds(request.deadline_ms) + slack_, protocol::decode_search_response);
}

Result<Answer<protocol::CompleteResponse>> Connection::complete(
    const protocol::CompleteRequest& request) {
  return ask(request, milliseconds(request.deadline_ms) + slack_,
             protocol::decode_complete_response);
}

Result<Answer<protocol::GetResponse>> Connection::get(const protocol::GetRequest& request) {
  return ask(request, kDefaultDeadline + slack_, protocol::decode_get_response);
}

Result<Answer<protocol::SearchResponse>> Connection::similar(
    const protocol::SimilarRequest& request) {
  return ask(request, milliseconds(request.deadline_ms) + slack_, protocol::decode_search_response);
}

Result<Answer<protocol::StoryResponse>> Connection::story(const protocol::StoryRequest& request) {
  return ask(request, kDefaultDeadline + slack_, protocol::decode_story_response);
}

Result<Answer<protocol::DiffResponse>> Connection::diff(const protocol::DiffRequest& request) {
  return ask(request, kDefaultDeadline + slack_, protocol::decode_diff_response);
}

Result<Answer<protocol::ExplainResponse>> Connection::explain(
    const protocol::ExplainRequest& request) {
  return ask(request, milliseconds(request.deadline_ms) + slack_,
             protocol::decode_explain_response);
}

Result<Answer<protocol::SyncResponse>> Connection::sync(const protocol::SyncRequest& request) {
  return ask(request, milliseconds(request.timeout_ms) + slack_, protocol::decode_sync_response);
}

Result<Answer<protocol::AuditResponse>> Connection::audit(const protocol::AuditRequest& request) {
  return ask(request, milliseconds(request.timeout_ms) + slack_, protocol::decode_audit_response);
}

Result<Answer<protocol::ReindexResponse>> Connection::reindex(
    const protocol::ReindexRequest& request, std::optional<milliseconds> timeout,
    const std::function<void(const protocol::ReindexProgress&)>& progress) {
  const Notified notified = [&](const protocol::Response& news) {
    if (!progress || news.notification != "reindex/progress") return;
    if (const auto told = protocol::decode_reindex_progress(news.params)) progress(*told);
  };
  return ask(request, timeout.value_or(kWithoutTimeout), protocol::decode_reindex_response,
             notified);
}

Result<Answer<protocol::StatusResponse>> Connection::status(
    const protocol::StatusRequest& request) {
  return ask(request, kDefaultDeadline + slack_, protocol::decode_status_response);
}

Result<protocol::SubscribeResponse> Connection::subscribe(
    const protocol::SubscribeRequest& request,
    const std::function<void(const protocol::Response&)>& told) {
  auto answer = ask(request, kDefaultDeadline + slack_, protocol::decode_subscribe_response, told);
  if (!answer) return answer.error();
  return answer->value;
}

Result<protocol::UnsubscribeResponse> Connection::unsubscribe(
    const protocol::UnsubscribeRequest& request) {
  auto answer = ask(request, kDefaultDeadline + slack_, protocol::decode_unsubscribe_response);
  if (!answer) return answer.error();
  return answer->value;
}

Result<protocol::Response> Connection::next_notification() {
  while (true) {
    auto line = socket_.receive(std::chrono::steady_clock::now() + kWithoutTimeout);
    if (!line) return line.error();
    auto response = protocol::parse_response(*line);
    if (!response || !response->notification.empty()) return response;
    if (response->error) return protocol::from_rpc(*response->error);
  }
}

Result<Answer<protocol::ShutdownResponse>> Connection::shutdown() {
  return ask(protocol::ShutdownRequest{}, kDefaultDeadline + slack_, [](std::string_view) {
    return Result<protocol::ShutdownResponse>(protocol::ShutdownResponse{});
  });
}

bool Connection::wait_until_closed(milliseconds timeout) {
  return socket_.wait_until_closed(std::chrono::steady_clock::now() + timeout);
}

}  // namespace quire::client
