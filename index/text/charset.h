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

// By byte order mark, then UTF-8 if it is valid, then ICU's detector. kUnsupported for binary
// data: NUL bytes, or more than one control character in a hundred (tab, newline, form feed,
// carriage return and escape do not count); the message names the first offending offset.
[[nodiscard]] Result<DecodedText> decode(std::string_view bytes);

}  // namespace quire::text
