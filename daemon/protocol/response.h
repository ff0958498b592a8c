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
[[nodiscard]] std::string encode_response(std::string_view id, const GetResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const SyncResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const StatusResponse& response);
[[nodiscard]] std::string encode_response(std::string_view id, const ShutdownResponse& response);
[[nodiscard]] std::string encode_error(std::string_view id, const RpcError& error);

// "[a,b]" of whole responses.
[[nodiscard]] std::string encode_batch(const std::vector<std::string>& responses);
// "[number,response]"
[[nodiscard]] std::string wrap_for_vim(std::string_view channel, std::string_view response);

// The client's side. A response apart: its id as JSON text, and the result's JSON text or the
// error.
struct Response {
  std::string id;
  std::string result;
  std::optional<RpcError> error;
};
// kCorrupt when `text` is no response.
[[nodiscard]] Result<Response> parse_response(std::string_view text);

// Typed results out of Response::result. kCorrupt when the text is something else.
[[nodiscard]] Result<SearchResponse> decode_search_response(std::string_view result);
[[nodiscard]] Result<GetResponse> decode_get_response(std::string_view result);
[[nodiscard]] Result<SyncResponse> decode_sync_response(std::string_view result);
[[nodiscard]] Result<StatusResponse> decode_status_response(std::string_view result);

}  // namespace quire::protocol
