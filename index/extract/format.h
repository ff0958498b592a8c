#pragma once
// What kind of file this is: by its content first, by its name second. Pure functions.

#include <cstdint>
#include <string_view>

namespace quire::extract {

enum class Format : std::uint8_t { kPlainText, kMarkdown, kHtml, kXml, kJson, kMail, kOther };

// `text` is the decoded content, `name` the file's name.
[[nodiscard]] Format detect_format(std::string_view text, std::string_view name);

// Known by the magic bytes in front of binary data ("PDF", "a ZIP archive"...); empty when unknown.
[[nodiscard]] std::string_view binary_format_name(std::string_view bytes);

// For people, e.g. "HTML".
[[nodiscard]] std::string_view name_of(Format format);

}  // namespace quire::extract
