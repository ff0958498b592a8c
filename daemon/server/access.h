#pragma once
// Who may talk to the daemon. A value.

#include <sys/types.h>

#include <vector>

#include "daemon/loop/pipe_stream.h"

namespace quire::server {

struct AccessRules {
  uid_t own_user = 0;
  std::vector<uid_t> users;   // beside the daemon's own
  std::vector<gid_t> groups;  // the peer's own or supplementary ones

  [[nodiscard]] bool allows(const loop::PeerCredentials& peer) const;
};

}  // namespace quire::server
