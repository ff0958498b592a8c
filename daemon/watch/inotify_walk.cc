#include "daemon/watch/inotify_walk.h"

#include <sys/inotify.h>

#include <cerrno>

#include "daemon/watch/crawler.h"
#include "daemon/watch/path_prefix.h"
#include "index/base/format.h"

namespace quire::watch {
namespace {

// EXCL_UNLINK: a file that is still written to after it was unlinked is nobody's any more.
constexpr std::uint32_t kWatchMask = IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB |
                                     IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF |
                                     IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

Error explain(int error_number, const std::string& path) {
  Error error = error_from_errno(error_number, format("watch folder {}", path));
  if (error_number == ENOSPC) {
    error.message = format("no inotify watches are left for folder {}", path);
    error.hint =
        "raise the limit, e.g. sysctl fs.inotify.max_user_watches=1048576, and write it to "
        "/etc/sysctl.d/ to keep it";
  }
  return error;
}

class WatchingWalk {
 public:
  explicit WatchingWalk(const WalkTools& tools) : tools_(tools) {}

  WalkResult run(std::vector<WalkTarget> targets) {
    result_.targets = std::move(targets);
    for (WalkTarget& target : result_.targets) {
      if (target.path.empty()) {
        result_.cookies = list_cookies(tools_.files, tools_.options->root);
      }
      walk(target);
      if (result_.root_error) break;
    }
    return std::move(result_);
  }

 private:
  void walk(WalkTarget& target) {
    CrawlVisitor visitor;
    visitor.on_folder = [&](const std::string& relative) {
      target.found = true;
      watch(relative);
    };
    visitor.on_error = [this](const std::string& relative, const Error& error) {
      failed(relative,
             error.code == ErrorCode::kPermission || error.code == ErrorCode::kInvalidArgument);
    };
    visitor.cancelled = [this] { return tools_.cancelled->load(); };
    const auto crawled =
        crawl(tools_.files, tools_.options->root, target.path, tools_.options->ignore, visitor);
    if (!crawled) result_.root_error = crawled.error();
  }

  void watch(const std::string& relative) {
    // Folders come in depth-first order, so only the last one can be a parent.
    if (!result_.unwatched.empty() && is_at_or_below(relative, result_.unwatched.back().path)) {
      return;
    }
    // With "/." the drop folder itself may be a symbolic link.
    const std::string path =
        join_path(tools_.options->root, relative.empty() ? "." : std::string_view(relative));
    const int watch = tools_.calls->add_watch(tools_.inotify->get(), path, kWatchMask);
    if (watch >= 0) {
      result_.watches.emplace_back(watch, relative);
      return;
    }
    switch (-watch) {
      case ENOENT:
      case ENOTDIR:
        return;  // gone, or not a folder any more
      case EACCES:
      case EPERM:
      case ENAMETOOLONG:
        return failed(relative, true);
      default:
        result_.unwatched.push_back({relative, explain(-watch, path)});
    }
  }

  void failed(const std::string& relative, bool to_stay) {
    (to_stay ? result_.unreadable : result_.failed).push_back(relative);
  }

  const WalkTools& tools_;
  WalkResult result_;
};

}  // namespace

WalkResult walk_and_watch(const WalkTools& tools, std::vector<WalkTarget> targets) {
  return WatchingWalk(tools).run(std::move(targets));
}

}  // namespace quire::watch
