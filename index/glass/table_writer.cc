#include "index/glass/table_writer.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "index/base/format.h"
#include "index/glass/block_format.h"

namespace quire::glass {
namespace {

// Four items must fit into a block, so that Xapian can go on with the table.
constexpr std::size_t kMaxItemBytes = (kBlockSize - kHeaderBytes - 4 * kOffsetBytes) / 4;
constexpr std::size_t kMaxPieces = 0xFFFF;

// A piece smaller than this beyond its key is not worth a place in a nearly full block.
constexpr std::size_t kSmallestPiece = 34;

constexpr std::size_t kBufferBytes = 128 * kBlockSize;

void put16(char* out, std::size_t value) {
  out[0] = static_cast<char>(value >> 8);
  out[1] = static_cast<char>(value);
}

void put32(char* out, std::uint32_t value) {
  put16(out, value >> 16);
  put16(out + 2, value & 0xFFFF);
}

// Writes the header of a block whose directory and items stand, and clears what is between.
void close_block(char* block, std::size_t level, std::size_t directory_end,
                 std::size_t items_begin) {
  const std::size_t free = items_begin - directory_end;
  std::memset(block + directory_end, 0, free);
  put32(block, kRevision);
  block[kLevelAt] = static_cast<char>(level);
  put16(block + 5, free);
  put16(block + 7, free);
  put16(block + kDirectoryEndAt, directory_end);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  const auto end = a.begin() + static_cast<std::ptrdiff_t>(shorter);
  return static_cast<std::size_t>(std::mismatch(a.begin(), end, b.begin()).first - a.begin());
}

}  // namespace

TableWriter::TableWriter(FileSystem& files, std::string path)
    : files_(files), path_(std::move(path)) {}

void TableWriter::add(std::string_view key, std::string_view tag, bool compressed) {
  assert(!key.empty() && key.size() <= kMaxKeyBytes);
  if (failed()) return;
  if (leaf_ == nullptr) begin_leaf();
  ++entries_;
  if (kItemHeadBytes + key.size() + tag.size() <= kMaxItemBytes) {
    add_item(key, {tag, 1, true, compressed});
  } else {
    add_in_pieces(key, tag, compressed);
  }
}

void TableWriter::add_in_pieces(std::string_view key, std::string_view tag, bool compressed) {
  const std::size_t head = kItemHeadBytes + key.size() + kPieceBytes;
  const std::size_t most = kMaxItemBytes - head;
  // The first piece lacks its number. Its size is such that the others fill the open block up to
  // the end, unless that made one piece more out of next to nothing.
  std::size_t size = most + kPieceBytes;
  const std::size_t rest = room() % (kMaxItemBytes + kOffsetBytes);
  if (rest > kOffsetBytes + head) {
    const std::size_t fits = rest - kOffsetBytes - head;
    const std::size_t last = (tag.size() - kPieceBytes) % most;
    if (fits >= last || fits >= key.size() + kSmallestPiece) size = fits + kPieceBytes;
  }
  if ((tag.size() - size + most - 1) / most + 1 > kMaxPieces) {
    status_ = Error{ErrorCode::kTooLarge, format("an entry of {} bytes in {}", tag.size(), path_),
                    "such an article must be left out"};
    return;
  }
  for (std::uint16_t number = 1; !tag.empty(); ++number) {
    const std::string_view bytes = tag.substr(0, size);
    tag.remove_prefix(bytes.size());
    add_item(key, {bytes, number, tag.empty(), compressed});
    size = most;
  }
}

void TableWriter::add_item(std::string_view key, const Piece& piece) {
  const bool first = piece.number == 1;
  const std::size_t size =
      kItemHeadBytes + key.size() + (first ? 0 : kPieceBytes) + piece.bytes.size();
  if (room() < size + kOffsetBytes) split_leaf(key, piece.number);

  items_begin_ -= size;
  put16(leaf_ + directory_end_, items_begin_);
  directory_end_ += kOffsetBytes;
  char* out = leaf_ + items_begin_;
  put16(out, (size - kItemHeadBytes) | (piece.compressed ? kCompressed : 0) |
                 (piece.last ? kLastPiece : 0) | (first ? kFirstPiece : 0));
  out[2] = static_cast<char>(key.size());
  out += kItemHeadBytes;
  if (!key.empty()) std::memcpy(out, key.data(), key.size());
  out += key.size();
  if (!first) {
    put16(out, piece.number);
    out += kPieceBytes;
  }
  if (!piece.bytes.empty()) std::memcpy(out, piece.bytes.data(), piece.bytes.size());
}

void TableWriter::begin_leaf() {
  const bool very_first = buffer_ == nullptr;
  if (very_first) buffer_ = std::make_unique_for_overwrite<char[]>(kBufferBytes);
  leaf_ = buffer_.get() + buffered_;
  directory_end_ = kHeaderBytes;
  items_begin_ = kBlockSize;
  // Every table begins with an item of an empty key.
  if (very_first) add_item({}, {{}, 1, true, false});
}

std::uint32_t TableWriter::end_leaf() {
  close_block(leaf_, 0, directory_end_, items_begin_);
  return end_block();
}

// Ends the open leaf; the next begins with `piece` of the tag of `key`.
void TableWriter::split_leaf(std::string_view key, std::uint16_t piece) {
  const char* last_item = leaf_ + items_begin_;
  const std::string_view last_key(last_item + kItemHeadBytes,
                                  static_cast<unsigned char>(last_item[2]));
  const std::size_t differs = std::min(common_prefix(last_key, key) + 1, key.size());
  Separator separator{std::string(key.substr(0, differs)), piece};
  const std::uint32_t block = end_leaf();
  add_child(1, std::exchange(leaf_first_, std::move(separator)), block);
  begin_leaf();
}

// Enters `block`, of the level below, into the open branch at `level`.
void TableWriter::add_child(std::size_t level, Separator separator, std::uint32_t block) {
  if (branches_.size() < level) {
    branches_.push_back(
        {std::make_unique_for_overwrite<char[]>(kBlockSize), kHeaderBytes, kBlockSize, {}});
  }
  const std::size_t needed = kBranchHeadBytes + separator.key.size() + kPieceBytes + kOffsetBytes;
  if (Branch& full = branches_[level - 1]; full.items_begin - full.directory_end < needed) {
    const std::uint32_t written = write_branch(level);
    Separator first = std::move(full.first);
    full.directory_end = kHeaderBytes;
    full.items_begin = kBlockSize;
    add_child(level + 1, std::move(first), written);
  }
  Branch& branch = branches_[level - 1];  // the vector may have grown
  Separator entered;                      // the first one of a block needs no key
  if (branch.directory_end == kHeaderBytes) {
    branch.first = std::move(separator);
  } else {
    entered = std::move(separator);
  }
  branch.items_begin -= kBranchHeadBytes + entered.key.size() + kPieceBytes;
  put16(branch.block.get() + branch.directory_end, branch.items_begin);
  branch.directory_end += kOffsetBytes;
  char* out = branch.block.get() + branch.items_begin;
  put32(out, block);
  out[4] = static_cast<char>(entered.key.size());
  std::memcpy(out + kBranchHeadBytes, entered.key.data(), entered.key.size());
  put16(out + kBranchHeadBytes + entered.key.size(), entered.piece);
}

std::uint32_t TableWriter::write_branch(std::size_t level) {
  Branch& branch = branches_[level - 1];
  close_block(branch.block.get(), level, branch.directory_end, branch.items_begin);
  std::memcpy(buffer_.get() + buffered_, branch.block.get(), kBlockSize);
  return end_block();
}

// Another block is whole; returns its number.
std::uint32_t TableWriter::end_block() {
  buffered_ += kBlockSize;
  if (buffered_ == kBufferBytes) flush();
  return blocks_++;
}

void TableWriter::flush() {
  const std::string_view bytes(buffer_.get(), std::exchange(buffered_, 0));
  if (failed()) return;
  if (!file_) {
    auto file = files_.create(path_);
    if (!file) {
      status_ = std::move(file).error();
      return;
    }
    file_ = *std::move(file);
  }
  if (!bytes.empty()) status_ = file_->append(bytes);
}

Result<TableRoot> TableWriter::finish(bool always) {
  TableRoot result;
  if (leaf_ != nullptr && !failed()) {
    result.root = end_leaf();
    if (!branches_.empty()) add_child(1, std::move(leaf_first_), result.root);
    for (std::size_t level = 1; level <= branches_.size(); ++level) {
      result.root = write_branch(level);
      if (level < branches_.size()) {
        add_child(level + 1, std::move(branches_[level - 1].first), result.root);
      }
    }
    result.level = static_cast<std::uint32_t>(branches_.size());
    result.blocks = blocks_;
    result.entries = entries_;
  }
  if (result.blocks > 0 || always) flush();
  if (failed()) return status_.error();
  if (file_) {
    if (auto closed = file_->finish(false); !closed) return closed.error();
  }
  return result;
}

}  // namespace quire::glass
