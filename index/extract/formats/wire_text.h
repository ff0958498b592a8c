#pragma once
// Wire copy as teleprinters had it: IPTC 7901 and ANPA 1312, text between control characters. Pure
// functions over bytes.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/draft/draft.h"

namespace quire::extract::formats {

// By the start of heading (0x01) at the front and the start of text (0x02) soon after.
[[nodiscard]] bool is_wire_text(std::string_view bytes);

// The message. Its first lines up to a '=' or the first indented paragraph are the headline; ANPA's
// lines between '^' and '<' are headline, bylines and notes to editors (left out). kUnsupported
// when it holds no text.
[[nodiscard]] Result<Draft> read_wire_text(std::string_view bytes);

}  // namespace quire::extract::formats
