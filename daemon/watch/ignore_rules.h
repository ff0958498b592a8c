#pragma once
// Which names in a drop folder are not articles. Immutable, so thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace quire::watch {

// Prefix of the files that `sync` writes; a watcher reports them through on_cookie alone.
inline constexpr std::string_view kCookiePrefix = ".quire-cookie-";

class IgnoreRules {
 public:
  // The rules that always hold (dot files, *~, *.tmp, *.part, *.crdownload, *.swp, .#*, #*#,
  // *.filepart) and `globs` (fnmatch(3) patterns), matched against a single name, or against the
  // path relative to the drop folder when they hold a '/' before their end. There '*' does not
  // cross a '/', a leading '/' means nothing else than that, and a trailing one nothing at all:
  // "drafts/" is the name, "/drafts" that name directly in the drop folder.
  explicit IgnoreRules(std::vector<std::string> globs = {});

  // `relative` is the path below the drop folder; the folder itself, "", is never ignored. An
  // ignored folder hides all below it, so its parents are assumed to have been asked about already.
  [[nodiscard]] bool ignores(std::string_view relative) const;

 private:
  std::vector<std::string> name_globs_;
  std::vector<std::string> path_globs_;
};

}  // namespace quire::watch
