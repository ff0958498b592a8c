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

// The first that is stated of: schema.org's headline (or name), the Dublin Core title, og:title,
// the twitter and parsely titles, <title>; without the site's name, and in the words of the heading
// that it bears out, if any. A stated title that has no word in common with a heading that a later
// one bears out is the site's and gives way to it. Nothing stated: the only h1. `site` is the
// publication's name.
[[nodiscard]] Headline find_headline(const Tree& tree, const MetaTable& meta,
                                     const StructuredArticle& structured, std::string_view site);

}  // namespace quire::extract::html
