#pragma once
// Front matter: the lines of "key: value" (YAML, between lines of ---) or "key = value" (TOML,
// between lines of +++) that many programs put before a Markdown text. Of both languages what front
// matter is made of: strings, quoted or not, dates, and lists on one line or on several. Pure.

#include <cstddef>
#include <string_view>

#include "index/extract/draft/draft.h"

namespace quire::extract {

// Puts what it knows of the front matter at the start of `text` into the draft: title, author(s),
// date/published, updated/lastmod/modified, tags/keywords, source/publication, section/category,
// place/location, lang/language, url/link/canonical, id/guid. Other keys are passed over. Returns
// how many bytes it takes, its last line included; 0 when there is none.
std::size_t read_front_matter(std::string_view text, Draft& draft);

}  // namespace quire::extract
