#pragma once
// The samples of texts, and which texts were entered under a row of theirs. 12 bytes a text, 4 a
// row, and 6 to 7 more for one that is entered. Owned by one thread.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "index/story/place_table.h"
#include "index/story/row_pool.h"
#include "index/story/rows.h"

namespace quire::story {

class RowTable {
 public:
  using TextNumber = std::uint32_t;
  // A row of more texts is a common phrase, or boilerplate: it leads to nobody.
  static constexpr std::size_t kCommon = 24;

  // In the place of the one that the text had, none of whose rows is entered.
  void keep(TextNumber text, const Sample& sample);
  [[nodiscard]] SampleView sample(TextNumber text) const;

  // The texts entered under `row`; empty for a common one. Valid until the next call.
  [[nodiscard]] std::span<const TextNumber> texts(std::uint32_t row);
  // Enters the text under a row of its sample, by the row's number in it; not a second time. Beyond
  // kCommon + 1 texts a row takes no more.
  void add(TextNumber text, std::size_t number);
  // The text is not entered under any row any more.
  void remove(TextNumber text);

  // Room for so many texts.
  void reserve(std::size_t texts);
  void clear();

 private:
  struct Kept {
    RowPool::Run rows = 0;
    // Bit by bit, which of the rows are entered.
    std::uint32_t entered = 0;
    std::uint8_t level = 0;
    std::uint8_t count = 0;
  };
  static_assert(Sample::kMost == 32);

  [[nodiscard]] static Place place(TextNumber text, std::size_t number) {
    return static_cast<Place>(text * Sample::kMost + number);
  }
  [[nodiscard]] static TextNumber text_at(Place place) {
    return static_cast<TextNumber>(place / Sample::kMost);
  }
  [[nodiscard]] std::span<const std::uint32_t> rows_of(const Kept& kept) const {
    return {pool_.rows(kept.rows), kept.count};
  }
  [[nodiscard]] std::uint32_t row_at(Place place) const {
    return rows_of(kept_[text_at(place)])[place % Sample::kMost];
  }

  static constexpr std::uint32_t kPartBits = 9;

  RowPool pool_;
  std::deque<Kept> kept_;          // by text
  PlaceTable entries_{kPartBits};  // of the rows in the samples
  std::vector<TextNumber> found_;
};

}  // namespace quire::story
