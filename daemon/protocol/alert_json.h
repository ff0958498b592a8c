#pragma once
// The alerts in the answer to `status`. Pure. Internal to this folder.

#include "daemon/protocol/json.h"
#include "daemon/protocol/messages.h"

namespace quire::protocol {

[[nodiscard]] Json alerts_json(const std::vector<AlertStatus>& alerts);
[[nodiscard]] AlertStatus read_alert(const Json& json);

}  // namespace quire::protocol
