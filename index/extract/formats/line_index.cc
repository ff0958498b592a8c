#include "index/extract/formats/line_index.h"

#include <algorithm>

#include "index/base/utf8.h"

namespace quire::extract::formats {
namespace {

constexpr std::size_t kBetweenMarks = 4096;  // bytes

Place advanced(Place place, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if (!is_utf8_continuation(c)) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  marks_.push_back({0, {}});
  for (std::size_t offset = kBetweenMarks; offset <= text.size(); offset += kBetweenMarks) {
    const Mark& last = marks_.back();
    marks_.push_back({offset, advanced(last.place, text.substr(last.offset, kBetweenMarks))});
  }
}

Place LineIndex::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const Mark& mark = marks_[offset / kBetweenMarks];
  return advanced(mark.place, text_.substr(mark.offset, offset - mark.offset));
}

}  // namespace quire::extract::formats
