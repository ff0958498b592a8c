#pragma once
// What goes out: results and errors, and the client's reading of them. Texts are one line of JSON.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/errors.h"
#include "daemon/protocol/messages.h"
#include "index/base/result.h"

namespace quire::protocol {

// `id` is JSON text, as in Request.
[[nodiscard]] std::string encode_response(std::string_view id, const SearchResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const CompleteResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const GetResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const StoryResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const DiffResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const ExplainResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const SyncResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const AuditResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const ReindexResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const ReindexStarted& response);
[[nodiscard]] std::string encode_response(std::string_view id, const StatusResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const ShutdownResponse& response);
[[nodiscard]] std::string encode_error(std::string_view id, const RpcError& error);

// The notification `reindex/progress`.
[[nodiscard]] std::string encode_reindex_progress(const ReindexProgress& progress);

// "[a,b]" of whole responses.
[[nodiscard]] std::string encode_batch(const std::vector<std::string>& responses);
// "[number,response]"
[[nodiscard]] std::string wrap_for_vim(std::string_view channel, std::string_view response);
// The alerts of a status as an array, as it has them.
[[nodiscard]] std::string encode_alerts(const std::vector<AlertStatus>& alerts);

// The client's side. A response apart: its id as JSON text, and the result's JSON text or the
// error. Or a notification: its method, and its parameters' JSON text.
struct Response {
  std::string id;
  std::string result;
  std::optional<RpcError> error;
  std::string notification;  // its method; empty for a response
  std::string params;
};
// kCorrupt when `text` is neither.
[[nodiscard]] Result<Response> parse_response(std::string_view text);

// Typed results out of Response::result. kCorrupt when the text is something else.
[[nodiscard]] Result<SearchResponse> decode_search_response(std::string_view result);
[[nodiscard]] Result<CompleteResponse> decode_complete_response(std::string_view result);
[[nodiscard]] Result<GetResponse> decode_get_response(std::string_view result);
[[nodiscard]] Result<StoryResponse> decode_story_response(std::string_view result);
[[nodiscard]] Result<DiffResponse> decode_diff_response(std::string_view result);
[[nodiscard]] Result<ExplainResponse> decode_explain_response(std::string_view result);
[[nodiscard]] Result<SyncResponse> decode_sync_response(std::string_view result);
[[nodiscard]] Result<AuditResponse> decode_audit_response(std::string_view result);
// Of a ReindexStarted the counts are 0.
[[nodiscard]] Result<ReindexResponse> decode_reindex_response(std::string_view result);
[[nodiscard]] Result<StatusResponse> decode_status_response(std::string_view result);
// Out of Response::params of the notification `reindex/progress`.
[[nodiscard]] Result<ReindexProgress> decode_reindex_progress(std::string_view params);

}  // namespace quire::protocol
