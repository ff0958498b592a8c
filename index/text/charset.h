#pragma once
// Bytes of any encoding to UTF-8. Thread-safe.

#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::text {

struct DecodedText {
  std::string text;     // valid UTF-8 without a byte order mark
  std::string charset;  // IANA name of what it was, e.g. "UTF-8", "windows-1252", "UTF-16LE"
};

// By byte order mark, then UTF-8 if it is valid (or has at most one broken byte for ten characters
// beyond ASCII; each becomes U+FFFD), then ICU's detector, and windows-1252 when that has no idea.
// kUnsupported for binary data: NUL bytes, or more than one control character in a hundred (tab,
// newline, form feed, carriage return and escape do not count); the message names the first
// offending offset. UTF-16 and UTF-32 without a mark count as binary. kTooLarge over 512 MiB.
[[nodiscard]] Result<DecodedText> decode(std::string_view bytes);

}  // namespace quire::text
