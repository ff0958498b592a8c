#pragma once
// A client's connection to quired: one call after the other, each waits for its answer. Owned by
// one thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "client/connection/answer.h"
#include "client/connection/line_socket.h"
#include "daemon/protocol/messages.h"
#include "daemon/protocol/response.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/result.h"

namespace quire::client {

class Connection {
 public:
  // How long an answer may take on top of the request's own deadline.
  static constexpr std::chrono::milliseconds kSlack{2000};
  // The deadline of requests that have none of their own.
  static constexpr std::chrono::milliseconds kDefaultDeadline{10'000};

  // Every error means that no daemon answers; LineSocket::connect tells them apart.
  [[nodiscard]] static Result<Connection> connect(const std::string& socket_path,
                                                  std::chrono::milliseconds timeout,
                                                  std::chrono::milliseconds slack = kSlack);

  // Errors of the daemon keep their code, hint and position. Besides: kDeadlineExceeded when it
  // does not answer within the request's own deadline and the slack, kIo when it is gone, kCorrupt
  // when its answer makes no sense. After one of the last three the connection is of no use.
  [[nodiscard]] Result<Answer<protocol::SearchResponse>> search(
      const protocol::SearchRequest& request);
  [[nodiscard]] Result<Answer<protocol::CompleteResponse>> complete(
      const protocol::CompleteRequest& request);
  [[nodiscard]] Result<Answer<protocol::GetResponse>> get(const protocol::GetRequest& request);
  [[nodiscard]] Result<Answer<protocol::SearchResponse>> similar(
      const protocol::SimilarRequest& request);
  [[nodiscard]] Result<Answer<protocol::StoryResponse>> story(
      const protocol::StoryRequest& request);
  [[nodiscard]] Result<Answer<protocol::DiffResponse>> diff(const protocol::DiffRequest& request);
  [[nodiscard]] Result<Answer<protocol::ExplainResponse>> explain(
      const protocol::ExplainRequest& request);
  [[nodiscard]] Result<Answer<protocol::SyncResponse>> sync(const protocol::SyncRequest& request);
  [[nodiscard]] Result<Answer<protocol::AuditResponse>> audit(
      const protocol::AuditRequest& request);
  // Waits for at most `timeout`, without slack, or as long as the daemon lives. `progress`, which
  // may be empty, is called whenever the daemon tells how far it is.
  [[nodiscard]] Result<Answer<protocol::ReindexResponse>> reindex(
      const protocol::ReindexRequest& request, std::optional<std::chrono::milliseconds> timeout,
      const std::function<void(const protocol::ReindexProgress&)>& progress);
  [[nodiscard]] Result<Answer<protocol::StatusResponse>> status(
      const protocol::StatusRequest& request);
  [[nodiscard]] Result<Answer<protocol::ShutdownResponse>> shutdown();

  // `told` is called with what is notified before the answer comes.
  [[nodiscard]] Result<protocol::SubscribeResponse> subscribe(
      const protocol::SubscribeRequest& request,
      const std::function<void(const protocol::Response&)>& told);
  [[nodiscard]] Result<protocol::UnsubscribeResponse> unsubscribe(
      const protocol::UnsubscribeRequest& request);
  // The next notification, however long it takes.
  [[nodiscard]] Result<protocol::Response> next_notification();

  // Whether the daemon closes the connection within `timeout`, as it does when it ends.
  [[nodiscard]] bool wait_until_closed(std::chrono::milliseconds timeout);

 private:
  // Called with each notification that comes before the answer.
  using Notified = std::function<void(const protocol::Response&)>;

  Connection(LineSocket socket, std::chrono::milliseconds slack)
      : socket_(std::move(socket)), slack_(slack) {}
  // The result's JSON text.
  Result<std::string> call(const std::string& request, std::uint64_t id,
                           std::chrono::milliseconds wait, const Notified& notified);
  // Encodes, calls and decodes.
  template <class Request, class Decode>
  auto ask(const Request& request, std::chrono::milliseconds wait, Decode decode,
           const Notified& notified = {})
      -> Result<Answer<std::decay_t<decltype(*decode(std::string()))>>>;

  LineSocket socket_;
  std::chrono::milliseconds slack_;
  std::uint64_t next_id_ = 1;
};

}  // namespace quire::client
