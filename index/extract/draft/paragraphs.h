#pragma once
// Text without marks to paragraphs, for the formats that carry such text in a field or a part. Pure
// functions.

#include <string_view>
#include <vector>

#include "index/extract/draft/draft.h"

namespace quire::extract {

// Empty lines end a paragraph. Where there are none and the lines are too long to be broken by
// hand, each line is a paragraph. `first_line` is the text's own line in the file, 0 when its lines
// are not the file's.
[[nodiscard]] std::vector<Paragraph> paragraphs_of(std::string_view text, std::uint32_t first_line);

// The lines of `paragraphs` come from a text that begins at `line` of the file: moves their origins
// there. Columns are kept only where the text stands as it is (`verbatim`).
void move_origins(std::vector<Paragraph>& paragraphs, std::uint32_t line, bool verbatim);

}  // namespace quire::extract
