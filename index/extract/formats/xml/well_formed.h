#pragma once
// XML that a strict parser refuses, put right as far as one can guess. Pure function.

#include <string>
#include <string_view>

namespace quire::extract::formats {

// Ends what was not ended, drops ends without a beginning, quotes attributes, escapes a '<' that
// begins no tag; drops comments, processing instructions and the document type. Tags nested deeper
// than the reader goes are dropped, their text stays. Lines keep their numbers. Linear in the
// text's length.
[[nodiscard]] std::string well_formed(std::string_view text);

}  // namespace quire::extract::formats
