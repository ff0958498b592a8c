#pragma once
// A sealed database of Xapian's glass format (that of Xapian 1.4), built in memory and written in
// one go, without Xapian: what a WritableDatabase would make of the same documents, at less than
// a tenth of the time. Xapian opens, checks, searches, changes and compacts it.
//
// Owned by one thread. Documents get the ids 1, 2, 3, ... in the order added. Beside what bytes()
// says, write() takes about as much memory again.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/base/file_system.h"
#include "index/glass/byte_coding.h"
#include "index/glass/compressor.h"
#include "index/glass/inverter.h"
#include "index/glass/value_slots.h"
#include "index/glass/version_file.h"

namespace quire::glass {

class DatabaseWriter {
 public:
  // Everything up to end_document() belongs to one document. Each one that is begun is ended.
  void begin_document();

  // Terms have 1 to 245 bytes, zero bytes counted twice; others, which Xapian refuses, are left
  // out.
  //
  // One occurrence: wdf grows by 1. Positions of a term come in any order; one that is repeated
  // counts once as a position and again in wdf.
  void add_posting(std::string_view term, std::uint32_t position);
  // A position alone: wdf stays as it is.
  void add_position(std::string_view term, std::uint32_t position);
  // Without a position; 0 for boolean terms.
  void add_term(std::string_view term, std::uint32_t wdf_increment);

  // The last one set counts; an empty one is none. Slots are below 2^32 - 1.
  void set_value(std::uint32_t slot, std::string_view value);
  // What Document::get_data() returns; the last one set counts. At most about 130 MB when
  // compressed, or write() fails with kTooLarge.
  void set_data(std::string_view data);

  void end_document();

  [[nodiscard]] std::uint32_t documents() const { return statistics_.documents; }
  // Memory held, roughly.
  [[nodiscard]] std::size_t bytes() const;

  // Makes the folder `path` (mode 0700) and in it the database, with a new uuid. With `sync` all of
  // it is on disk afterwards, except the folder's own entry in its parent. Errors are those of the
  // file system, kOutOfSpace among them; what has been written then stays for the caller to remove.
  // May be called again, e.g. for another path.
  [[nodiscard]] Result<void> write(FileSystem& files, const std::string& path, bool sync);

  // Ready for the next database; keeps its memory.
  void clear();

 private:
  struct Document {
    std::uint32_t length = 0;  // sum of wdf
    bool compressed = false;
    std::size_t data_end = 0;   // in data_
    std::size_t slots_end = 0;  // in slots_used_
  };

  void end_values();
  [[nodiscard]] std::string_view data(std::size_t index) const;
  [[nodiscard]] std::string_view slots_used(std::size_t index) const;

  [[nodiscard]] Result<TableRoot> write_docdata(FileSystem& files, const std::string& path) const;
  [[nodiscard]] Result<TableRoot> write_termlist(FileSystem& files, const std::string& path,
                                                 const std::vector<std::uint32_t>& order);
  [[nodiscard]] Result<void> write_postings(FileSystem& files, const std::string& path,
                                            const std::vector<std::uint32_t>& order,
                                            Tables& tables) const;
  void write_lengths(TableWriter& postlist) const;

  Inverter inverter_;
  ValueSlots values_;
  Compressor compressor_;
  Statistics statistics_;

  // Of all documents, one after the other.
  std::vector<Document> documents_;
  ByteBuffer data_;        // as the table stores it
  ByteBuffer slots_used_;  // as the table stores them, but not compressed

  // Of the open document. Strings are kept for their memory.
  std::string open_data_;
  std::vector<std::pair<std::uint32_t, std::string>> open_values_;
  std::size_t open_value_count_ = 0;
};

}  // namespace quire::glass
