#pragma once
// Words whose point does not end a sentence. Thread-safe.

#include <string_view>

namespace quire::text {

// `word` as written, without the point: an abbreviation, an initial or a short ordinal number.
[[nodiscard]] bool point_belongs_to(std::string_view word);

}  // namespace quire::text
