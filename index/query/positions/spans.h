#pragma once
// Places of words and phrases in one article, and which of them stand together. Pure.

#include <cstdint>
#include <span>
#include <vector>

namespace quire::query {

// Positions of the first and the last word.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
};

// Ascending, none twice. They may overlap.
using Spans = std::vector<Span>;
using Positions = std::vector<std::uint32_t>;  // ascending

[[nodiscard]] Spans either(const Spans& a, const Spans& b);

// Those of either side that have one of the other at most `words` away; neighbours are one word
// apart. What overlaps is not near.
[[nodiscard]] Spans near(const Spans& a, const Spans& b, std::uint32_t words);

// Those of `b` that begin at most `words` after the end of one of `a`.
[[nodiscard]] Spans after(const Spans& a, const Spans& b, std::uint32_t words);

// From the beginning of the first to the end of the last, each right behind the one before.
[[nodiscard]] Spans phrase(std::span<const Spans> parts);

// Those of either side that have one of the other, which they do not overlap, in the same unit.
// Units begin at `begins`; what is before the first is a unit as well. A span is where it begins.
[[nodiscard]] Spans together(const Spans& a, const Spans& b, const Positions& begins);

// Those that end before `limit`.
[[nodiscard]] Spans before(const Spans& spans, std::uint32_t limit);

}  // namespace quire::query
