#include "daemon/protocol/errors.h"

namespace quire::protocol {
namespace {

int rpc_code(ErrorCode error) {
  switch (error) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kUnsupported:
      return code::kInvalidParams;
    case ErrorCode::kParse:
      return code::kQueryDoesNotParse;
    case ErrorCode::kNotFound:
      return code::kNoSuchArticle;
    case ErrorCode::kDeadlineExceeded:
      return code::kDeadlinePassed;
    case ErrorCode::kTooLarge:
    case ErrorCode::kBusy:
      return code::kTooBusyOrTooLarge;
    case ErrorCode::kCancelled:
      return code::kRequestCancelled;
    case ErrorCode::kPermission:
    case ErrorCode::kCorrupt:
    case ErrorCode::kOutOfSpace:
    case ErrorCode::kIo:
      return code::kIndexCannotAnswer;
  }
  return code::kInternalError;
}

ErrorCode error_code(int rpc) {
  switch (rpc) {
    case code::kParseError:
    case code::kInvalidRequest:
    case code::kMethodNotFound:
    case code::kInvalidParams:
      return ErrorCode::kInvalidArgument;
    case code::kQueryDoesNotParse:
      return ErrorCode::kParse;
    case code::kNoSuchArticle:
      return ErrorCode::kNotFound;
    case code::kDeadlinePassed:
      return ErrorCode::kDeadlineExceeded;
    case code::kTooBusyOrTooLarge:
      return ErrorCode::kBusy;
    case code::kRequestCancelled:
      return ErrorCode::kCancelled;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

RpcError to_rpc(const Error& error) {
  return {rpc_code(error.code), error.message, error.hint, error.position};
}

Error from_rpc(const RpcError& error) {
  return {error_code(error.code), error.message, error.hint, error.position};
}

}  // namespace quire::protocol
