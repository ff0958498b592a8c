#pragma once
// A folder of one's own for a test, removed with all that is in it at the end.

#include <string>
#include <string_view>

namespace quire::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  // The absolute path of `relative` below the folder.
  [[nodiscard]] std::string at(std::string_view relative) const;
  // Creates or overwrites in place (open, write, close), with missing folders; returns the path.
  std::string write(std::string_view relative, std::string_view content) const;
  // Writes beside it and renames over `relative`.
  std::string write_by_rename(std::string_view relative, std::string_view content) const;
  void make_folder(std::string_view relative) const;
  void remove(std::string_view relative) const;
  void rename(std::string_view from, std::string_view to) const;

 private:
  std::string path_;
};

}  // namespace quire::test
