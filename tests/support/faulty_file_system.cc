#include "tests/support/faulty_file_system.h"

#include <utility>

#include "index/base/format.h"

namespace quire::test {

void FaultyFileSystem::fail(FileCall call, std::string path_end, int error_number, unsigned nth) {
  const MutexLock lock(mutex_);
  faults_.push_back({call, std::move(path_end), error_number, nth - 1});
}

void FaultyFileSystem::before(FileCall call, std::string path_end, std::function<void()> hook) {
  const MutexLock lock(mutex_);
  hooks_.push_back({call, std::move(path_end), std::move(hook)});
}

void FaultyFileSystem::heal() {
  const MutexLock lock(mutex_);
  faults_.clear();
  hooks_.clear();
}

void FaultyFileSystem::run_hooks(FileCall call, const std::string& path) {
  std::vector<std::function<void()>> due;
  {
    const MutexLock lock(mutex_);
    for (const Hook& hook : hooks_) {
      if (hook.call == call && path.ends_with(hook.path_end)) due.push_back(hook.run);
    }
  }
  for (const auto& run : due) run();
}

Result<void> FaultyFileSystem::allow(FileCall call, const std::string& path) {
  run_hooks(call, path);
  const MutexLock lock(mutex_);
  for (Fault& fault : faults_) {
    if (fault.call != call || !path.ends_with(fault.path_end)) continue;
    if (fault.left == 0) return error_from_errno(fault.error_number, format("use {}", path));
    --fault.left;
  }
  return {};
}

Result<FileStatus> FaultyFileSystem::status(const std::string& path) {
  if (auto allowed = allow(FileCall::kStatus, path); !allowed) return allowed.error();
  return real_.status(path);
}

Result<FileContent> FaultyFileSystem::read(const std::string& path, std::uint64_t max_bytes) {
  if (auto allowed = allow(FileCall::kRead, path); !allowed) return allowed.error();
  return real_.read(path, max_bytes);
}

Result<FileContent> FaultyFileSystem::read_below(const std::string& root,
                                                 const std::string& relative,
                                                 std::uint64_t max_bytes) {
  if (auto allowed = allow(FileCall::kRead, join_path(root, relative)); !allowed) {
    return allowed.error();
  }
  return real_.read_below(root, relative, max_bytes);
}

class FaultyFileSystem::Input final : public InputFile {
 public:
  Input(FaultyFileSystem& owner, std::string path, std::unique_ptr<InputFile> real)
      : owner_(owner), path_(std::move(path)), real_(std::move(real)) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (auto allowed = owner_.allow(FileCall::kRead, path_); !allowed) return allowed.error();
    return real_->read(buffer);
  }

 private:
  FaultyFileSystem& owner_;
  std::string path_;
  std::unique_ptr<InputFile> real_;
};

Result<std::unique_ptr<InputFile>> FaultyFileSystem::open(const std::string& path) {
  if (auto allowed = allow(FileCall::kOpen, path); !allowed) return allowed.error();
  auto real = real_.open(path);
  if (!real) return real;
  return std::unique_ptr<InputFile>(std::make_unique<Input>(*this, path, *std::move(real)));
}

class FaultyFileSystem::Random final : public RandomAccessFile {
 public:
  Random(FaultyFileSystem& owner, std::string path, std::unique_ptr<const RandomAccessFile> real)
      : owner_(owner), path_(std::move(path)), real_(std::move(real)) {}

  Result<void> read_at(std::uint64_t offset, std::span<char> buffer) const override {
    if (auto allowed = owner_.allow(FileCall::kRead, path_); !allowed) return allowed;
    return real_->read_at(offset, buffer);
  }

 private:
  FaultyFileSystem& owner_;
  std::string path_;
  std::unique_ptr<const RandomAccessFile> real_;
};

Result<std::unique_ptr<const RandomAccessFile>> FaultyFileSystem::open_for_random_access(
    const std::string& path) {
  if (auto allowed = allow(FileCall::kOpen, path); !allowed) return allowed.error();
  auto real = real_.open_for_random_access(path);
  if (!real) return real;
  return std::unique_ptr<const RandomAccessFile>(
      std::make_unique<Random>(*this, path, *std::move(real)));
}

Result<std::vector<DirectoryEntry>> FaultyFileSystem::list(const std::string& path) {
  if (auto allowed = allow(FileCall::kList, path); !allowed) return allowed.error();
  return real_.list(path);
}

Result<void> FaultyFileSystem::write_atomically(const std::string& path, std::string_view content) {
  if (auto allowed = allow(FileCall::kWrite, path); !allowed) return allowed;
  return real_.write_atomically(path, content);
}

// Asks before each call whether it may be made.
class FaultyFileSystem::File final : public OutputFile {
 public:
  File(FaultyFileSystem& owner, std::string path, std::unique_ptr<OutputFile> real)
      : owner_(owner), path_(std::move(path)), real_(std::move(real)) {}

  Result<void> append(std::string_view bytes) override {
    if (auto allowed = owner_.allow(FileCall::kAppend, path_); !allowed) return allowed;
    return real_->append(bytes);
  }
  Result<void> finish(bool sync) override {
    if (auto allowed = owner_.allow(FileCall::kFinish, path_); !allowed) return allowed;
    return real_->finish(sync);
  }

 private:
  FaultyFileSystem& owner_;
  std::string path_;
  std::unique_ptr<OutputFile> real_;
};

Result<std::unique_ptr<OutputFile>> FaultyFileSystem::create(const std::string& path) {
  if (auto allowed = allow(FileCall::kCreateFile, path); !allowed) return allowed.error();
  auto real = real_.create(path);
  if (!real) return real;
  return std::unique_ptr<OutputFile>(std::make_unique<File>(*this, path, *std::move(real)));
}

Result<void> FaultyFileSystem::rename(const std::string& from, const std::string& to) {
  if (auto allowed = allow(FileCall::kRename, from); !allowed) return allowed;
  if (auto allowed = allow(FileCall::kRename, to); !allowed) return allowed;
  return real_.rename(from, to);
}

Result<void> FaultyFileSystem::create_directories(const std::string& path, unsigned mode) {
  if (auto allowed = allow(FileCall::kCreate, path); !allowed) return allowed;
  return real_.create_directories(path, mode);
}

Result<void> FaultyFileSystem::remove_tree(const std::string& path) {
  if (auto allowed = allow(FileCall::kRemove, path); !allowed) return allowed;
  return real_.remove_tree(path);
}

Result<void> FaultyFileSystem::sync_directory(const std::string& path) {
  if (auto allowed = allow(FileCall::kSync, path); !allowed) return allowed;
  return real_.sync_directory(path);
}

}  // namespace quire::test
