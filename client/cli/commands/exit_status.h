#pragma once
// How `quire` ends; scripts rely on it. quire(1) lists the same.

#include "index/base/error.h"

namespace quire::cli {

enum class ExitStatus : int {
  kDone = 0,          // and search: something was found
  kNothingFound = 1,  // no such article, nothing matches
  kDiffers = 1,       // audit: the index is not as the folders are
  kUsage = 2,         // bad usage, or a query that does not parse
  kNoDaemon = 69,     // EX_UNAVAILABLE: none answers, or its index cannot
  kOutput = 74,       // EX_IOERR: what was found could not be written
  kTryAgain = 75,     // EX_TEMPFAIL: too busy, or too late
};

// For an error that a running daemon answered with, or that came while it answered.
[[nodiscard]] ExitStatus exit_status_of(const Error& error);

}  // namespace quire::cli
