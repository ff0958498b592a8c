#pragma once
// XML of any kind that articles come in. Pure function.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/draft/reading.h"

namespace quire::extract::formats {

// Feeds, NITF, NewsML 1.x, NewsML-G2 (single or in a message), and XML of no known kind whose
// elements are named as an article's fields are. `text` is valid UTF-8. kUnsupported when there is
// no article in it, with what there is instead; kTooLarge over the limits of XmlTree.
[[nodiscard]] Result<Reading> read_xml(std::string_view text);

}  // namespace quire::extract::formats
