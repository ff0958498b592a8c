#pragma once
// Documents of office programs and books, which are ZIP files on the outside. Pure function.

#include <string_view>

namespace quire::extract::archive {

// "a Word document (DOCX)"...; "" when `zip` is an archive like others. Looks at the names of its
// files alone.
[[nodiscard]] std::string_view office_format_name(std::string_view zip);

}  // namespace quire::extract::archive
