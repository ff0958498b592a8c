#pragma once
// What is written to, and what may be written there: a file's name or title must not be able to
// drive the reader's terminal. Values and pure functions.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "daemon/protocol/messages.h"

namespace quire::cli {

// A character and whether it belongs to a match.
struct Glyph {
  char32_t character = 0;
  bool marked = false;
  bool operator==(const Glyph&) const = default;
};
using Glyphs = std::vector<Glyph>;

enum class LineEnds : std::uint8_t { kKeep, kAsSpaces };

// Control characters, those that reorder text (Unicode's bidirectional controls), and bytes that
// are not UTF-8 become U+FFFD, tabs spaces, so that the offsets of `highlights` stay right. Line
// ends are kept or become spaces.
[[nodiscard]] Glyphs glyphs_of(std::string_view text,
                               const std::vector<protocol::Highlight>& highlights,
                               LineEnds line_ends = LineEnds::kAsSpaces);

// `text` on one line, made harmless as above.
[[nodiscard]] std::string harmless(std::string_view text);

// The columns of a terminal that they take.
[[nodiscard]] std::size_t columns_of(const Glyphs& glyphs);

// Lines of at most `width` columns, broken where text::may_break_between() allows it and within a
// word only when that is too long; width 0 breaks nothing. Without spaces at the ends of lines.
[[nodiscard]] std::vector<Glyphs> wrap(const Glyphs& glyphs, std::size_t width);

// The same of a text of several lines, in which those that are short enough keep their spaces.
[[nodiscard]] std::vector<Glyphs> wrap_lines(const Glyphs& text, std::size_t width);

// ANSI escape sequences (ECMA-48 SGR) and links (OSC 8), or none at all.
class Style {
 public:
  explicit Style(bool colour, bool links = false, std::string host = {})
      : colour_(colour), links_(links), host_(std::move(host)) {}

  [[nodiscard]] std::string bold(std::string_view text) const { return wrapped("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return wrapped("2", text); }
  [[nodiscard]] std::string path(std::string_view text) const { return wrapped("36", text); }
  // `text` as a link to `uri`, a file: URI without a host, of which a terminal that runs elsewhere
  // must not think that it is its own.
  [[nodiscard]] std::string linked(std::string_view uri, std::string_view text) const;
  // A problem's mark.
  [[nodiscard]] std::string warning(std::string_view text) const { return wrapped("33", text); }
  // What a text lost and won, in colours; without any between "[-" and "-]", "{+" and "+}".
  [[nodiscard]] std::string removed(std::string_view text) const;
  [[nodiscard]] std::string added(std::string_view text) const;
  // Marked glyphs stand out. `bold`: the others are bold.
  [[nodiscard]] std::string painted(const Glyphs& glyphs, bool bold = false) const;

 private:
  [[nodiscard]] std::string wrapped(std::string_view code, std::string_view text) const;

  bool colour_;
  bool links_;
  std::string host_;
};

enum class ColourChoice : std::uint8_t { kAuto, kAlways, kNever };

// kAuto: on a terminal that is not dumb, unless NO_COLOR is set (https://no-color.org).
[[nodiscard]] bool wants_colour(ColourChoice choice, bool terminal,
                                const config::Environment& environment);

// The columns of a preview of fzf, which is no terminal; 0 elsewhere.
[[nodiscard]] std::size_t preview_width(const config::Environment& environment);

// kAuto: where there are colours, but not on Linux's console, which shows links as they are.
[[nodiscard]] bool wants_links(ColourChoice choice, bool coloured,
                               const config::Environment& environment);

}  // namespace quire::cli
