#include "index/glass/position_lists.h"

#include "index/glass/byte_coding.h"
#include "index/glass/position_codec.h"

namespace quire::glass {
namespace {

std::string key_of(std::string_view term) {
  std::string key;
  append_escaped(key, term);
  key.push_back('\0');
  return key;
}

}  // namespace

PositionLists::PositionLists(const TableReader& position, std::string_view term)
    : cursor_(position), key_(key_of(term)), prefix_(key_.size()) {}

Result<void> PositionLists::read(std::uint32_t document, std::vector<std::uint32_t>& positions) {
  key_.resize(prefix_);
  append_sortable(key_, document);
  const auto found = cursor_.find(key_);
  if (!found) return found.error();
  if (!*found) return {};
  const auto tag = cursor_.tag();
  if (!tag) return tag.error();
  if (!get_positions(*tag, positions)) {
    return Error{ErrorCode::kCorrupt, "a position list of the index is damaged", {}};
  }
  return {};
}

}  // namespace quire::glass
