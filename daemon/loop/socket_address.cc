#include "daemon/loop/socket_address.h"

#include <sys/socket.h>

#include <cstring>

#include "index/base/format.h"

namespace quire::loop {

Result<sockaddr_un> socket_address(const std::string& path) {
  if (path.size() > kMaxSocketPath) {
    return Error{ErrorCode::kInvalidArgument,
                 format("socket path {} has {} bytes, the system allows {}", path, path.size(),
                        kMaxSocketPath),
                 "set socket.path to a shorter one"};
  }
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

}  // namespace quire::loop
