#pragma once
// Who wrote an article. Pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/html/about/json_ld.h"
#include "index/extract/html/about/meta_table.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// "By Jane Doe and John Roe, Senior Editors | jane@example.org" -> "Jane Doe", "John Roe". Without
// roles, addresses, dates and names of departments; each name once. Empty when nothing of a name is
// left.
[[nodiscard]] std::vector<std::string> names_in_byline(std::string_view byline);

// From, in this order: schema.org's authors, `meta` elements (Dublin Core, author, parsely,
// sailthru, article:author when it is no address), the page's own marks (rel=author,
// itemprop=author, elements named byline or author that are short; not those of comments, related
// articles or what stands below another heading). A group is taken at its word by schema.org, but
// only when nobody is named.
[[nodiscard]] std::vector<std::string> find_authors(const Tree& tree, const MetaTable& meta,
                                                    const StructuredArticle& structured);

}  // namespace quire::extract::html
