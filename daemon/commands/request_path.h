#pragma once
// A path as a request names it: absolute, or a file: URI. Pure.

#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::commands {

// Without ".", ".." and slashes at the end, so that it cannot leave its drop folder unseen.
// kInvalidArgument, naming the parameter and the method, for what cannot be a file's path.
[[nodiscard]] Result<std::string> path_in_request(const std::string& written,
                                                  std::string_view parameter,
                                                  std::string_view method);

}  // namespace quire::commands
