#pragma once
// Writes one posting list, or the list of document lengths, in chunks. Owned by one thread.

#include <cstdint>
#include <string>
#include <string_view>

#include "index/glass/byte_coding.h"

namespace quire::glass {

class TableWriter;

class PostingChunks {
 public:
  explicit PostingChunks(TableWriter& table) : table_(table) {}

  // A list whose first chunk has the key `first_key`; the keys of the others begin with
  // `later_keys`. For the document lengths both counts are 0.
  void begin(std::string_view first_key, std::string_view later_keys, std::uint32_t documents,
             std::uint64_t occurrences);
  // Ascending documents, from 1.
  void add(std::uint32_t document, std::uint32_t wdf);
  // The list had at least one posting.
  void end() { write(true); }

 private:
  void write(bool last);

  TableWriter& table_;
  std::string key_;  // of the open chunk
  std::string later_keys_;
  std::string tag_;
  ByteBuffer postings_;  // of the open chunk
  std::uint32_t documents_ = 0;
  std::uint64_t occurrences_ = 0;
  std::uint32_t first_ = 0;     // document of the open chunk; 0: none yet
  std::uint32_t previous_ = 0;  // document
  bool first_chunk_ = true;
};

}  // namespace quire::glass
