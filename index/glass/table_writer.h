#pragma once
// Writes one table of a glass database: a B-tree of keys and tags (documented in Xapian's
// xapian-core/backends/glass/glass_table.cc), built bottom-up from sorted keys in one pass, with
// full blocks. Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/file_system.h"

namespace quire::glass {

inline constexpr std::size_t kBlockSize = 8192;
inline constexpr std::size_t kMaxKeyBytes = 255;
// What the tables' blocks and the version file say; the next commit makes it 2.
inline constexpr std::uint32_t kRevision = 1;

// What the version file must know of a table.
struct TableRoot {
  std::uint32_t root = 0;     // number of the block
  std::uint32_t level = 0;    // of that block; leaves are at level 0
  std::uint32_t blocks = 0;   // 0: an empty table
  std::uint64_t entries = 0;  // keys
};

class TableWriter {
 public:
  // The file is made with the first key. `files` must outlive the writer.
  TableWriter(FileSystem& files, std::string path);

  // Keys ascend strictly by their bytes and hold 1 to kMaxKeyBytes. `compressed` says that `tag`
  // is a raw deflate stream. A failure is kept for finish().
  void add(std::string_view key, std::string_view tag, bool compressed = false);

  // Whether adding more is in vain.
  [[nodiscard]] bool failed() const { return !status_.ok(); }

  // Writes what is left. With `always` even a table without a key gets its (empty) file. What
  // append(), create() and finish() of the file system may return, and kTooLarge for a tag of more
  // than 65535 pieces (about 130 MB).
  [[nodiscard]] Result<TableRoot> finish(bool always);

 private:
  // Where the block that a branch points to begins: a key, cut short, and a piece of its tag.
  struct Separator {
    std::string key;
    std::uint16_t piece = 0;
  };
  struct Branch {
    std::unique_ptr<char[]> block;
    std::size_t directory_end = 0;
    std::size_t items_begin = 0;
    Separator first;  // what stands for the whole block one level up
  };
  struct Piece {
    std::string_view bytes;
    std::uint16_t number = 1;
    bool last = true;
    bool compressed = false;
  };

  void add_in_pieces(std::string_view key, std::string_view tag, bool compressed);
  void add_item(std::string_view key, const Piece& piece);
  [[nodiscard]] std::size_t room() const { return items_begin_ - directory_end_; }
  void begin_leaf();
  std::uint32_t end_leaf();
  void split_leaf(std::string_view key, std::uint16_t piece);
  void add_child(std::size_t level, Separator separator, std::uint32_t block);
  std::uint32_t write_branch(std::size_t level);
  std::uint32_t end_block();
  void flush();

  FileSystem& files_;
  const std::string path_;
  std::unique_ptr<OutputFile> file_;
  Result<void> status_;

  std::unique_ptr<char[]> buffer_;  // whole blocks, then the open leaf
  std::size_t buffered_ = 0;        // bytes of whole blocks
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;

  char* leaf_ = nullptr;
  std::size_t directory_end_ = 0;  // offsets in the open leaf
  std::size_t items_begin_ = 0;
  Separator leaf_first_;
  std::vector<Branch> branches_;  // level 1 and up
};

}  // namespace quire::glass
