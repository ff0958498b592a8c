#pragma once
// Where things stand by default (XDG Base Directory Specification 0.8), and how a path that a
// person has written becomes an absolute one. Thread-safe.

#include <string>
#include <string_view>

#include "config/environment.h"
#include "index/base/result.h"

namespace quire::config {

// The longest path that a Unix socket can have, in bytes (sockaddr_un, less its NUL).
inline constexpr std::size_t kMaxSocketPath = 107;

// $XDG_CONFIG_HOME/quire/quired.toml, else ~/.config/quire/quired.toml. kInvalidArgument when
// neither variable says where that is; so do the next two.
[[nodiscard]] Result<std::string> default_settings_file(const Environment& environment);
// $XDG_DATA_HOME/quire/index, else ~/.local/share/quire/index.
[[nodiscard]] Result<std::string> default_index_path(const Environment& environment);
// ~/Articles
[[nodiscard]] Result<std::string> default_drop_path(const Environment& environment);
// $XDG_RUNTIME_DIR/quire/quired.sock, else /tmp/quire-UID/quired.sock.
[[nodiscard]] std::string default_socket_path(const Environment& environment);

// `written` with "~" or "$NAME" at its start replaced, "." and ".." resolved and no slash at its
// end. kInvalidArgument when the variable is not set or the path is still relative.
[[nodiscard]] Result<std::string> absolute_path(std::string_view written,
                                                const Environment& environment);

// The same, but a relative path starts at the current folder, as on a command line.
[[nodiscard]] Result<std::string> path_from_here(std::string_view written,
                                                 const Environment& environment);

// `path`, absolute, with the symbolic links in the part of it that exists replaced, so that two
// names of one folder compare equal. What cannot be looked at is left as written.
[[nodiscard]] std::string canonical_path(const std::string& path);

}  // namespace quire::config
