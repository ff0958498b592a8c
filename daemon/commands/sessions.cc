#include "daemon/commands/sessions.h"

namespace quire::commands {

void supersede(const Call& call, const std::string& session) {
  if (session.empty()) return;
  auto& sessions = call.client->sessions;
  // So that no client can make them many: those whose requests are done are of no more use.
  std::erase_if(sessions, [&](const auto& entry) { return entry.second.expired(); });
  auto& running = sessions[{call.request.method, session}];
  if (const auto older = running.lock()) *older = true;
  running = call.cancelled;
}

}  // namespace quire::commands
