#include "index/glass/position_list.h"

#include <string>

#include "index/glass/byte_coding.h"
#include "index/glass/position_codec.h"

namespace quire::glass {

Result<void> read_positions(TableCursor& position, std::string_view term, std::uint32_t document,
                            std::vector<std::uint32_t>& positions) {
  std::string key;
  append_escaped(key, term);
  key.push_back('\0');
  append_sortable(key, document);
  const auto found = position.find(key);
  if (!found) return found.error();
  if (!*found) return {};
  const auto tag = position.tag();
  if (!tag) return tag.error();
  if (!get_positions(*tag, positions)) {
    return Error{ErrorCode::kCorrupt, "a position list of the index is damaged", {}};
  }
  return {};
}

}  // namespace quire::glass
