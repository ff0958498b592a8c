#pragma once
// Reads one table of a glass database that was committed: a B-tree of keys and tags (documented in
// Xapian's xapian-core/backends/glass/glass_table.cc), whoever wrote it. Bytes are checked before
// they are believed: whatever stands in the file, an error is the worst that comes of it. Errors:
// kCorrupt; kBusy for a block that a later commit has written over; what read_at() may return.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"

namespace quire::glass {

// Where a committed table begins, as the version file has it.
struct CommittedTable {
  std::uint32_t revision = 0;    // of the commit
  std::uint32_t root = 0;        // number of the block
  std::uint32_t level = 0;       // of that block; leaves are at level 0
  std::uint32_t block_size = 0;  // bytes; a power of two from 2048 to 65536
  bool empty = true;             // there is no block
};

// Immutable; any number of threads may read it, each with a cursor of its own.
class TableReader {
 public:
  TableReader(std::unique_ptr<const RandomAccessFile> file, CommittedTable table);

  [[nodiscard]] const CommittedTable& table() const { return table_; }
  // Of block `number`, which must be one of `level`. `block` is made as large as one.
  [[nodiscard]] Result<void> read_block(std::uint32_t number, std::uint32_t level,
                                        std::vector<char>& block) const;

 private:
  const std::unique_ptr<const RandomAccessFile> file_;
  const CommittedTable table_;
};

// Goes through the entries in the order of their keys. Keeps the blocks it is in, so that what
// stands close to what was looked for last is found without reading. Owned by one thread.
class TableCursor {
 public:
  // `table` must outlive the cursor.
  explicit TableCursor(const TableReader& table) : table_(&table) {}

  // Goes to the entry with exactly that key; false, and then nowhere, when there is none.
  [[nodiscard]] Result<bool> find(std::string_view key);
  // Goes to the last entry whose key is not behind that; false when there is none.
  [[nodiscard]] Result<bool> find_not_behind(std::string_view key);
  // From an entry to the one behind it; false behind the last.
  [[nodiscard]] Result<bool> next();

  // Gives back the blocks it keeps, one of each level. It is nowhere then.
  void forget();

  // Of the entry it is at; valid until it moves.
  [[nodiscard]] std::string_view key() const { return key_; }
  // The same. kUnsupported when it is compressed, as no posting list is.
  [[nodiscard]] Result<std::string_view> tag();

 private:
  struct Level {
    std::vector<char> block;
    std::uint32_t number = 0;  // of the block
    std::size_t items = 0;     // in its directory; 0: none was read
    std::size_t at = 0;        // of these
  };
  // What a leaf has of an entry: all of it, or a piece.
  struct Item {
    std::string_view key;
    std::uint32_t piece = 1;
    bool last = true;
    bool compressed = false;
    std::string_view bytes;
  };

  [[nodiscard]] Result<void> enter(std::uint32_t level, std::uint32_t block);
  [[nodiscard]] Result<void> descend(std::uint32_t level, std::string_view key);
  [[nodiscard]] Result<void> enter_child(std::uint32_t level);
  [[nodiscard]] Result<bool> gallop(std::string_view key, std::size_t& low, std::size_t& high);
  [[nodiscard]] Result<void> enter_leaf_of(std::string_view key);
  [[nodiscard]] Result<bool> next_item();
  [[nodiscard]] Result<bool> previous_item();
  [[nodiscard]] Result<void> read_item();
  [[nodiscard]] Result<std::string_view> item_bytes(const Level& level, std::size_t item) const;

  const TableReader* table_;
  std::vector<Level> levels_;  // from the leaf up
  Item item_;
  std::string key_;
  std::string joined_;  // a tag of several pieces
};

}  // namespace quire::glass
