#include "daemon/server/access.h"

#include <algorithm>

namespace quire::server {

bool AccessRules::allows(const loop::PeerCredentials& peer) const {
  const auto has = [](const auto& list, auto value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (peer.uid == own_user || has(users, peer.uid) || has(groups, peer.gid)) return true;
  return std::any_of(groups.begin(), groups.end(),
                     [&](gid_t group) { return has(peer.groups, group); });
}

}  // namespace quire::server
