#pragma once
// `quire parse` and `quire extract`, which do here what the daemon would do. They are in a program
// of their own, since loading the libraries of the index takes several times as long as a search.

#include "client/cli/commands/context.h"

namespace quire::cli {

[[nodiscard]] ExitStatus run_parse(const Context& context, const ParseOptions& options);
[[nodiscard]] ExitStatus run_extract(const Context& context, const ExtractOptions& options);

inline constexpr OfflineCommands kOfflineCommands{run_parse, run_extract};

}  // namespace quire::cli
