#pragma once
// The values of all documents, slot by slot, as glass streams them. Owned by one thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/glass/byte_coding.h"

namespace quire::glass {

class TableWriter;

class ValueSlots {
 public:
  // Ascending documents within a slot, from 1; `value` is not empty.
  void add(std::uint32_t slot, std::uint32_t document, std::string_view value);

  // Their entries of the postlist table, which come before those of any list.
  void write(TableWriter& table) const;

  [[nodiscard]] std::size_t bytes() const;
  void clear() { slots_.clear(); }

 private:
  struct Chunk {
    std::uint32_t first_document = 0;
    std::size_t end = 0;  // in the slot's bytes
  };
  struct Slot {
    std::uint32_t values = 0;
    std::string lowest;
    std::string highest;
    std::uint32_t last_document = 0;
    ByteBuffer stream;          // all chunks, one after the other
    std::vector<Chunk> chunks;  // the last one may be open
  };

  std::map<std::uint32_t, Slot> slots_;
};

}  // namespace quire::glass
