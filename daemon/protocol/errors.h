#pragma once
// Errors as they go over the socket: JSON-RPC 2.0's own codes and Quire's. PROTOCOL.md lists them.

#include <optional>
#include <string>

#include "index/base/error.h"

namespace quire::protocol {

namespace code {
inline constexpr int kParseError = -32700;      // not JSON
inline constexpr int kInvalidRequest = -32600;  // JSON, but not a request
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kQueryDoesNotParse = -32001;  // data.position says where
inline constexpr int kNoSuchArticle = -32002;
inline constexpr int kDeadlinePassed = -32003;
inline constexpr int kTooBusyOrTooLarge = -32004;
inline constexpr int kIndexCannotAnswer = -32005;
inline constexpr int kRequestCancelled = -32800;  // as the Language Server Protocol has it
}  // namespace code

struct RpcError {
  int code = code::kInternalError;
  std::string message;
  std::string hint;                     // data.hint; may be empty
  std::optional<std::size_t> position;  // data.position, in code points of the query

  bool operator==(const RpcError&) const = default;
};

// How an Error of the index is told to a client.
[[nodiscard]] RpcError to_rpc(const Error& error);
// How a client's library tells an error of the daemon to its caller.
[[nodiscard]] Error from_rpc(const RpcError& error);

}  // namespace quire::protocol
