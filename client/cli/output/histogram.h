#pragma once
// Counts by year, month or day as bars, for a person. Pure but for the stream.

#include <cstddef>
#include <ostream>
#include <string_view>

#include "config/environment.h"
#include "daemon/protocol/messages.h"

namespace quire::cli {

[[nodiscard]] bool is_date_facet(const protocol::Facet& facet);

// A line for each date from the first to the last, those between that have no article too; of many
// such in a row only how many they are. At most `width` columns; bars of `mark`.
void write_histogram(std::ostream& out, const protocol::Facet& facet, std::size_t width,
                     std::string_view mark);

// A block where the terminal shows UTF-8, by its locale (POSIX: LC_ALL, LC_CTYPE, LANG), else '#'.
[[nodiscard]] std::string_view bar_mark(bool terminal, const config::Environment& environment);

}  // namespace quire::cli
