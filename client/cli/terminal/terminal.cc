#include "client/cli/terminal/terminal.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "index/base/format.h"
#include "index/base/utf8.h"
#include "index/text/columns.h"

namespace quire::cli {
namespace {

constexpr std::string_view kMark = "\x1b[1;31m";
constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

bool reorders_text(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

char32_t harmless_character(char32_t c, LineEnds line_ends) {
  if (c == U'\n') return line_ends == LineEnds::kKeep ? U'\n' : U' ';
  if (c == U'\t' || c == U'\r') return U' ';
  if (is_control(c) || reorders_text(c)) return kReplacementCharacter;
  // Line and paragraph separator.
  if (c == 0x2028 || c == 0x2029) return U' ';
  return c;
}

Glyphs trimmed(const Glyphs& glyphs, std::size_t begin, std::size_t end) {
  while (begin < end && glyphs[begin].character == U' ') ++begin;
  while (end > begin && glyphs[end - 1].character == U' ') --end;
  return {glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
          glyphs.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Behind the last glyph of the line that begins at `begin`.
std::size_t end_of_line(const Glyphs& glyphs, std::size_t begin, std::size_t width) {
  std::size_t columns = 0;
  std::size_t last_break = begin;
  for (std::size_t i = begin; i < glyphs.size(); ++i) {
    const char32_t character = glyphs[i].character;
    if (i > begin && text::may_break_between(glyphs[i - 1].character, character)) last_break = i;
    const std::size_t own = text::columns_of(character);
    columns += own;
    // What combines with the character before it stays there.
    if (own > 0 && columns > width && i > begin) return last_break > begin ? last_break : i;
  }
  return glyphs.size();
}

}  // namespace

Glyphs glyphs_of(std::string_view text, const std::vector<protocol::Highlight>& highlights,
                 LineEnds line_ends) {
  Glyphs glyphs;
  glyphs.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar decoded = decode_utf8(text, offset);
    offset += decoded.length;
    glyphs.push_back({harmless_character(decoded.code_point, line_ends), false});
  }
  for (const protocol::Highlight& highlight : highlights) {
    const std::size_t start = std::min<std::size_t>(highlight.start, glyphs.size());
    const std::size_t length = std::min<std::size_t>(highlight.length, glyphs.size() - start);
    for (std::size_t i = start; i < start + length; ++i) glyphs[i].marked = true;
  }
  return glyphs;
}

std::string harmless(std::string_view text) { return Style(false).painted(glyphs_of(text, {})); }

std::size_t columns_of(const Glyphs& glyphs) {
  std::size_t columns = 0;
  for (const Glyph& glyph : glyphs) columns += text::columns_of(glyph.character);
  return columns;
}

std::vector<Glyphs> wrap(const Glyphs& glyphs, std::size_t width) {
  std::vector<Glyphs> lines;
  std::size_t begin = 0;
  while (begin < glyphs.size()) {
    if (glyphs[begin].character == U' ') {
      ++begin;
      continue;
    }
    const std::size_t end = width > 0 ? end_of_line(glyphs, begin, width) : glyphs.size();
    lines.push_back(trimmed(glyphs, begin, end));
    begin = end;
  }
  return lines;
}

std::vector<Glyphs> wrap_lines(const Glyphs& text, std::size_t width) {
  std::vector<Glyphs> lines;
  auto begin = text.begin();
  while (begin != text.end()) {
    const auto end = std::find_if(begin, text.end(),
                                  [](const Glyph& glyph) { return glyph.character == U'\n'; });
    Glyphs line(begin, end);
    if (width == 0 || columns_of(line) <= width) {
      lines.push_back(std::move(line));
    } else {
      std::vector<Glyphs> parts = wrap(line, width);
      std::move(parts.begin(), parts.end(), std::back_inserter(lines));
    }
    begin = end == text.end() ? end : end + 1;
  }
  return lines;
}

std::string Style::removed(std::string_view text) const {
  return colour_ ? wrapped("31;9", text) : format("[-{}-]", text);
}

std::string Style::added(std::string_view text) const {
  return colour_ ? wrapped("32", text) : format("{{+{}+}}", text);
}

std::string Style::painted(const Glyphs& glyphs, bool bold) const {
  std::string out;
  bool marked = false;
  const std::string_view base = bold ? kBold : std::string_view();
  if (colour_) out += base;
  for (const Glyph& glyph : glyphs) {
    if (colour_ && glyph.marked != marked) {
      marked = glyph.marked;
      out += marked ? kMark : kReset;
      if (!marked) out += base;
    }
    append_utf8(out, glyph.character);
  }
  if (colour_ && (marked || bold)) out += kReset;
  return out;
}

std::string Style::wrapped(std::string_view code, std::string_view text) const {
  if (!colour_ || text.empty()) return std::string(text);
  return format("\x1b[{}m{}{}", code, text, kReset);
}

std::string Style::linked(std::string_view uri, std::string_view text) const {
  constexpr std::string_view kScheme = "file://";
  if (!links_ || !uri.starts_with(kScheme)) return std::string(text);
  return format("\x1b]8;;{}{}{}\x1b\\{}\x1b]8;;\x1b\\", kScheme, host_,
                harmless(uri.substr(kScheme.size())), text);
}

bool wants_colour(ColourChoice choice, bool terminal, const config::Environment& environment) {
  if (choice != ColourChoice::kAuto) return choice == ColourChoice::kAlways;
  return terminal && environment.get("NO_COLOR").empty() && environment.get("TERM") != "dumb";
}

std::size_t preview_width(const config::Environment& environment) {
  const std::string written = environment.get("FZF_PREVIEW_COLUMNS");
  std::size_t width = 0;
  std::from_chars(written.data(), written.data() + written.size(), width);
  return width;
}

bool wants_links(ColourChoice choice, bool coloured, const config::Environment& environment) {
  if (choice != ColourChoice::kAuto) return choice == ColourChoice::kAlways;
  return coloured && environment.get("TERM") != "linux";
}

}  // namespace quire::cli
