#include "daemon/watch/crawler.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "daemon/watch/path_prefix.h"

namespace quire::watch {
namespace {

// The byte of `entry` at `index` as it stands in the whole paths: a '/' follows a folder's name.
int byte_at(const DirectoryEntry& entry, std::size_t index) {
  if (index < entry.name.size()) return static_cast<unsigned char>(entry.name[index]);
  return index == entry.name.size() && entry.kind == FileKind::kDirectory ? '/' : -1;
}

bool comes_before(const DirectoryEntry& a, const DirectoryEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  const int order = a.name.compare(0, common, b.name, 0, common);
  return order != 0 ? order < 0 : byte_at(a, common) < byte_at(b, common);
}

class Walk {
 public:
  Walk(FileSystem& files, const std::string& root, const IgnoreRules& rules,
       const CrawlVisitor& visitor)
      : files_(files), root_(root), rules_(rules), visitor_(visitor) {}

  Result<void> run(const std::string& subtree) {
    if (subtree.empty()) return walk_from("");
    const auto kind = kind_of_subtree(subtree);
    if (!kind) return kind.error();
    if (*kind == FileKind::kDirectory) return walk_from(subtree);
    if (kind->has_value()) visit_file(subtree);
    return {};
  }

 private:
  struct Folder {
    std::vector<DirectoryEntry> entries;  // in the order of the walk
    std::size_t next = 0;
    std::size_t path_length = 0;  // of the folder within path_
  };

  static constexpr std::size_t kEntriesBetweenQuestions = 256;

  // Nothing when there is nothing to walk: ignored, gone, or behind a link.
  Result<std::optional<FileKind>> kind_of_subtree(const std::string& subtree) {
    std::optional<FileKind> kind = FileKind::kDirectory;
    std::optional<Error> root_error;
    (void)find_prefix(subtree, [&](std::string_view prefix) {
      if (prefix.empty()) return false;
      const bool reachable = kind == FileKind::kDirectory && !rules_.ignores(prefix);
      kind = std::nullopt;
      if (!reachable) return true;
      const auto status = files_.status(join_path(root_, prefix));
      if (status) {
        kind = status->kind;
      } else {
        root_error = explain_missing(std::string(prefix), status.error());
      }
      return !status.ok();
    });
    if (root_error) return *root_error;
    return kind;
  }

  // The error of the root when it is the root that is not there; otherwise tells the visitor.
  std::optional<Error> explain_missing(const std::string& relative, const Error& error) {
    if (const auto root = files_.status(join_path(root_, ".")); !root) return root.error();
    report(relative, error);
    return std::nullopt;
  }

  Result<void> walk_from(const std::string& subtree) {
    path_ = subtree;
    if (auto entered = enter(); !entered) return entered;
    while (!folders_.empty() && !is_cancelled()) {
      Folder& folder = folders_.back();
      path_.resize(folder.path_length);
      if (folder.next == folder.entries.size()) {
        folders_.pop_back();
        continue;
      }
      const DirectoryEntry& entry = folder.entries[folder.next++];
      if (!path_.empty()) path_ += '/';
      path_ += entry.name;
      if (entry.kind == FileKind::kDirectory) {
        (void)enter();  // only the root's own failure is the caller's
      } else {
        visit_file(path_);
      }
    }
    return {};
  }

  // Opens the folder path_.
  Result<void> enter() {
    if (visitor_.on_folder) visitor_.on_folder(path_);
    auto entries = files_.list(join_path(root_, path_));
    if (!entries) {
      if (path_.empty()) return entries.error();
      report(path_, entries.error());
      return {};
    }
    std::erase_if(*entries, [&](const DirectoryEntry& entry) { return is_ignored(entry.name); });
    std::sort(entries->begin(), entries->end(), comes_before);
    folders_.push_back({*std::move(entries), 0, path_.size()});
    return {};
  }

  bool is_ignored(const std::string& name) {
    const std::size_t length = path_.size();
    if (length > 0) path_ += '/';
    path_ += name;
    const bool ignored = rules_.ignores(path_);
    path_.resize(length);
    return ignored;
  }

  void visit_file(const std::string& relative) {
    if (!visitor_.on_file) return;
    const auto status = files_.status(join_path(root_, relative));
    if (!status) return report(relative, status.error());
    // What has become a folder since it was listed would come out of order here; whoever watches
    // hears of it.
    if (status->kind != FileKind::kDirectory) visitor_.on_file(relative, *status);
  }

  void report(const std::string& relative, const Error& error) {
    if (error.code != ErrorCode::kNotFound && visitor_.on_error) visitor_.on_error(relative, error);
  }

  bool is_cancelled() {
    return visitor_.cancelled && steps_++ % kEntriesBetweenQuestions == 0 && visitor_.cancelled();
  }

  FileSystem& files_;
  const std::string& root_;
  const IgnoreRules& rules_;
  const CrawlVisitor& visitor_;
  std::string path_;
  std::vector<Folder> folders_;  // from the outermost to the one being walked
  std::size_t steps_ = 0;
};

}  // namespace

Result<void> crawl(FileSystem& files, const std::string& root, const std::string& subtree,
                   const IgnoreRules& rules, const CrawlVisitor& visitor) {
  return Walk(files, root, rules, visitor).run(subtree);
}

}  // namespace quire::watch
