#pragma once
// What comes in: JSON-RPC 2.0 requests, notifications and batches
// (https://www.jsonrpc.org/specification).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/errors.h"
#include "daemon/protocol/messages.h"
#include "daemon/protocol/params.h"
#include "index/base/result.h"

namespace quire::protocol {

struct Request {
  // The id as JSON text ("7", "\"a\"", "null"); empty for a notification, which gets no answer.
  std::string id;
  std::string method;
  Params params;
  std::optional<RpcError> error;  // set when this is no valid request; answer with it

  [[nodiscard]] bool is_notification() const { return id.empty(); }
};

struct Incoming {
  std::vector<Request> requests;
  bool batch = false;       // the answers go out together, in one array
  std::string vim_channel;  // the number around a message of Vim's, as text
};

// `text` is one frame. `vim`: it came over Vim's channel. Never fails: what is wrong becomes a
// Request with an error.
[[nodiscard]] Incoming parse_incoming(std::string_view text, bool vim);

// Typed parameters. kInvalidArgument names the parameter, what it must be, and, for unknown ones,
// those there are.
[[nodiscard]] Result<SearchRequest> decode_search(const Params& params);
[[nodiscard]] Result<CompleteRequest> decode_complete(const Params& params);
[[nodiscard]] Result<GetRequest> decode_get(const Params& params);
[[nodiscard]] Result<SimilarRequest> decode_similar(const Params& params);
[[nodiscard]] Result<StoryRequest> decode_story(const Params& params);
[[nodiscard]] Result<DiffRequest> decode_diff(const Params& params);
[[nodiscard]] Result<ExplainRequest> decode_explain(const Params& params);
[[nodiscard]] Result<SyncRequest> decode_sync(const Params& params);
[[nodiscard]] Result<AuditRequest> decode_audit(const Params& params);
[[nodiscard]] Result<ReindexRequest> decode_reindex(const Params& params);
[[nodiscard]] Result<StatusRequest> decode_status(const Params& params);
[[nodiscard]] Result<ShutdownRequest> decode_shutdown(const Params& params);
// The id, as JSON text, of the request that $/cancelRequest takes back.
[[nodiscard]] Result<std::string> decode_cancel(const Params& params);

// The client's side: a whole request.
[[nodiscard]] std::string encode_request(std::uint64_t id, const SearchRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const CompleteRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const GetRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const SimilarRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const StoryRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const DiffRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const ExplainRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const SyncRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const AuditRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const ReindexRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const StatusRequest& request);
[[nodiscard]] std::string encode_request(std::uint64_t id, const ShutdownRequest& request);

}  // namespace quire::protocol
