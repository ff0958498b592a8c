#pragma once
// RSS 0.9x, 1.0 and 2.0, and Atom 0.3 and 1.0. Pure functions over a tree.

#include "index/extract/draft/reading.h"
#include "index/extract/formats/xml/xml_tree.h"

namespace quire::extract::formats {

// Whether the document's element is a feed's.
[[nodiscard]] bool is_feed(pugi::xml_node root);

// One draft for each entry, in their order; entries with neither title nor text are noted. The
// feed's title is the source, its language and author stand in where an entry is silent. An entry's
// key is its guid, else its address, else its title and date. kUnsupported for a feed without
// entries.
[[nodiscard]] Result<Reading> read_feed(const XmlTree& tree);

}  // namespace quire::extract::formats
