#pragma once
// NITF (IPTC's News Industry Text Format, 3.x). Pure functions over a tree.

#include "index/extract/draft/draft.h"
#include "index/extract/formats/xml/xml_tree.h"

namespace quire::extract::formats {

// The article of an `nitf` element.
[[nodiscard]] Draft read_nitf(const XmlTree& tree, pugi::xml_node nitf);

}  // namespace quire::extract::formats
