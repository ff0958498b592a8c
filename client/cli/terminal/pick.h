#pragma once
// What `quire pick` has fzf(1) do, and how an editor is told to open a file at a line. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/cli/terminal/program.h"

namespace quire::cli {

// fzf that searches with `quire`, this program as a shell calls it with its options, whenever the
// query changes. Made for fzf 0.38.
[[nodiscard]] Words fzf_words(const std::string& quire, const std::string& query);

struct Picked {
  std::string path;  // its very bytes
  std::string line;
};

// Of the line that fzf prints; nothing when none was picked.
[[nodiscard]] std::optional<Picked> picked_of(std::string_view output);

// `editor` is a shell's command, as $EDITOR is.
[[nodiscard]] Words editor_words(const std::string& editor, const Picked& picked);

}  // namespace quire::cli
