#pragma once
// The only place where Xapian's exceptions are caught: what goes in throws, what comes out is a
// Result. Internal to the store and the query folder.

#include <xapian.h>

#include <new>
#include <type_traits>

#include "index/base/format.h"
#include "index/base/result.h"

namespace quire::store {

[[nodiscard]] inline Error from_xapian(const Xapian::Error& error, std::string_view what) {
  Error out;
  out.code = ErrorCode::kIo;
  out.message = format("{}: {}", what, error.get_msg());
  if (const char* system = error.get_error_string()) out.message += format(" ({})", system);
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
  const std::string_view message = out.message;
  if (message.find("No space left") != std::string_view::npos) out.code = ErrorCode::kOutOfSpace;
  return out;
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
