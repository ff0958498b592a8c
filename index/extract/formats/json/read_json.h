#pragma once
// Articles in JSON. Pure function.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/draft/reading.h"

namespace quire::extract::formats {

// Whether the text is JSON Lines: its first two lines (or, when the file's name says so, the first)
// are objects of their own.
[[nodiscard]] bool is_json_lines(std::string_view text, std::string_view name);

// One object that is an article, articles in lists at any depth (API answers, JSON Feed, ninjs,
// schema.org graphs), or JSON Lines, where broken lines are passed over and noted. Several articles
// have keys. `text` is valid UTF-8. kUnsupported when there is no article in it, kTooLarge over the
// limits of parse_json.
[[nodiscard]] Result<Reading> read_json(std::string_view text, const ReadContext& context);

}  // namespace quire::extract::formats
