#pragma once
// What the HTML standard says of elements, as far as text is concerned. Pure functions.

#include <gumbo.h>

namespace quire::extract::html {

// Begins and ends a paragraph.
[[nodiscard]] bool is_block(GumboTag tag);

// Holds nothing that is read as text: scripts, pictures, forms' controls.
[[nodiscard]] bool is_without_text(GumboTag tag);

[[nodiscard]] bool is_heading(GumboTag tag);

}  // namespace quire::extract::html
