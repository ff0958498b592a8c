#include "client/cli/commands/exit_status.h"

namespace quire::cli {

ExitStatus exit_status_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotFound:
      return ExitStatus::kNothingFound;
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kParse:
    case ErrorCode::kTooLarge:
    case ErrorCode::kUnsupported:
      return ExitStatus::kUsage;
    case ErrorCode::kBusy:
    case ErrorCode::kDeadlineExceeded:
    case ErrorCode::kCancelled:
      return ExitStatus::kTryAgain;
    case ErrorCode::kPermission:
    case ErrorCode::kCorrupt:
    case ErrorCode::kOutOfSpace:
    case ErrorCode::kIo:
      return ExitStatus::kNoDaemon;
  }
  return ExitStatus::kNoDaemon;
}

}  // namespace quire::cli
