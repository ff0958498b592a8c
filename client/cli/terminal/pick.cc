#include "client/cli/terminal/pick.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/base/uri.h"

namespace quire::cli {
namespace {

// The first three are for us; the others are shown.
constexpr std::string_view kLine = "{id}\\t{uri}\\t{line}\\t{date}  {title}  {source}  {place}";

bool takes_path_and_line(std::string_view program) {
  constexpr std::array<std::string_view, 4> kPrograms = {"hx", "helix", "subl", "zed"};
  return std::find(kPrograms.begin(), kPrograms.end(), program) != kPrograms.end();
}

}  // namespace

Words fzf_words(const std::string& quire, const std::string& query) {
  // A half-typed query that fails leaves the list empty, which says as much.
  const std::string search =
      format("{} search --typing --limit 100 --snippet 0 --format {} -- {{q}} 2> /dev/null || true",
             quire, shell_word(std::string(kLine)));
  const std::string show = quire + " --color always show";
  // Without an article it says what the search has to say: nothing found, what does not parse, or
  // no daemon.
  const std::string preview = format(
      "if [ -n {{1}} ]; then {} --query {{q}} {{1}} 2> /dev/null || {} {{1}}; "
      "else {} search --typing --limit 0 -- {{q}}; fi",
      show, show, quire);
  return {"fzf", "--disabled", "--no-multi", "--no-sort", "--layout=reverse", "--delimiter=\t",
          "--with-nth=4..", "--prompt=quire> ",
          "--header=enter: open   esc: leave   ctrl-/: preview   shift-up/down: scroll it",
          "--info=inline", "--preview=" + preview, "--preview-window=down,60%,wrap",
          "--bind=start:reload:" + search, "--query=" + query,
          // Behind the one above: a command that is named with a colon takes all that follows.
          "--bind=ctrl-/:toggle-preview", "--bind=change:reload:" + search};
}

std::optional<Picked> picked_of(std::string_view output) {
  const std::size_t first = output.find('\t');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = output.find('\t', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::size_t third = output.find('\t', second + 1);
  auto path = file_uri_to_path(output.substr(first + 1, second - first - 1));
  if (!path || third == std::string_view::npos) return std::nullopt;
  return Picked{*std::move(path), std::string(output.substr(second + 1, third - second - 1))};
}

Words editor_words(const std::string& editor, const Picked& picked) {
  const std::string command = editor.substr(0, editor.find(' '));
  const std::string program = command.substr(command.rfind('/') + 1);
  Words words = {"sh", "-c", editor + " \"$@\"", program};
  if (program.starts_with("cod")) {  // code, codium
    words.insert(words.end(), {"--goto", picked.path + ":" + picked.line});
  } else if (takes_path_and_line(program)) {
    words.push_back(picked.path + ":" + picked.line);
  } else {
    words.insert(words.end(), {"+" + picked.line, picked.path});
  }
  return words;
}

}  // namespace quire::cli
