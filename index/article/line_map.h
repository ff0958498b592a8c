#pragma once
// From a place in an article's stored text back to its place in the original file, so that a hit
// can be opened there. A value.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire::article {

// A place in a text. Columns are in code points.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  auto operator<=>(const Place&) const = default;
};

class LineMap {
 public:
  // From `stored` on (line and column counted from 0) the text goes on as that of the original does
  // from `original` on (both counted from 1): up to the end of the line character for character,
  // then line for line. Runs are added in order of `stored`; one at the same place counts instead.
  void add_run(Place stored, Place original);
  // The same for whole lines.
  void add_run(std::uint32_t stored_line, std::uint32_t original_line) {
    add_run({stored_line, 0}, {original_line, 1});
  }

  // Where the original has what stands at `stored`; an empty map maps each line to itself.
  [[nodiscard]] Place original_of(Place stored) const;
  [[nodiscard]] std::uint32_t original_of(std::uint32_t stored_line) const {
    return original_of(Place{stored_line, 0}).line;
  }

  // "stored:original,..." and back, places as "line" or, with a column, "line.column". kCorrupt
  // when it is not that.
  [[nodiscard]] std::string serialise() const;
  [[nodiscard]] static Result<LineMap> parse(std::string_view text);

  bool operator==(const LineMap&) const = default;

 private:
  struct Run {
    Place stored;
    Place original;
    bool operator==(const Run&) const = default;
  };
  // What a run says without being written: it goes on where the one before it would.
  [[nodiscard]] bool is_implied(Place stored, Place original) const;

  std::vector<Run> runs_;
};

}  // namespace quire::article
