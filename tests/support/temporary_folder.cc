#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "index/base/file_system.h"

namespace quire::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "quire-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  path_ = fs::canonical(pattern).string();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TemporaryFolder::at(std::string_view relative) const {
  return join_path(path_, relative);
}

std::string TemporaryFolder::write(std::string_view relative, std::string_view content) const {
  const std::string path = at(relative);
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
  return path;
}

std::string TemporaryFolder::write_by_rename(std::string_view relative,
                                             std::string_view content) const {
  write(".being-written.tmp", content);
  const std::string path = at(relative);
  fs::create_directories(fs::path(path).parent_path());
  fs::rename(at(".being-written.tmp"), path);
  return path;
}

void TemporaryFolder::make_folder(std::string_view relative) const {
  fs::create_directories(at(relative));
}

void TemporaryFolder::remove(std::string_view relative) const { fs::remove_all(at(relative)); }

void TemporaryFolder::rename(std::string_view from, std::string_view to) const {
  fs::rename(at(from), at(to));
}

}  // namespace quire::test
