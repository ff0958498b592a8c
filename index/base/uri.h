#pragma once
// URIs. Those of files (RFC 8089) carry any path through text that must be UTF-8 and free of
// newlines.

#include <optional>
#include <string>
#include <string_view>

namespace quire {

// "/a b/\xFF" -> "file:///a%20b/%FF". `path` is absolute and may hold any bytes but NUL.
[[nodiscard]] std::string path_to_file_uri(std::string_view path);

// The path of a "file:///..." URI; nothing when it is not one or a percent sequence is broken.
[[nodiscard]] std::optional<std::string> file_uri_to_path(std::string_view uri);

// "https://www.gazette.example:8080/a" -> "gazette.example": the host in lower case, without a port
// and a leading "www."; empty when `url` has none.
[[nodiscard]] std::string host_of(std::string_view url);

}  // namespace quire
