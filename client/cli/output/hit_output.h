#pragma once
// Hits and articles, written in the forms that --format names. Pure but for the stream.

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "client/cli/terminal/terminal.h"
#include "daemon/protocol/messages.h"

namespace quire::cli {

// "2018-12-04  Reuters, Politics  BERLIN  3 versions  withdrawn  0123456789abcdef", without what is
// not known or does not hold.
[[nodiscard]] std::string details_of(const protocol::Hit& hit);

// The hit's title, or its file's name when it has none, with the matches marked.
[[nodiscard]] std::string title_of(const protocol::Hit& hit, const Style& style);

// The very path of the hit's file, whatever bytes it has, for programs; for a terminal, or when a
// line end in it could be taken for the end of a record, a harmless version of it.
[[nodiscard]] std::string path_of(const protocol::Hit& hit, bool terminal);

// A few lines for a person, the snippet wrapped to `width` columns (0: not at all).
void write_text(std::ostream& out, const protocol::Hit& hit, const Style& style, bool terminal,
                std::size_t width);

// "path:line:column:title", as Vim's quickfix and Emacs' grep-mode read it.
void write_vimgrep(std::ostream& out, const protocol::Hit& hit, bool terminal);

// The elements of the array "hits" in the JSON text of a search's result, each as it stands there.
[[nodiscard]] std::vector<std::string_view> hits_of(std::string_view json);

}  // namespace quire::cli
