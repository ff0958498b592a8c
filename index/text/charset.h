#pragma once
// Bytes of any encoding to UTF-8. Thread-safe.

#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::text {

struct DecodedText {
  std::string text;     // valid UTF-8 without a byte order mark
  std::string charset;  // IANA name of what it was, e.g. "UTF-8", "windows-1252", "UTF-16LE"
  bool mended = false;  // other encodings' traces in UTF-8 were put right (mojibake.h)
};

// By byte order mark; then UTF-8 if it is valid; then the `declared` charset (any name or alias, ""
// when none is) if the bytes allow it; then UTF-8 with at most one broken byte for ten characters
// beyond ASCII (each becomes U+FFFD); then ICU's detector, and windows-1252 when that has no idea.
// A declared charset of several bytes a character goes before UTF-8 in texts so short that they may
// be valid UTF-8 by chance, and as ISO-2022 always. Charsets in which ASCII is not itself count as
// undeclared, but for UTF-16 and UTF-32 with zeros in their bytes.
// kUnsupported for binary data: NUL bytes, or more than one control character in a hundred (tab,
// newline, form feed, carriage return and escape do not count); the message names the first
// offending offset. UTF-16 and UTF-32 without a mark or a declaration count as binary. kTooLarge
// over 512 MiB.
[[nodiscard]] Result<DecodedText> decode(std::string_view bytes, std::string_view declared = {});

}  // namespace quire::text
