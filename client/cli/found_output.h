#pragma once
// The answer to a search, in the form that --format names.

#include "client/cli/context.h"
#include "client/cli/options.h"

namespace quire::cli {

using Found = client::Answer<protocol::SearchResponse>;

// `offset`: how many hits were left out before the first.
void write_found(const Context& context, Format format, const Found& found, std::uint32_t offset);

}  // namespace quire::cli
