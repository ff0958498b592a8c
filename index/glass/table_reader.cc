#include "index/glass/table_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/base/format.h"
#include "index/glass/block_format.h"

namespace quire::glass {
namespace {

Error corrupt(std::string_view what) {
  return Error{ErrorCode::kCorrupt, format("a table of the index is damaged: {}", what), {}};
}

std::uint32_t get16(const char* in) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(in[0])) << 8 |
         static_cast<unsigned char>(in[1]);
}

std::uint32_t get32(const char* in) { return get16(in) << 16 | get16(in + 2); }

// What a branch has of a block below it.
struct Child {
  std::string_view key;  // cut short
  std::uint32_t piece = 0;
  std::uint32_t block = 0;
};

std::optional<Child> child_of(std::string_view item) {
  if (item.size() < kBranchHeadBytes + kPieceBytes) return std::nullopt;
  const std::size_t key_bytes = static_cast<unsigned char>(item[4]);
  if (item.size() < kBranchHeadBytes + key_bytes + kPieceBytes) return std::nullopt;
  return Child{item.substr(kBranchHeadBytes, key_bytes),
               get16(item.data() + kBranchHeadBytes + key_bytes), get32(item.data())};
}

}  // namespace

TableReader::TableReader(std::unique_ptr<const RandomAccessFile> file, CommittedTable table)
    : file_(std::move(file)), table_(table) {}

Result<void> TableReader::read_block(std::uint32_t number, std::uint32_t level,
                                     std::vector<char>& block) const {
  block.resize(table_.block_size);
  const std::uint64_t offset = std::uint64_t{number} * table_.block_size;
  if (auto read = file_->read_at(offset, block); !read) return read;
  if (get32(block.data()) > table_.revision) {
    return Error{ErrorCode::kBusy, "the index was changed while it was read", "try again"};
  }
  const std::size_t directory_end = get16(block.data() + kDirectoryEndAt);
  const bool sound = static_cast<unsigned char>(block[kLevelAt]) == level &&
                     directory_end > kHeaderBytes && directory_end <= block.size() &&
                     (directory_end - kHeaderBytes) % kOffsetBytes == 0;
  if (!sound) return corrupt("a block is not what it should be");
  return {};
}

Result<std::string_view> TableCursor::item_bytes(const Level& level, std::size_t item) const {
  const std::string_view block(level.block.data(), level.block.size());
  const std::size_t offset = get16(level.block.data() + kHeaderBytes + item * kOffsetBytes);
  const bool is_behind_directory = offset >= kHeaderBytes + level.items * kOffsetBytes;
  if (!is_behind_directory || offset >= block.size()) return corrupt("an item lies elsewhere");
  return block.substr(offset);
}

Result<void> TableCursor::enter(std::uint32_t level, std::uint32_t block) {
  Level& entered = levels_[level];
  entered.at = 0;
  if (entered.items > 0 && entered.number == block) return {};
  entered.items = 0;
  if (auto read = table_->read_block(block, level, entered.block); !read) return read;
  entered.number = block;
  entered.items = (get16(entered.block.data() + kDirectoryEndAt) - kHeaderBytes) / kOffsetBytes;
  return {};
}

Result<void> TableCursor::enter_child(std::uint32_t level) {
  const auto item = item_bytes(levels_[level], levels_[level].at);
  if (!item) return item.error();
  const auto child = child_of(*item);
  if (!child) return corrupt("a branch is cut off");
  return enter(level - 1, child->block);
}

// In a branch: to the block that the first piece of `key` would be in.
Result<void> TableCursor::descend(std::uint32_t level, std::string_view key) {
  Level& branch = levels_[level];
  std::size_t low = 0;  // the first stands for all that is before the second
  std::size_t high = branch.items;
  while (high - low > 1) {
    const std::size_t middle = low + (high - low) / 2;
    const auto item = item_bytes(branch, middle);
    if (!item) return item.error();
    const auto child = child_of(*item);
    if (!child) return corrupt("a branch is cut off");
    const int order = child->key.compare(key);
    const bool is_behind = order > 0 || (order == 0 && child->piece > 1);
    (is_behind ? high : low) = middle;
  }
  branch.at = low;
  return enter_child(level);
}

Result<void> TableCursor::read_item() {
  const auto item = item_bytes(levels_.front(), levels_.front().at);
  if (!item) return item.error();
  if (item->size() < kItemHeadBytes) return corrupt("an item is cut off");
  const std::uint32_t head = get16(item->data());
  const bool is_first = (head & kFirstPiece) != 0;
  const std::size_t key_bytes = static_cast<unsigned char>((*item)[2]);
  const std::size_t before = key_bytes + (is_first ? 0 : kPieceBytes);
  const std::size_t size = head & kItemSizeMask;
  if (size < before || item->size() < kItemHeadBytes + size) return corrupt("an item is cut off");
  item_.key = item->substr(kItemHeadBytes, key_bytes);
  item_.piece = is_first ? 1 : get16(item->data() + kItemHeadBytes + key_bytes);
  item_.last = (head & kLastPiece) != 0;
  item_.compressed = (head & kCompressed) != 0;
  item_.bytes = item->substr(kItemHeadBytes + before, size - before);
  return {};
}

// From where the cursor was last, in strides that double: false when the key is not in what is left
// of the leaf, else between `low` and `high`.
Result<bool> TableCursor::gallop(std::string_view key, std::size_t& low, std::size_t& high) {
  if (levels_.empty() || levels_.front().items == 0) return false;
  Level& leaf = levels_.front();
  const std::size_t last = leaf.items - 1;
  leaf.at = low = std::min(leaf.at, last);
  if (auto read = read_item(); !read) return read.error();
  if (item_.piece != 1 || item_.key > key) return false;
  for (std::size_t stride = 1;; stride *= 2) {
    leaf.at = std::min(low + stride, last);
    if (auto read = read_item(); !read) return read.error();
    high = leaf.at + 1;
    if (item_.key >= key) return true;
    if (leaf.at == last) return false;
    low = leaf.at + 1;
  }
}

Result<void> TableCursor::enter_leaf_of(std::string_view key) {
  const CommittedTable& table = table_->table();
  levels_.resize(table.level + std::size_t{1});
  if (auto entered = enter(table.level, table.root); !entered) return entered;
  for (std::uint32_t level = table.level; level > 0; --level) {
    if (auto entered = descend(level, key); !entered) return entered;
  }
  return {};
}

Result<bool> TableCursor::find(std::string_view key) {
  if (table_->table().empty) return false;
  std::size_t low = 0;
  std::size_t high = 0;
  const auto at_hand = gallop(key, low, high);
  if (!at_hand) return at_hand;
  if (!*at_hand) {
    if (auto entered = enter_leaf_of(key); !entered) return entered.error();
    low = 0;
    high = levels_.front().items;
  }
  Level& leaf = levels_.front();
  while (low < high) {
    leaf.at = low + (high - low) / 2;
    if (auto read = read_item(); !read) return read.error();
    const int order = item_.key.compare(key);
    if (order == 0 && item_.piece == 1) {
      key_ = key;
      return true;
    }
    if (order < 0) {
      low = leaf.at + 1;
    } else {
      high = leaf.at;
    }
  }
  return false;
}

Result<bool> TableCursor::find_not_behind(std::string_view key) {
  if (table_->table().empty) return false;
  if (auto entered = enter_leaf_of(key); !entered) return entered.error();
  Level& leaf = levels_.front();
  std::size_t low = 0;  // the first item behind the key is not before it
  std::size_t high = leaf.items;
  while (low < high) {
    leaf.at = low + (high - low) / 2;
    if (auto read = read_item(); !read) return read.error();
    if (item_.key <= key) {
      low = leaf.at + 1;
    } else {
      high = leaf.at;
    }
  }
  leaf.at = low;
  const auto before = previous_item();
  if (!before || !*before) return before;
  if (item_.piece == 1) {
    key_ = item_.key;
    return true;
  }
  const std::string whole(item_.key);
  return find(whole);
}

// To the item before, also from behind the last of a leaf; false before the first of all.
Result<bool> TableCursor::previous_item() {
  std::size_t level = 0;
  while (levels_[level].at == 0) {
    if (++level == levels_.size()) return false;
  }
  --levels_[level].at;
  for (; level > 0; --level) {
    if (auto entered = enter_child(static_cast<std::uint32_t>(level)); !entered) {
      return entered.error();
    }
    levels_[level - 1].at = levels_[level - 1].items - 1;
  }
  if (auto read = read_item(); !read) return read.error();
  return true;
}

// To the next item of a leaf; false behind the last of all.
Result<bool> TableCursor::next_item() {
  std::size_t level = 0;
  while (++levels_[level].at >= levels_[level].items) {
    if (++level == levels_.size()) return false;
  }
  for (; level > 0; --level) {
    if (auto entered = enter_child(static_cast<std::uint32_t>(level)); !entered) {
      return entered.error();
    }
  }
  if (auto read = read_item(); !read) return read.error();
  return true;
}

Result<bool> TableCursor::next() {
  do {
    const auto more = next_item();
    if (!more || !*more) return more;
  } while (item_.piece != 1);
  key_ = item_.key;
  return true;
}

void TableCursor::forget() {
  levels_ = {};
  joined_ = {};
}

Result<std::string_view> TableCursor::tag() {
  if (item_.compressed) {
    return Error{ErrorCode::kUnsupported, "a compressed posting list in the index", {}};
  }
  if (item_.last) return item_.bytes;
  joined_ = item_.bytes;
  for (std::uint32_t piece = 2; !item_.last; ++piece) {
    const auto more = next_item();
    if (!more) return more.error();
    if (!*more || item_.key != key_ || item_.piece != piece) return corrupt("a tag is cut off");
    joined_ += item_.bytes;
  }
  return std::string_view(joined_);
}

}  // namespace quire::glass
