#include "client/cli/commands/daemon_path.h"

#include "config/paths.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::cli {

Result<std::string> path_for_daemon(const std::string& written,
                                    const config::Environment& environment) {
  if (written.starts_with("file:")) return written;
  auto path = config::path_from_here(written, environment);
  if (!path) return path;
  *path = config::canonical_path(*path);
  // JSON carries text alone; a URI carries any path.
  return first_invalid_utf8(*path) ? path_to_file_uri(*path) : *path;
}

}  // namespace quire::cli
