#pragma once
// The samples of texts, and which texts were entered under a row of theirs. 136 bytes a text and
// eight to twelve a row. Owned by one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "index/story/place_table.h"
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

  // The texts entered under `row`, and once in ten thousand times one that is not; empty for a
  // common one. Valid until the next call.
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
    std::array<std::uint32_t, Sample::kMost> rows{};
    // Bit by bit, which of the rows are entered.
    std::uint32_t entered = 0;
    std::uint8_t level = 0;
    std::uint8_t count = 0;
  };
  static_assert(Sample::kMost == 32);

  [[nodiscard]] static Place place(TextNumber text, std::size_t number) {
    return static_cast<Place>(text * Sample::kMost + number);
  }
  [[nodiscard]] std::uint32_t row_at(Place place) const {
    return kept_[place / Sample::kMost].rows[place % Sample::kMost];
  }

  std::deque<Kept> kept_;  // by text
  PlaceTable entries_;     // of the rows in the samples
  std::vector<TextNumber> found_;
};

}  // namespace quire::story
