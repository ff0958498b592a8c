#pragma once
// JSON to a tree of values that know their lines. Pure function.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/formats/value.h"

namespace quire::extract::formats {

inline constexpr std::size_t kDeepestJson = 64;  // readers recurse; articles nest a dozen deep
inline constexpr std::size_t kMostValues = 2'000'000;  // a hundred bytes of tree each

// `text` is valid UTF-8 and one JSON text. `first_line` is the line that it begins at. kUnsupported
// when it is not JSON (the message says where), kTooLarge over the limits.
[[nodiscard]] Result<Value> parse_json(std::string_view text, std::uint32_t first_line = 1);

}  // namespace quire::extract::formats
