#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "config/validation.h"
#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

enum class Kind : std::uint8_t { kMissing, kFolder, kOther, kUnknown };

Kind kind_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    return S_ISDIR(status.st_mode) ? Kind::kFolder : Kind::kOther;
  }
  return errno == ENOENT ? Kind::kMissing : Kind::kUnknown;
}

Error not_a_folder(std::string_view what, const std::string& path) {
  return {ErrorCode::kInvalidArgument, format("{} {} is not a folder", what, path),
          "name a folder, or move what stands there away"};
}

Error not_allowed(std::string_view what, const std::string& path, std::string_view verb) {
  return {ErrorCode::kPermission, format("{}: this user may not {} {}", what, verb, path),
          "change its owner or mode, or choose another place"};
}

void check_drop(const DropSettings& drop, PathReport& report) {
  const std::string what = format("drop folder \"{}\"", drop.name);
  switch (kind_of(drop.path)) {
    case Kind::kFolder:
      if (::access(drop.path.c_str(), R_OK | X_OK) != 0) {
        report.errors.push_back(not_allowed(what, drop.path, "read"));
      }
      return;
    case Kind::kOther:
      report.errors.push_back(not_a_folder(what, drop.path));
      return;
    case Kind::kMissing:
      report.notices.push_back({ErrorCode::kNotFound,
                                format("{} does not exist: {}", what, drop.path),
                                "it is watched as soon as somebody creates it"});
      return;
    case Kind::kUnknown:
      report.errors.push_back(error_from_errno(errno, format("look at {} {}", what, drop.path)));
  }
}

// A folder that is made when it is missing, and written to.
void check_own_folder(std::string_view what, const std::string& path, PathReport& report) {
  switch (kind_of(path)) {
    case Kind::kFolder:
      if (::access(path.c_str(), R_OK | W_OK | X_OK) != 0) {
        report.errors.push_back(not_allowed(what, path, "write to"));
      }
      return;
    case Kind::kOther:
      report.errors.push_back(not_a_folder(what, path));
      return;
    case Kind::kMissing:
      if (const std::string parent = parent_path(path); parent != path) {
        check_own_folder(what, parent, report);
      }
      return;
    case Kind::kUnknown:
      report.errors.push_back(error_from_errno(errno, format("look at {} {}", what, path)));
  }
}

}  // namespace

PathReport check_paths(const Settings& settings) {
  PathReport report;
  for (const DropSettings& drop : settings.drops) check_drop(drop, report);
  check_own_folder("the index", settings.index.path, report);
  check_own_folder("the socket's folder", parent_path(settings.socket.path), report);
  if (kind_of(settings.socket.path) == Kind::kFolder) {
    report.errors.push_back({ErrorCode::kInvalidArgument,
                             format("the socket {} is a folder", settings.socket.path),
                             "add a file name to socket.path"});
  }
  if (settings.log.file.empty()) return report;
  check_own_folder("the log's folder", parent_path(settings.log.file), report);
  if (kind_of(settings.log.file) == Kind::kFolder) {
    report.errors.push_back({ErrorCode::kInvalidArgument,
                             format("the log {} is a folder", settings.log.file),
                             "add a file name to log.file"});
  }
  return report;
}

}  // namespace quire::config
