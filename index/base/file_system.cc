#include "index/base/file_system.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "index/base/format.h"
#include "index/base/unique_fd.h"

namespace quire {
namespace {

Error failed(std::string_view verb, std::string_view path) {
  return error_from_errno(errno, format("{} {}", verb, path));
}

FileStatus to_status(const struct stat& s) {
  FileStatus status;
  status.kind = S_ISREG(s.st_mode)   ? FileKind::kRegular
                : S_ISDIR(s.st_mode) ? FileKind::kDirectory
                : S_ISLNK(s.st_mode) ? FileKind::kSymlink
                                     : FileKind::kOther;
  status.size = static_cast<std::uint64_t>(s.st_size);
  status.mtime_ns = s.st_mtim.tv_sec * 1'000'000'000 + s.st_mtim.tv_nsec;
  status.inode = s.st_ino;
  status.device = s.st_dev;
  return status;
}

Result<FileStatus> status_of(int fd, const std::string& path) {
  struct stat s {};
  if (::fstat(fd, &s) != 0) return failed("stat", path);
  return to_status(s);
}

Result<void> write_all(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed("write", path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> sync_path(const std::string& path, int flags) {
  const UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC));
  if (!fd.valid()) return failed("open", path);
  if (::fsync(fd.get()) != 0) return failed("fsync", path);
  return {};
}

// Reads at most `max_bytes` + 1, so that a file that grows past the limit is noticed.
Result<std::string> read_up_to(int fd, std::uint64_t expected, std::uint64_t max_bytes,
                               const std::string& path) {
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(expected) + 1);
  std::size_t used = 0;
  while (true) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("read", path);
    used += static_cast<std::size_t>(got);
    if (got == 0 || used > max_bytes) break;
  }
  bytes.resize(used);
  return bytes;
}

class PosixInputFile final : public InputFile {
 public:
  PosixInputFile(UniqueFd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    std::size_t used = 0;
    while (used < buffer.size()) {
      const ssize_t got = ::read(fd_.get(), buffer.data() + used, buffer.size() - used);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failed("read", path_);
      if (got == 0) break;
      used += static_cast<std::size_t>(got);
    }
    return used;
  }

 private:
  UniqueFd fd_;
  std::string path_;
};

class PosixRandomAccessFile final : public RandomAccessFile {
 public:
  PosixRandomAccessFile(UniqueFd fd, std::string path)
      : fd_(std::move(fd)), path_(std::move(path)) {}

  Result<void> read_at(std::uint64_t offset, std::span<char> buffer) const override {
    while (!buffer.empty()) {
      const ssize_t got =
          ::pread(fd_.get(), buffer.data(), buffer.size(), static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return failed("read", path_);
      if (got == 0) {
        return Error{ErrorCode::kCorrupt, format("{} ends before byte {}", path_, offset + 1), {}};
      }
      buffer = buffer.subspan(static_cast<std::size_t>(got));
      offset += static_cast<std::uint64_t>(got);
    }
    return {};
  }

 private:
  UniqueFd fd_;
  std::string path_;
};

// Neither follows a link nor waits for a FIFO.
constexpr int kForReading = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

// A regular file.
Result<UniqueFd> open_regular(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), kForReading));
  if (!fd.valid()) return failed("open", path);
  const auto status = status_of(fd.get(), path);
  if (!status) return status.error();
  if (status->kind != FileKind::kRegular) {
    return Error{ErrorCode::kUnsupported, format("{} is not a regular file", path), {}};
  }
  return fd;
}

class PosixOutputFile final : public OutputFile {
 public:
  PosixOutputFile(UniqueFd fd, std::string path) : fd_(std::move(fd)), path_(std::move(path)) {}

  Result<void> append(std::string_view bytes) override {
    return write_all(fd_.get(), bytes, path_);
  }

  Result<void> finish(bool sync) override {
    if (sync && ::fsync(fd_.get()) != 0) return failed("fsync", path_);
    // Some file systems report only here that the bytes found no room.
    if (::close(fd_.release()) != 0) return failed("close", path_);
    return {};
  }

 private:
  UniqueFd fd_;
  std::string path_;
};

Error too_large(std::uint64_t max_bytes) {
  return Error{ErrorCode::kTooLarge, format("larger than the limit of {} bytes", max_bytes),
               "raise limits.file_size to read it"};
}

Result<FileContent> read_whole(int fd, const std::string& path, std::uint64_t max_bytes) {
  const auto before = status_of(fd, path);
  if (!before) return before.error();
  if (before->kind != FileKind::kRegular) {
    return Error{ErrorCode::kUnsupported, "not a regular file", "only regular files are read"};
  }
  if (before->size > max_bytes) return too_large(max_bytes);
  auto bytes = read_up_to(fd, before->size, max_bytes, path);
  if (!bytes) return bytes.error();
  if (bytes->size() > max_bytes) return too_large(max_bytes);
  const auto after = status_of(fd, path);
  if (!after) return after.error();
  return FileContent{*std::move(bytes), *after, !(*before == *after)};
}

}  // namespace

Result<FileStatus> PosixFileSystem::status(const std::string& path) {
  struct stat s {};
  if (::lstat(path.c_str(), &s) != 0) return failed("stat", path);
  return to_status(s);
}

Result<FileContent> PosixFileSystem::read(const std::string& path, std::uint64_t max_bytes) {
  const UniqueFd fd(::open(path.c_str(), kForReading));
  if (!fd.valid()) return failed("open", path);
  return read_whole(fd.get(), path, max_bytes);
}

// Folder by folder, so that each is the one that was looked at.
Result<FileContent> PosixFileSystem::read_below(const std::string& root,
                                                const std::string& relative,
                                                std::uint64_t max_bytes) {
  const std::string path = join_path(root, relative);
  UniqueFd folder(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) return failed("open", root);
  std::size_t begin = 0;
  for (std::size_t end = relative.find('/'); end != std::string::npos;
       begin = end + 1, end = relative.find('/', begin)) {
    const std::string name = relative.substr(begin, end - begin);
    UniqueFd inner(::openat(folder.get(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (!inner.valid()) return failed("open", path);
    const auto status = status_of(inner.get(), path);
    if (!status) return status.error();
    if (status->kind == FileKind::kSymlink) {
      return Error{ErrorCode::kUnsupported, "below a symbolic link, which is not followed",
                   "drop the folder itself, or name its target as a drop folder"};
    }
    folder = std::move(inner);
  }
  const UniqueFd fd(::openat(folder.get(), relative.c_str() + begin, kForReading));
  if (!fd.valid()) return failed("open", path);
  return read_whole(fd.get(), path, max_bytes);
}

Result<std::unique_ptr<InputFile>> PosixFileSystem::open(const std::string& path) {
  auto fd = open_regular(path);
  if (!fd) return fd.error();
  return std::unique_ptr<InputFile>(std::make_unique<PosixInputFile>(*std::move(fd), path));
}

Result<std::unique_ptr<const RandomAccessFile>> PosixFileSystem::open_for_random_access(
    const std::string& path) {
  auto fd = open_regular(path);
  if (!fd) return fd.error();
  return std::unique_ptr<const RandomAccessFile>(
      std::make_unique<PosixRandomAccessFile>(*std::move(fd), path));
}

Result<std::vector<DirectoryEntry>> PosixFileSystem::list(const std::string& path) {
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(path.c_str()), ::closedir);
  if (!directory) return failed("list", path);
  std::vector<DirectoryEntry> entries;
  errno = 0;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    FileKind kind = FileKind::kOther;
    if (entry->d_type == DT_REG) kind = FileKind::kRegular;
    if (entry->d_type == DT_DIR) kind = FileKind::kDirectory;
    if (entry->d_type == DT_LNK) kind = FileKind::kSymlink;
    if (entry->d_type == DT_UNKNOWN) {
      const auto found = status(join_path(path, name));
      if (found) kind = found->kind;
    }
    entries.push_back({std::string(name), kind});
    errno = 0;
  }
  if (errno != 0) return failed("list", path);
  return entries;
}

Result<void> PosixFileSystem::write_atomically(const std::string& path, std::string_view content) {
  const std::string temporary = path + ".new";
  {
    const UniqueFd fd(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid()) return failed("create", temporary);
    if (auto written = write_all(fd.get(), content, temporary); !written) return written;
    if (::fsync(fd.get()) != 0) return failed("fsync", temporary);
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return failed("rename", temporary);
  return sync_path(parent_path(path), O_RDONLY | O_DIRECTORY);
}

Result<std::unique_ptr<OutputFile>> PosixFileSystem::create(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!fd.valid()) return failed("create", path);
  return std::unique_ptr<OutputFile>(std::make_unique<PosixOutputFile>(std::move(fd), path));
}

Result<void> PosixFileSystem::rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from);
  return {};
}

Result<void> PosixFileSystem::create_directories(const std::string& path, unsigned mode) {
  if (::mkdir(path.c_str(), mode) == 0) return {};
  if (errno == ENOENT) {
    const std::string parent = parent_path(path);
    if (parent == path || parent == ".") return failed("create folder", path);
    if (auto made = create_directories(parent, mode); !made) return made;
    if (::mkdir(path.c_str(), mode) == 0) return {};
  }
  const int error_number = errno;
  struct stat s {};
  if (error_number == EEXIST && ::stat(path.c_str(), &s) == 0 && S_ISDIR(s.st_mode)) return {};
  return error_from_errno(error_number, format("create folder {}", path));
}

Result<void> PosixFileSystem::remove_tree(const std::string& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) return error_from_errno(error.value(), format("remove {}", path));
  return {};
}

Result<void> PosixFileSystem::sync_directory(const std::string& path) {
  const auto entries = list(path);
  if (!entries) return entries.error();
  for (const DirectoryEntry& entry : *entries) {
    if (entry.kind != FileKind::kRegular) continue;
    if (auto synced = sync_path(join_path(path, entry.name), O_RDONLY); !synced) return synced;
  }
  return sync_path(path, O_RDONLY | O_DIRECTORY);
}

std::string parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(slash == 0 ? "/" : path.substr(0, slash));
}

std::string join_path(std::string_view base, std::string_view relative) {
  if (relative.empty()) return std::string(base);
  return base.ends_with('/') ? format("{}{}", base, relative) : format("{}/{}", base, relative);
}

bool is_within(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.starts_with('/');
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace quire
