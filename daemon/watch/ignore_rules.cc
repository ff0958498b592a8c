#include "daemon/watch/ignore_rules.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <utility>

namespace quire::watch {
namespace {

constexpr std::array<std::string_view, 6> kUnfinishedSuffixes = {
    "~", ".tmp", ".part", ".crdownload", ".swp", ".filepart"};

bool always_ignored(std::string_view name) {
  if (name.starts_with('.')) return true;
  if (name.size() > 1 && name.front() == '#' && name.back() == '#') return true;
  return std::any_of(kUnfinishedSuffixes.begin(), kUnfinishedSuffixes.end(),
                     [&](std::string_view suffix) { return name.ends_with(suffix); });
}

bool any_matches(const std::vector<std::string>& globs, std::string_view subject, int flags) {
  if (globs.empty()) return false;
  const std::string terminated(subject);
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return ::fnmatch(glob.c_str(), terminated.c_str(), flags) == 0;
  });
}

}  // namespace

IgnoreRules::IgnoreRules(std::vector<std::string> globs) {
  for (std::string& glob : globs) {
    while (glob.size() > 1 && glob.ends_with('/')) glob.pop_back();
    if (glob.find('/') == std::string::npos) {
      name_globs_.push_back(std::move(glob));
    } else {
      if (glob.starts_with('/')) glob.erase(0, 1);
      path_globs_.push_back(std::move(glob));
    }
  }
}

bool IgnoreRules::ignores(std::string_view relative) const {
  if (relative.empty()) return false;
  const std::string_view name = relative.substr(relative.rfind('/') + 1);
  return always_ignored(name) || any_matches(name_globs_, name, 0) ||
         any_matches(path_globs_, relative, FNM_PATHNAME);
}

}  // namespace quire::watch
