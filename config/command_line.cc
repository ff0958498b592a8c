#include "config/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "config/paths.h"
#include "config/version.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

// As they were typed.
struct Typed {
  std::string config;
  std::vector<std::string> drops;
  std::string index;
  std::string socket;
  std::string log_level;
  bool check_config = false;
};

void describe_options(CLI::App& app, Typed& typed) {
  app.set_help_flag("-h,--help", "Print this and end");
  app.set_version_flag("--version", format("quired {}", version()), "Print the version and end");
  app.add_option("--config", typed.config, "Read the settings from FILE")->option_text("FILE");
  app.add_option("--drop", typed.drops,
                 "Watch DIR, and not the settings' drop folders; may be repeated")
      ->option_text("DIR")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  app.add_option("--index", typed.index, "Keep the index in DIR")->option_text("DIR");
  app.add_option("--socket", typed.socket, "Listen on PATH")->option_text("PATH");
  app.add_option("--log-level", typed.log_level, "debug, info, warning or error")
      ->option_text("LEVEL");
  app.add_flag("--check-config", typed.check_config, "Say what is wrong with the settings and end");
  app.footer(
      "Without --config, $XDG_CONFIG_HOME/quire/quired.toml is read if it exists.\n"
      "See quired(1) and quired.toml(5).");
}

Error usage_error(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message), "see quired --help"};
}

// Sets `out` when `written` is given.
Result<void> set_path(const std::string& written, const Environment& environment,
                      std::optional<std::string>& out) {
  if (written.empty()) return {};
  auto path = path_from_here(written, environment);
  if (!path) return path.error();
  out = std::move(*path);
  return {};
}

Result<LoadOptions> load_options(const Typed& typed, const Environment& environment) {
  LoadOptions options;
  options.environment = environment;
  Overrides& overrides = options.overrides;
  std::optional<std::string> file;
  if (auto set = set_path(typed.config, environment, file); !set) return set.error();
  options.file = file.value_or("");
  for (const std::string& written : typed.drops) {
    auto path = path_from_here(written, environment);
    if (!path) return usage_error(format("--drop: {}", path.error().message));
    overrides.drops.push_back(std::move(*path));
  }
  if (auto set = set_path(typed.index, environment, overrides.index_path); !set) {
    return set.error();
  }
  if (auto set = set_path(typed.socket, environment, overrides.socket_path); !set) {
    return set.error();
  }
  if (typed.log_level.empty()) return options;
  const auto level = std::find(kLogLevelNames.begin(), kLogLevelNames.end(), typed.log_level);
  if (level == kLogLevelNames.end()) {
    return usage_error(format("--log-level must be debug, info, warning or error, and is \"{}\"",
                              typed.log_level));
  }
  overrides.log_level = static_cast<LogLevel>(level - kLogLevelNames.begin());
  return options;
}

}  // namespace

Result<CommandLine> parse_command_line(std::vector<std::string> arguments,
                                       const Environment& environment) {
  CLI::App app("Watch drop folders, index the articles in them, answer searches over a socket",
               "quired");
  Typed typed;
  describe_options(app, typed);
  CommandLine result;
  try {
    // CLI11 takes them off the end.
    std::reverse(arguments.begin(), arguments.end());
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    result.action = Action::kPrint;
    result.text = app.help() + "\n";
    return result;
  } catch (const CLI::CallForVersion& version_text) {
    result.action = Action::kPrint;
    result.text = format("{}\n", version_text.what());
    return result;
  } catch (const CLI::Error& error) {
    return usage_error(error.what());
  }
  if (typed.check_config) result.action = Action::kCheckConfig;
  auto options = load_options(typed, environment);
  if (!options) return options.error();
  result.load = std::move(*options);
  return result;
}

}  // namespace quire::config
