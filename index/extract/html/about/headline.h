#pragma once
// The article's headline. Pure functions.

#include <string>
#include <string_view>

#include "index/extract/html/about/json_ld.h"
#include "index/extract/html/about/meta_table.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// `title` without the site's name at either end: "Headline | The Site", "Headline - The Site",
// "The Site: Headline". Without knowing the site's name (`site` empty or not in the title), what
// follows the last " | " or the like is taken for it if it is the shorter part.
[[nodiscard]] std::string without_site_name(std::string_view title, std::string_view site);

struct Headline {
  std::string text;
  NodeIndex node = 0;  // the element that shows it; 0 when none does
};

// What the page itself shows as its headline (an h1 that its title, og:title or schema.org headline
// bears out), else, in this order: the Dublin Core title, og:title, schema.org's headline, the
// twitter and parsely titles, <title>, the only h1. `site` is the publication's name.
[[nodiscard]] Headline find_headline(const Tree& tree, const MetaTable& meta,
                                     const StructuredArticle& structured, std::string_view site);

}  // namespace quire::extract::html
