#include "index/base/error.h"

#include <cerrno>
#include <system_error>

namespace quire {
namespace {

ErrorCode code_of_errno(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kPermission;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kOutOfSpace;
    case EFBIG:
      return ErrorCode::kTooLarge;
    case EAGAIN:
    case EBUSY:
    case EMFILE:
    case ENFILE:
      return ErrorCode::kBusy;
    case EINVAL:
    case ENAMETOOLONG:
    case ELOOP:
      return ErrorCode::kInvalidArgument;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

Error error_from_errno(int error_number, std::string_view what) {
  return Error{.code = code_of_errno(error_number),
               .message = std::string(what) + ": " + std::generic_category().message(error_number),
               .hint = {}};
}

std::string describe(const Error& error) {
  return error.hint.empty() ? error.message : error.message + " (" + error.hint + ")";
}

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid_argument";
    case ErrorCode::kParse:
      return "parse";
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kPermission:
      return "permission";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kDeadlineExceeded:
      return "deadline_exceeded";
    case ErrorCode::kCancelled:
      return "cancelled";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kOutOfSpace:
      return "out_of_space";
    case ErrorCode::kIo:
      return "io";
  }
  return "io";
}

}  // namespace quire
