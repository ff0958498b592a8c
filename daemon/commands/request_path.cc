#include "daemon/commands/request_path.h"

#include <filesystem>

#include "index/base/format.h"
#include "index/base/uri.h"

namespace quire::commands {

Result<std::string> path_in_request(const std::string& written, std::string_view parameter,
                                    std::string_view method) {
  const auto path = written.starts_with('/') ? written : file_uri_to_path(written);
  // The system would take a NUL for the end, and "..\0a" for "..".
  if (!path || path->find('\0') != std::string::npos) {
    return Error{
        ErrorCode::kInvalidArgument,
        format("\"{}\" in \"{}\" of \"{}\" cannot be a file's path", written, parameter, method),
        "a file: URI has an absolute path: file:///home/..."};
  }
  std::string normal = std::filesystem::path(*path).lexically_normal().string();
  while (normal.size() > 1 && normal.back() == '/') normal.pop_back();
  return normal;
}

}  // namespace quire::commands
