#include "tests/support/fake_file_system.h"

#include <utility>

namespace quire::test {

void FakeFileSystem::fail(const std::string& path, Error error) {
  const MutexLock lock(mutex_);
  faults_.insert_or_assign(path, std::move(error));
}

void FakeFileSystem::heal(const std::string& path) {
  const MutexLock lock(mutex_);
  faults_.erase(path);
}

void FakeFileSystem::before_list(std::function<void(const std::string& path)> hook) {
  const MutexLock lock(mutex_);
  before_list_ = std::move(hook);
}

Result<void> FakeFileSystem::allow(const std::string& path) {
  const MutexLock lock(mutex_);
  const auto fault = faults_.find(path);
  if (fault != faults_.end()) return fault->second;
  return {};
}

Result<FileStatus> FakeFileSystem::status(const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.status(path);
}

// It has no links.
Result<FileContent> FakeFileSystem::read_below(const std::string& root, const std::string& relative,
                                               std::uint64_t max_bytes) {
  return read(join_path(root, relative), max_bytes);
}

Result<FileContent> FakeFileSystem::read(const std::string& path, std::uint64_t max_bytes) {
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.read(path, max_bytes);
}

Result<std::unique_ptr<InputFile>> FakeFileSystem::open(const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.open(path);
}

Result<std::unique_ptr<const RandomAccessFile>> FakeFileSystem::open_for_random_access(
    const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.open_for_random_access(path);
}

Result<std::vector<DirectoryEntry>> FakeFileSystem::list(const std::string& path) {
  std::function<void(const std::string& path)> hook;
  {
    const MutexLock lock(mutex_);
    hook = before_list_;
  }
  if (hook) hook(path);
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.list(path);
}

Result<void> FakeFileSystem::write_atomically(const std::string& path, std::string_view content) {
  if (auto allowed = allow(path); !allowed) return allowed;
  return real_.write_atomically(path, content);
}

Result<std::unique_ptr<OutputFile>> FakeFileSystem::create(const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed.error();
  return real_.create(path);
}

Result<void> FakeFileSystem::rename(const std::string& from, const std::string& to) {
  if (auto allowed = allow(from); !allowed) return allowed;
  if (auto allowed = allow(to); !allowed) return allowed;
  return real_.rename(from, to);
}

Result<void> FakeFileSystem::create_directories(const std::string& path, unsigned mode) {
  if (auto allowed = allow(path); !allowed) return allowed;
  return real_.create_directories(path, mode);
}

Result<void> FakeFileSystem::remove_tree(const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed;
  return real_.remove_tree(path);
}

Result<void> FakeFileSystem::sync_directory(const std::string& path) {
  if (auto allowed = allow(path); !allowed) return allowed;
  return real_.sync_directory(path);
}

}  // namespace quire::test
