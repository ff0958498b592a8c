#pragma once
// Addresses of Unix sockets. Thread-safe.

#include <sys/un.h>

#include <string>

#include "index/base/result.h"

namespace quire::loop {

// The longest path that fits sockaddr_un, in bytes.
inline constexpr std::size_t kMaxSocketPath = 107;

// kInvalidArgument when the path is too long.
[[nodiscard]] Result<sockaddr_un> socket_address(const std::string& path);

}  // namespace quire::loop
