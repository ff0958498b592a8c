#pragma once
// Lines that say something about the article instead of being part of it. Pure functions.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/extract/draft/stated_time.h"

namespace quire::extract {

// "Updated at 4:32 p.m.", "Published: Dec. 4, 2018", "Last updated on 4 December 2018, 16:32".
struct TimeLine {
  bool updated = false;            // else published
  std::optional<StatedTime> when;  // nothing when only a time of day is told
};

// Nothing when the line is no such line: what follows the label must be a date or a time of day.
[[nodiscard]] std::optional<TimeLine> parse_time_line(std::string_view line);

// "By Jane Doe and John Roe, Staff Writers" -> the names; empty when the line is no byline.
[[nodiscard]] std::vector<std::string> parse_byline(std::string_view line);

// "LISBON, Portugal (Example Wire) - Text": what stands before the dash.
struct Dateline {
  std::string place;   // "Lisbon, Portugal"
  std::string agency;  // "Example Wire"; may be empty
  std::optional<StatedTime> date;
};

// Of the start of a paragraph; nothing when it has none. The place begins with a word in capitals.
[[nodiscard]] std::optional<Dateline> parse_dateline(std::string_view paragraph);

}  // namespace quire::extract
