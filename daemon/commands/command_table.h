#pragma once
// The methods there are.

#include <span>
#include <string_view>

#include "daemon/commands/call.h"

namespace quire::commands {

struct Command {
  std::string_view method;
  void (*run)(Context&, Call);
};

[[nodiscard]] std::span<const Command> command_table();

// Runs the call's method; an unknown one is answered with the list of those there are. Loop thread.
void dispatch(Context& context, Call call);

}  // namespace quire::commands
