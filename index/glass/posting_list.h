#pragma once
// Reads a posting list of a committed glass database, or its list of document lengths, chunk by
// chunk. Errors as those of TableReader; a list that does not ascend is kCorrupt. Owned by one
// thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/glass/table_reader.h"

namespace quire::glass {

struct ListedPosting {
  std::uint32_t document = 0;  // from 1
  std::uint32_t wdf = 0;       // in the list of lengths: the length
};

class PostingList {
 public:
  // At its first chunk; nothing when the term has no list. `postlist` must outlive it.
  [[nodiscard]] static Result<std::optional<PostingList>> of_term(const TableReader& postlist,
                                                                  std::string_view term);
  [[nodiscard]] static Result<std::optional<PostingList>> of_lengths(const TableReader& postlist);

  // How many documents have the term; 0 for lengths.
  [[nodiscard]] std::uint32_t frequency() const { return frequency_; }
  // Of the chunk it is at; documents ascend, over all chunks.
  [[nodiscard]] std::span<const ListedPosting> chunk() const { return {chunk_.data(), count_}; }
  // False behind the last chunk; chunk() is empty then.
  [[nodiscard]] Result<bool> next_chunk();
  // Goes on to the first chunk that does not end before `document`; chunk() is empty when there is
  // none.
  [[nodiscard]] Result<void> skip_to(std::uint32_t document);

 private:
  PostingList(const TableReader& postlist, std::string later_keys)
      : cursor_(postlist), later_keys_(std::move(later_keys)) {}

  [[nodiscard]] static Result<std::optional<PostingList>> open(const TableReader& postlist,
                                                               std::string_view first_key,
                                                               std::string later_keys);
  [[nodiscard]] Result<void> read_first_chunk();
  [[nodiscard]] Result<void> read_later_chunk();
  [[nodiscard]] bool decode(std::string_view tag, std::uint32_t first);

  TableCursor cursor_;
  std::string later_keys_;  // how the keys of all chunks but the first begin
  std::uint32_t frequency_ = 0;
  std::uint32_t last_document_ = 0;
  bool is_last_ = false;
  std::vector<ListedPosting> chunk_;  // with room for more
  std::size_t count_ = 0;
};

}  // namespace quire::glass
