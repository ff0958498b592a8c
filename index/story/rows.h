#pragma once
// Texts as hashes of their words and of rows of words, which is all that is compared of them (A.
// Broder, "On the resemblance and containment of documents", 1997). Owned by one thread.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace quire::story {

// Takes the words of a text one by one, and makes rows of kRowWords of them.
class RowMaker {
 public:
  static constexpr std::size_t kRowWords = 3;

  void clear();
  void add(std::uint64_t word);

  // How many words there were.
  [[nodiscard]] std::uint32_t words() const { return words_; }
  // Of all words, in their order.
  [[nodiscard]] std::uint64_t text() const { return text_; }
  // One for each row, in their order, evenly spread over 32 bits.
  [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return rows_; }

 private:
  std::uint32_t words_ = 0;
  std::uint64_t text_ = 0;
  std::uint64_t before_ = 0;  // the word before the last one
  std::uint64_t last_ = 0;
  std::vector<std::uint32_t> rows_;
};

// See Sample.
struct SampleView {
  std::uint32_t level = 0;
  std::span<const std::uint32_t> rows;
};

// Some rows of a text: those whose hash ends in `level` zero bits. So the rows that two texts share
// are in both their samples, at the higher of their levels, however much longer one of them is.
struct Sample {
  static constexpr std::size_t kMost = 32;

  std::uint32_t level = 0;          // as high as leaves kMost at most
  std::vector<std::uint32_t> rows;  // ascending, each once

  operator SampleView() const { return {level, rows}; }
  bool operator==(const Sample&) const = default;
};

[[nodiscard]] Sample sample_of(std::vector<std::uint32_t> rows);

struct Shared {
  std::size_t rows = 0;  // that are in both samples
  std::size_t of = 0;    // the rows of the one that has fewer, both taken at the higher level
};

[[nodiscard]] Shared shared_rows(SampleView a, SampleView b);

}  // namespace quire::story
