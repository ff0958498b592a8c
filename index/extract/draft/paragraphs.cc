#include "index/extract/draft/paragraphs.h"

#include <algorithm>

namespace quire::extract {
namespace {

constexpr std::string_view kSpace = " \t\r\f\v";
constexpr std::size_t kHandBroken = 100;  // bytes of the average line that nobody broke by hand

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(kSpace) - first + 1);
}

template <class Visit>
void for_each_line(std::string_view text, Visit visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    visit(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool has_long_lines_only(std::string_view text) {
  std::size_t lines = 0;
  std::size_t bytes = 0;
  bool empty_between = false;
  for_each_line(text, [&](std::string_view line) {
    const std::string_view ink = trimmed(line);
    if (ink.empty() && lines > 0) empty_between = true;
    if (!ink.empty()) ++lines;
    bytes += ink.size();
  });
  return !empty_between && lines > 1 && bytes > lines * kHandBroken;
}

}  // namespace

std::vector<Paragraph> paragraphs_of(std::string_view text, std::uint32_t first_line) {
  while (!text.empty() &&
         (text.back() == '\n' || kSpace.find(text.back()) != std::string_view::npos)) {
    text.remove_suffix(1);
  }
  const bool line_each = has_long_lines_only(text);
  std::vector<Paragraph> paragraphs;
  bool open = false;
  std::uint32_t line_number = first_line;
  for_each_line(text, [&](std::string_view line) {
    const std::uint32_t number = line_number;
    if (first_line != 0) ++line_number;
    const std::string_view ink = trimmed(line);
    if (ink.empty()) {
      open = false;
      return;
    }
    if (!open || line_each) paragraphs.emplace_back();
    Paragraph& paragraph = paragraphs.back();
    if (open && !line_each) paragraph.text.push_back('\n');
    open = true;
    if (first_line != 0) {
      const auto indent = static_cast<std::uint32_t>(ink.data() - line.data());
      paragraph.origins.push_back(
          {static_cast<std::uint32_t>(paragraph.text.size()), number, indent + 1});
    }
    paragraph.text += ink;
  });
  return paragraphs;
}

void move_origins(std::vector<Paragraph>& paragraphs, std::uint32_t line, bool verbatim) {
  for (Paragraph& paragraph : paragraphs) {
    for (Origin& origin : paragraph.origins) {
      // On the first line something stands before the text.
      if (!verbatim || origin.line == 1) origin.column = 1;
      origin.line += line - 1;
    }
  }
}

}  // namespace quire::extract
