#include "index/query/positions/spans.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace quire::query {
namespace {

bool overlap(const Span& a, const Span& b) { return a.begin <= b.end && b.begin <= a.end; }

Positions ends_of(const Spans& spans) {
  Positions ends;
  ends.reserve(spans.size());
  for (const Span& span : spans) ends.push_back(span.end);
  std::sort(ends.begin(), ends.end());
  return ends;
}

// Whether one of `ends` is at most `words` before `position`.
bool ends_before(const Positions& ends, std::uint32_t position, std::uint32_t words) {
  const auto behind = std::lower_bound(ends.begin(), ends.end(), position);
  return behind != ends.begin() && position - *std::prev(behind) <= words;
}

// Whether one of `spans` begins at most `words` after `position`.
bool begins_after(const Spans& spans, std::uint32_t position, std::uint32_t words) {
  const auto next =
      std::upper_bound(spans.begin(), spans.end(), position,
                       [](std::uint32_t p, const Span& span) { return p < span.begin; });
  return next != spans.end() && next->begin - position <= words;
}

Spans with_neighbour(const Spans& spans, const Spans& others, std::uint32_t words) {
  const Positions ends = ends_of(others);
  Spans out;
  std::copy_if(spans.begin(), spans.end(), std::back_inserter(out), [&](const Span& span) {
    return ends_before(ends, span.begin, words) || begins_after(others, span.end, words);
  });
  return out;
}

struct Unit {
  std::uint32_t begin = 0;
  std::uint32_t end = std::numeric_limits<std::uint32_t>::max();  // not in it
};

Unit unit_of(std::uint32_t position, const Positions& begins) {
  const auto next = std::upper_bound(begins.begin(), begins.end(), position);
  Unit unit;
  if (next != begins.begin()) unit.begin = *std::prev(next);
  if (next != begins.end()) unit.end = *next;
  return unit;
}

Spans with_company(const Spans& spans, const Spans& others, const Positions& begins) {
  const auto has_company = [&](const Span& span) {
    const Unit unit = unit_of(span.begin, begins);
    auto other = std::lower_bound(others.begin(), others.end(), Span{unit.begin, 0});
    for (; other != others.end() && other->begin < unit.end; ++other) {
      if (!overlap(span, *other)) return true;
    }
    return false;
  };
  Spans out;
  std::copy_if(spans.begin(), spans.end(), std::back_inserter(out), has_company);
  return out;
}

}  // namespace

Spans either(const Spans& a, const Spans& b) {
  Spans out;
  out.reserve(a.size() + b.size());
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

Spans near(const Spans& a, const Spans& b, std::uint32_t words) {
  return either(with_neighbour(a, b, words), with_neighbour(b, a, words));
}

Spans after(const Spans& a, const Spans& b, std::uint32_t words) {
  const Positions ends = ends_of(a);
  Spans out;
  std::copy_if(b.begin(), b.end(), std::back_inserter(out),
               [&](const Span& span) { return ends_before(ends, span.begin, words); });
  return out;
}

Spans phrase(std::span<const Spans> parts) {
  if (parts.empty()) return {};
  Spans found = parts.front();
  for (const Spans& part : parts.subspan(1)) {
    Spans longer;
    for (const Span& span : found) {
      auto next = std::lower_bound(part.begin(), part.end(), Span{span.end + 1, 0});
      for (; next != part.end() && next->begin == span.end + 1; ++next) {
        longer.push_back({span.begin, next->end});
      }
    }
    std::sort(longer.begin(), longer.end());
    longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
    found = std::move(longer);
  }
  return found;
}

Spans together(const Spans& a, const Spans& b, const Positions& begins) {
  return either(with_company(a, b, begins), with_company(b, a, begins));
}

Spans before(const Spans& spans, std::uint32_t limit) {
  Spans out;
  std::copy_if(spans.begin(), spans.end(), std::back_inserter(out),
               [limit](const Span& span) { return span.end < limit; });
  return out;
}

}  // namespace quire::query
