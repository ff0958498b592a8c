#pragma once
// An alert in the answer to `status`. Pure. Internal to this folder.

#include "daemon/protocol/json.h"
#include "daemon/protocol/messages.h"

namespace quire::protocol {

[[nodiscard]] Json alert_json(const AlertStatus& alert);
[[nodiscard]] AlertStatus read_alert(const Json& json);

}  // namespace quire::protocol
