#pragma once
// The list of a document's terms as glass stores it: terms in order, each without what it shares
// with the one before. Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "index/glass/byte_coding.h"
#include "index/glass/inverter.h"
#include "index/glass/term_table.h"

namespace quire::glass {

class TermlistEncoder {
 public:
  // `order` has the ids of all terms by their bytes. `terms` must outlive the encoder.
  TermlistEncoder(const TermTable& terms, std::span<const std::uint32_t> order);

  // `terms` in any order, none twice; `length` is the sum of their wdf. Holds until the next call.
  [[nodiscard]] std::string_view encode(std::uint32_t length, std::span<const DocumentTerm> terms);

 private:
  // A term by its rank, with what comparing it takes close together.
  struct Ranked {
    TermHead head;
    const char* text = nullptr;
    std::uint32_t length = 0;
  };
  struct Entry {
    std::uint32_t rank = 0;
    std::uint32_t wdf = 0;
  };

  void sort_entries();
  void fetch(std::size_t entry) const;
  static std::size_t common_prefix(const Ranked& a, const Ranked& b);

  std::vector<std::uint32_t> ranks_;  // by id
  std::vector<Ranked> ranked_;
  std::vector<Entry> entries_;
  std::vector<Entry> scratch_;
  ByteBuffer out_;
};

}  // namespace quire::glass
