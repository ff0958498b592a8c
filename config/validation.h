#pragma once
// What cannot be seen in one setting alone: clashes between settings, and with what stands on disk.

#include <vector>

#include "config/origins.h"
#include "config/settings.h"
#include "index/base/error.h"

namespace quire::config {

// Clashes within `settings`, whose paths are absolute and canonical; empty ones are passed over.
// `origins` says where in the file each of them was written.
[[nodiscard]] std::vector<Error> validate(const Settings& settings, const Origins& origins);

struct PathReport {
  std::vector<Error> errors;   // the daemon cannot run like this
  std::vector<Error> notices;  // it can, but the user may want to know
};

// Looks at the disk, changes nothing: is there a file where a folder must be, may we read and write
// where we have to? A drop folder that does not exist is a notice, since the daemon waits for it.
[[nodiscard]] PathReport check_paths(const Settings& settings);

}  // namespace quire::config
