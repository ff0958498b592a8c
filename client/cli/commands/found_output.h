#pragma once
// The answer to a search, in the form that --format names.

#include "client/cli/arguments/options.h"
#include "client/cli/commands/context.h"

namespace quire::cli {

using Found = client::Answer<protocol::SearchResponse>;

// What was asked to be left out before the first hit.
struct Shown {
  std::uint32_t offset = 0;
  bool behind_cursor = false;
};

void write_found(const Context& context, const HitFormat& format, const Found& found,
                 const Shown& before);

}  // namespace quire::cli
