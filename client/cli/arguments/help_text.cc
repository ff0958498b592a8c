#include "client/cli/arguments/help_text.h"

#include "client/cli/terminal/terminal.h"

namespace quire::cli {
namespace {

constexpr std::size_t kLeastWidth = 20;  // of descriptions beside their options
constexpr std::size_t kNarrowIndent = 6;

// Where the description begins; at the first word of a line that is nothing else.
std::size_t description_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  const std::size_t gap = line.find("  ", first);
  const std::size_t behind = gap == line.npos ? gap : line.find_first_not_of(' ', gap);
  return behind == line.npos ? first : behind;
}

std::string fitted_line(std::string_view line, std::size_t width) {
  const std::size_t begin = description_of(line);
  const std::string_view head = line.substr(0, begin);
  const bool beside = begin + kLeastWidth <= width || head.find_first_not_of(' ') == head.npos;
  const std::size_t indent = beside ? begin : kNarrowIndent;
  std::string out(head.substr(0, head.find_last_not_of(' ') + 1));
  if (!beside) out += '\n';
  bool is_first = true;
  for (const Glyphs& part : wrap(glyphs_of(line.substr(begin), {}), width - indent)) {
    if (!is_first) out += '\n';
    out += std::string(is_first && beside ? begin - out.size() : indent, ' ');
    out += Style(false).painted(part);
    is_first = false;
  }
  return out;
}

}  // namespace

std::string fitted_help(std::string_view text, std::size_t width) {
  if (width <= kNarrowIndent) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    out += line.size() > width ? fitted_line(line, width) : std::string(line);
    text.remove_prefix(line.size());
    if (text.empty()) break;
    text.remove_prefix(1);
    out += '\n';
  }
  return out;
}

}  // namespace quire::cli
