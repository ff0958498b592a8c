#pragma once
// A walk through a drop folder, off the loop. Thread-safe; one walk lives on one thread.

#include <functional>
#include <string>
#include <string_view>

#include "daemon/watch/ignore_rules.h"
#include "index/base/file_system.h"

namespace quire::watch {

struct CrawlVisitor {
  // Called before a folder is listed, so that a watch set here sees all that comes later. Folders
  // only; the drop folder itself is "". May be empty.
  std::function<void(const std::string& relative)> on_folder;
  // Everything that is not a folder, with its status; symbolic links are not followed. In byte
  // order of the whole relative path. May be empty (then nothing is stat'ed).
  std::function<void(const std::string& relative, const FileStatus& status)> on_file;
  // A folder or an entry that could not be read; the walk goes on. May be empty.
  std::function<void(const std::string& relative, const Error& error)> on_error;
  // Asked now and then; true ends the walk. May be empty.
  std::function<bool()> cancelled;
};

// Walks `root`/`subtree` ("" for all). A subtree that is a single file gives that file; one that is
// not there, or is ignored, or stands behind a symbolic link, gives nothing. Entries that vanish
// during the walk are passed over in silence. Returns an error only when `root` itself is not there
// or cannot be listed; `root` alone may be a symbolic link.
[[nodiscard]] Result<void> crawl(FileSystem& files, const std::string& root,
                                 const std::string& subtree, const IgnoreRules& rules,
                                 const CrawlVisitor& visitor);

}  // namespace quire::watch
