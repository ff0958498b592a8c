#pragma once
// Requests that take the place of older ones of the same client: what is typed on makes what was
// asked before worth nothing. Loop thread only.

#include <string>

#include "daemon/commands/call.h"

namespace quire::commands {

// Cancels the client's older request of the same method and session, if it still runs, and
// remembers this one. Does nothing without a session.
void supersede(const Call& call, const std::string& session);

}  // namespace quire::commands
