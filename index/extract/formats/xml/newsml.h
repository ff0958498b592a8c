#pragma once
// NewsML 1.x and NewsML-G2 (IPTC). Pure functions over a tree.

#include <string>
#include <vector>

#include "index/extract/draft/reading.h"
#include "index/extract/formats/xml/xml_tree.h"

namespace quire::extract::formats {

// Adds the articles of a NewsML 1.x `NewsItem`: one for each component that has a headline and text
// of its own. A note when there are none.
void read_newsml_item(const XmlTree& tree, pugi::xml_node item, Reading& reading);

// Adds the article of a NewsML-G2 `newsItem`. Pictures, graphics, sound and moving pictures are
// none; there is a note for each.
void read_g2_item(const XmlTree& tree, pugi::xml_node item, Reading& reading);

}  // namespace quire::extract::formats
