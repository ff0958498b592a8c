#pragma once
// The only place where Xapian's exceptions are caught: what goes in throws, what comes out is a
// Result. And the way back, for work between Xapian's own. Internal to the store and the query
// folder.

#include <xapian.h>

#include <cerrno>
#include <new>
#include <optional>
#include <system_error>
#include <type_traits>

#include "index/base/format.h"
#include "index/base/result.h"

namespace quire::store {

// What the system would not let Xapian do, by the text that Xapian gives of errno: it keeps the
// number to itself. Nothing when the text is of another kind.
[[nodiscard]] inline std::optional<ErrorCode> refusal_of_system(std::string_view text) {
  for (const int number : {ENOSPC, EDQUOT, EACCES, EPERM, EROFS}) {
    if (text == std::generic_category().message(number)) return error_from_errno(number, {}).code;
  }
  for (const int number : {EMFILE, ENFILE, ENOMEM}) {
    if (text == std::generic_category().message(number)) return ErrorCode::kIo;
  }
  return std::nullopt;
}

[[nodiscard]] inline Error from_xapian(const Xapian::Error& error, std::string_view what) {
  Error out;
  out.code = ErrorCode::kIo;
  out.message = format("{}: {}", what, error.get_msg());
  const char* system = error.get_error_string();
  if (system != nullptr) out.message += format(" ({})", system);
  const std::string_view type = error.get_type();
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
      type == "DatabaseOpeningError") {
    out.code = ErrorCode::kCorrupt;
  } else if (type == "DatabaseNotFoundError" || type == "DocNotFoundError") {
    out.code = ErrorCode::kNotFound;
  } else if (type == "DatabaseLockError" || type == "DatabaseModifiedError") {
    out.code = ErrorCode::kBusy;
  } else if (type == "InvalidArgumentError") {
    out.code = ErrorCode::kInvalidArgument;
  }
  // A table that was cut off; Xapian has no type for it.
  if (error.get_msg().starts_with("EOF reading block")) out.code = ErrorCode::kCorrupt;
  if (system != nullptr) out.code = refusal_of_system(system).value_or(out.code);
  return out;
}

// The exception that from_xapian() would make that error of.
[[noreturn]] inline void throw_as_xapian(const Error& error) {
  if (error.code == ErrorCode::kCorrupt) throw Xapian::DatabaseCorruptError(error.message);
  if (error.code == ErrorCode::kBusy) throw Xapian::DatabaseModifiedError(error.message);
  throw Xapian::DatabaseError(error.message);
}

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw_as_xapian(result.error());
  return *std::move(result);
}

inline void value_or_throw(const Result<void>& result) {
  if (!result) throw_as_xapian(result.error());
}

// Runs `work` and gives what it returns, or the Error for what it threw while doing `what`.
template <class Work>
auto guarded(std::string_view what, Work&& work) -> Result<std::invoke_result_t<Work>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Xapian::Error& error) {
    return from_xapian(error, what);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kTooLarge, format("{}: out of memory", what), {}};
  }
}

}  // namespace quire::store
