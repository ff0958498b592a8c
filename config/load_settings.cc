#include "config/load_settings.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "config/paths.h"
#include "config/settings_reader.h"
#include "config/validation.h"
#include "index/base/file_system.h"
#include "index/base/format.h"
#include "index/base/unique_fd.h"

namespace quire::config {
namespace {

constexpr std::size_t kMaxFile = 1U << 20;  // bytes; no settings file is that long
constexpr std::size_t kMaxDropName = 32;

// Follows links, unlike FileSystem::read: settings often are links into a folder of dot files.
Result<std::string> read_file(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return error_from_errno(errno, format("read the settings {}", path));
  std::string text;
  std::string chunk(1U << 16, '\0');
  while (true) {
    const ssize_t count = ::read(fd.get(), chunk.data(), chunk.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return error_from_errno(errno, format("read the settings {}", path));
    text.append(chunk, 0, static_cast<std::size_t>(count));
    if (text.size() > kMaxFile) {
      return Error{ErrorCode::kTooLarge, format("the settings {} are over 1 MiB", path),
                   "is it the right file?"};
    }
  }
}

// What a drop folder from the command line is called: its last component, as far as that can be.
std::string drop_name_for(const std::string& path, const std::vector<DropSettings>& taken) {
  std::string base;
  for (const char c : path.substr(path.rfind('/') + 1)) {
    const bool fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '.' || c == '-';
    if (base.size() < kMaxDropName) base.push_back(fits ? c : '-');
  }
  if (base.empty()) base = "root";
  std::string name = base;
  const auto is_taken = [&taken](const std::string& candidate) {
    return std::any_of(taken.begin(), taken.end(),
                       [&](const DropSettings& drop) { return drop.name == candidate; });
  };
  for (int number = 2; is_taken(name); ++number) {
    const std::string suffix = format("-{}", number);
    name = base.substr(0, kMaxDropName - suffix.size()) + suffix;
  }
  return name;
}

// Null when none of `drops` is at `path`.
const DropSettings* drop_at(const std::string& path, const std::vector<DropSettings>& drops) {
  const std::string wanted = canonical_path(path);
  const auto found = std::find_if(drops.begin(), drops.end(), [&wanted](const DropSettings& drop) {
    return !drop.path.empty() && canonical_path(drop.path) == wanted;
  });
  return found == drops.end() ? nullptr : &*found;
}

// A folder that the file names as well keeps what the file says of it: under another name its
// articles would get other ids.
void override_drops(const std::vector<std::string>& paths, Settings& settings, Origins& origins) {
  if (paths.empty()) return;
  const std::vector<DropSettings> configured = std::move(settings.drops);
  std::vector<DropSettings> drops;
  for (const std::string& path : paths) {
    const DropSettings* known = drop_at(path, configured);
    if (known != nullptr && drop_at(path, drops) == nullptr) drops.push_back(*known);
  }
  for (const std::string& path : paths) {
    if (drop_at(path, drops) != nullptr) continue;
    drops.push_back({drop_name_for(path, drops), path, {}, WatchBackend::kAuto});
  }
  settings.drops = std::move(drops);
  std::erase_if(origins.places, [](const auto& place) { return place.first.starts_with("drop["); });
}

void apply(const Overrides& overrides, ReadSettings& read) {
  override_drops(overrides.drops, read.settings, read.origins);
  if (overrides.index_path) {
    read.settings.index.path = *overrides.index_path;
    read.origins.places.erase("index.path");
  }
  if (overrides.socket_path) {
    read.settings.socket.path = *overrides.socket_path;
    read.origins.places.erase("socket.path");
  }
  if (overrides.log_level) read.settings.log.level = *overrides.log_level;
}

// A path that was given but is wrong stays empty: its error stands already.
void fill_in_defaults(const Environment& environment, ReadSettings& read) {
  const auto fill = [&read](std::string& path, const char* setting, Result<std::string> value) {
    if (!path.empty() || read.origins.places.contains(setting)) return;
    if (value) {
      path = std::move(*value);
    } else {
      read.errors.push_back(value.error());
    }
  };
  Settings& settings = read.settings;
  if (settings.drops.empty()) {
    settings.drops.push_back({"articles", {}, {}, WatchBackend::kAuto});
    fill(settings.drops[0].path, "drop", default_drop_path(environment));
  }
  fill(settings.index.path, "index.path", default_index_path(environment));
  fill(settings.socket.path, "socket.path", default_socket_path(environment));
}

void make_canonical(Settings& settings) {
  for (DropSettings& drop : settings.drops) {
    if (!drop.path.empty()) drop.path = canonical_path(drop.path);
  }
  if (!settings.index.path.empty()) settings.index.path = canonical_path(settings.index.path);
  if (!settings.log.file.empty()) settings.log.file = canonical_path(settings.log.file);
}

// Reads the file that `options` mean into `loaded`; nothing when there is none to read.
ReadSettings read_chosen(const LoadOptions& options, LoadedSettings& loaded) {
  std::string file = options.file;
  if (file.empty()) {
    auto by_default = default_settings_file(options.environment);
    if (!by_default) return {};
    file = std::move(*by_default);
  }
  auto text = read_file(file);
  if (text) {
    loaded.file = file;
    return read_settings(*text, file, options.environment);
  }
  if (options.file.empty() && text.error().code == ErrorCode::kNotFound) return {};
  if (text.error().code == ErrorCode::kNotFound) {
    loaded.errors.push_back({ErrorCode::kNotFound, format("there are no settings at {}", file),
                             "check what --config names, or leave it out"});
  } else {
    loaded.errors.push_back(text.error());
  }
  return {};
}

}  // namespace

LoadedSettings load_settings(const LoadOptions& options) {
  LoadedSettings loaded;
  ReadSettings read = read_chosen(options, loaded);
  apply(options.overrides, read);
  fill_in_defaults(options.environment, read);
  make_canonical(read.settings);
  const std::vector<Error> clashes = validate(read.settings, read.origins);
  for (const std::vector<Error>* some : {&std::as_const(read.errors), &clashes}) {
    loaded.errors.insert(loaded.errors.end(), some->begin(), some->end());
  }
  loaded.settings = std::move(read.settings);
  return loaded;
}

}  // namespace quire::config
