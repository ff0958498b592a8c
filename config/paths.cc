#include "config/paths.h"

#include <filesystem>
#include <system_error>

#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

// The specification has relative values ignored.
Result<std::string> base_folder(const Environment& environment, std::string_view variable,
                                std::string_view below_home) {
  if (std::string set = environment.get(variable); set.starts_with('/')) return set;
  const std::string home = environment.get("HOME");
  if (home.starts_with('/')) return join_path(home, below_home);
  return Error{ErrorCode::kInvalidArgument, format("neither {} nor HOME is set", variable),
               "set HOME, or name every path in the settings"};
}

Result<std::string> below_base(const Environment& environment, std::string_view variable,
                               std::string_view below_home, std::string_view rest) {
  auto base = base_folder(environment, variable, below_home);
  if (!base) return base;
  return join_path(*base, rest);
}

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// Length of the part that stands for a folder: "~" or "$NAME"; 0 for none.
std::size_t prefix_length(std::string_view written) {
  if (written.starts_with('~')) return 1;
  if (!written.starts_with('$')) return 0;
  std::size_t end = 1;
  while (end < written.size() && is_name_character(written[end])) ++end;
  return end;
}

Result<std::string> expanded(std::string_view written, const Environment& environment) {
  const std::size_t length = prefix_length(written);
  if (length == 0) return std::string(written);
  const std::string_view prefix = written.substr(0, length);
  const std::string_view rest = written.substr(length);
  if (!rest.empty() && !rest.starts_with('/')) {
    return Error{ErrorCode::kInvalidArgument, format("\"{}\" is not understood", written),
                 "only ~/ and $NAME/ at a path's start are replaced"};
  }
  const std::string_view variable = prefix == "~" ? "HOME" : prefix.substr(1);
  const std::string value = environment.get(variable);
  if (value.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 format("\"{}\" needs the variable {}, which is not set", written, variable),
                 "write the path out"};
  }
  return value + std::string(rest);
}

std::string normalised(const std::string& path) {
  std::string out = std::filesystem::path(path).lexically_normal().string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

}  // namespace

Result<std::string> default_settings_file(const Environment& environment) {
  return below_base(environment, "XDG_CONFIG_HOME", ".config", "quire/quired.toml");
}

Result<std::string> default_index_path(const Environment& environment) {
  return below_base(environment, "XDG_DATA_HOME", ".local/share", "quire/index");
}

Result<std::string> default_drop_path(const Environment& environment) {
  return absolute_path("~/Articles", environment);
}

std::string default_socket_path(const Environment& environment) {
  const std::string runtime = environment.get("XDG_RUNTIME_DIR");
  if (runtime.starts_with('/')) return join_path(runtime, "quire/quired.sock");
  return format("/tmp/quire-{}/quired.sock", environment.user_id);
}

Result<std::string> absolute_path(std::string_view written, const Environment& environment) {
  auto path = expanded(written, environment);
  if (!path) return path;
  if (!path->starts_with('/')) {
    return Error{ErrorCode::kInvalidArgument, format("\"{}\" is a relative path", written),
                 "write an absolute one, or begin with ~/"};
  }
  return normalised(*path);
}

Result<std::string> path_from_here(std::string_view written, const Environment& environment) {
  if (written.empty()) return Error{ErrorCode::kInvalidArgument, "a path is empty", {}};
  if (prefix_length(written) > 0) {
    // The shell has replaced what was meant to be; this may be a file's own name.
    if (auto path = absolute_path(written, environment)) return path;
  }
  if (written.starts_with('/')) return normalised(std::string(written));
  return normalised(join_path(environment.current_folder, written));
}

std::string canonical_path(const std::string& path) {
  std::error_code error;
  const std::string canonical = std::filesystem::weakly_canonical(path, error).string();
  return error || canonical.empty() ? path : normalised(canonical);
}

}  // namespace quire::config
