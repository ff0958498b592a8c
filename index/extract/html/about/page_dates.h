#pragma once
// When an article was published and changed. Pure functions.

#include <optional>
#include <string_view>

#include "index/extract/draft/stated_time.h"
#include "index/extract/html/about/json_ld.h"
#include "index/extract/html/about/meta_table.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

struct PageDates {
  std::optional<StatedTime> published;
  std::optional<StatedTime> updated;  // only when it is later
};

// The date in an address: "/2018/12/18/", "/2018-12-18-", "/20181218". Midnight UTC.
[[nodiscard]] std::optional<StatedTime> date_in_address(std::string_view url);

// Published, by what is said most deliberately first: schema.org's datePublished in JSON-LD; `meta`
// elements (article:published_time and its kin, Dublin Core, parsely, sailthru); microdata;
// `time` elements; elements that are named for a date; "datePublished" and the like in scripts;
// the address; a labelled date in the text; any date above the text; at last the day of the change.
// A day without a time of day is midnight UTC of that day, whatever the zone; a time without a zone
// is taken for UTC. `url` may be empty, `language` decides how "03/04/2020" is read.
[[nodiscard]] PageDates find_page_dates(const Tree& tree, const MetaTable& meta,
                                        const StructuredArticle& structured, std::string_view url,
                                        std::string_view language);

}  // namespace quire::extract::html
