#include <filesystem>
#include <system_error>

#include "client/cli/commands/commands.h"
#include "client/cli/terminal/pick.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

// This very program, at the same daemon, as a word or more of a shell.
std::string this_program(const Context& context) {
  std::error_code failure;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", failure);
  std::string words = shell_word(failure ? "quire" : path.string());
  if (!context.socket().empty()) words += " --socket " + shell_word(context.socket());
  return words;
}

std::string editor_of(const config::Environment& environment) {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    if (std::string editor = environment.get(name); !editor.empty()) return editor;
  }
  return "vi";
}

}  // namespace

ExitStatus run_pick(const Context& context, const PickOptions& options) {
  // fzf would show an empty list, and no reason.
  if (auto connection = context.connect(); !connection) {
    return context.no_daemon(connection.error());
  }
  // fzf gives its commands to $SHELL, which need not be one that reads them as they are meant.
  const auto end = run_program(fzf_words(this_program(context), options.query),
                               {{"SHELL", "/bin/sh"}, {"FZF_DEFAULT_COMMAND", ":"}});
  if (!end && end.error().code == ErrorCode::kNotFound) {
    context.failed({ErrorCode::kNotFound, "`quire pick` needs fzf, which is not installed",
                    "install the package fzf, or use `quire search`"});
    return ExitStatus::kNoDaemon;
  }
  if (!end) return context.failed(end.error());
  const auto picked = picked_of(end->output);
  if (!picked) return ExitStatus::kNothingFound;
  if (options.print || !context.terminal()) {
    context.out() << picked->path << '\n';
    return ExitStatus::kDone;
  }
  return context.failed(become_program(editor_words(editor_of(context.environment()), *picked)));
}

}  // namespace quire::cli
