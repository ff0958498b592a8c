#pragma once
// From a line of an article's stored text back to its line in the original file, so that a hit can
// be opened at the right place. A value.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/base/result.h"

namespace quire::article {

class LineMap {
 public:
  // From stored line `stored` on (counted from 0), lines follow those of the original from
  // `original` (counted from 1). Runs are added in order of `stored`.
  void add_run(std::uint32_t stored, std::uint32_t original);

  // The original line of stored line `stored`; an empty map maps line n to n + 1.
  [[nodiscard]] std::uint32_t original_of(std::uint32_t stored) const;

  // "stored:original,..." and back. kCorrupt when it is not that.
  [[nodiscard]] std::string serialise() const;
  [[nodiscard]] static Result<LineMap> parse(std::string_view text);

  bool operator==(const LineMap&) const = default;

 private:
  struct Run {
    std::uint32_t stored;
    std::uint32_t original;
    bool operator==(const Run&) const = default;
  };
  std::vector<Run> runs_;
};

}  // namespace quire::article
