#pragma once
// What went wrong, in words for the person who has to act on it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quire {

enum class ErrorCode : std::uint8_t {
  kInvalidArgument,   // the caller asked for something that cannot be
  kParse,             // a query or a settings file does not parse; `position` says where
  kNotFound,          // no such article, file or folder
  kPermission,        // the system does not let us
  kTooLarge,          // over a limit that the message names
  kUnsupported,       // a kind of file or a request that this version does not know
  kBusy,              // somebody else holds it, or too much is going on; try again
  kDeadlineExceeded,  // the time that was given ran out
  kCancelled,         // the one who asked took the question back
  kCorrupt,           // the bytes are not what they should be
  kOutOfSpace,        // ENOSPC, EDQUOT
  kIo,                // any other failure of the system
};

struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::kIo;
  std::string message;  // one sentence without a full stop: what happened, to what
  std::string hint;     // what to do about it; may be empty
  std::optional<std::size_t> position = std::nullopt;  // kParse: offset in Unicode code points

  bool operator==(const Error&) const = default;
};

// The error for `error_number` (an errno value) while doing `what`, e.g. "open /a/b".
[[nodiscard]] Error error_from_errno(int error_number, std::string_view what);

// "message (hint)", for logs and terminals.
[[nodiscard]] std::string describe(const Error& error);

// The code's lower-case name, e.g. "not_found".
[[nodiscard]] std::string_view name_of(ErrorCode code);

}  // namespace quire
