#pragma once
// Any text as a query for its words. Pure.

#include <string>
#include <string_view>

namespace quire::query {

// The query in which nothing of `text` is an operator, a field or a sign: "(AND: who?)" gives
// "\(\AND\: who\?\)".
[[nodiscard]] std::string as_plain_text(std::string_view text);

}  // namespace quire::query
