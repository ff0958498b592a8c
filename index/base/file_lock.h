#pragma once
// The lock of a file that one process at a time may have. Thread-safe.

namespace quire {

// Takes it for the open file (flock(2)), which keeps it until it is closed. False, with errno, when
// another has it and does not give it up within half a second: a process that was killed still has
// its locks for a moment.
[[nodiscard]] bool take_file_lock(int file);

}  // namespace quire
