#pragma once
// UTF-8 that went through the wrong hands: text in UTF-8 that was taken for windows-1252 and
// written as UTF-8 again ("cafÃ©"), and windows-1252 that was taken for Latin 1 (quotes as C1
// controls). Pure function.

#include <optional>
#include <string>
#include <string_view>

namespace quire::text {

// `text` (valid UTF-8) as it was meant; nothing unless it is certain, which it is
// - when every run of characters beyond ASCII, written as windows-1252, is valid UTF-8 (no natural
//   text is), or
// - when there are C1 controls that windows-1252 has characters for, other than the next-line sign;
//   no text uses them.
[[nodiscard]] std::optional<std::string> mend_mojibake(std::string_view text);

}  // namespace quire::text
