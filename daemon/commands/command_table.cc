#include "daemon/commands/command_table.h"

#include <algorithm>
#include <array>

#include "daemon/commands/audit.h"
#include "daemon/commands/complete.h"
#include "daemon/commands/diff.h"
#include "daemon/commands/explain.h"
#include "daemon/commands/get.h"
#include "daemon/commands/reindex.h"
#include "daemon/commands/search.h"
#include "daemon/commands/shutdown.h"
#include "daemon/commands/similar.h"
#include "daemon/commands/status.h"
#include "daemon/commands/story.h"
#include "daemon/commands/subscribe.h"
#include "daemon/commands/sync.h"
#include "index/base/format.h"

namespace quire::commands {
namespace {

constexpr std::array kCommands = {
    Command{"search", search},
    Command{"complete", complete},
    Command{"get", get},
    Command{"similar", similar},
    Command{"story", story},
    Command{"diff", diff},
    Command{"explain", explain},
    Command{"subscribe", subscribe},
    Command{"unsubscribe", unsubscribe},
    Command{"sync", sync},
    Command{"audit", audit},
    Command{"reindex", reindex},
    Command{"status", status},
    Command{"shutdown", shutdown},
};

}  // namespace

std::span<const Command> command_table() { return kCommands; }

void dispatch(Context& context, Call call) {
  const auto found = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& command) {
    return command.method == call.request.method;
  });
  if (found != kCommands.end()) return found->run(context, std::move(call));
  std::string methods;
  for (const Command& command : kCommands) {
    methods += format("{}{}", methods.empty() ? "" : ", ", command.method);
  }
  call.respond(protocol::encode_error(
      call.request.id,
      {protocol::code::kMethodNotFound, format("there is no method \"{}\"", call.request.method),
       format("the methods are: {}", methods), std::nullopt}));
}

}  // namespace quire::commands
