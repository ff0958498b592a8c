#pragma once
// A drop folder that changes at random, and what should be found in it. The changes follow from the
// seed alone, whatever the daemon does meanwhile.

#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace quire::test {

class FolderModel {
 public:
  // The folder is `prefix` below `folder`, which outlives the model.
  FolderModel(const TemporaryFolder& folder, std::string prefix, std::uint64_t seed);

  // One change to the folder, or some hundreds of new files at once.
  void change();

  // A number below `limit`, out of the same sequence.
  std::uint64_t below(std::uint64_t limit);

  // What stands in each file: a word that stood nowhere else at any time, by relative path.
  [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }
  // Words that have gone, the last ones of them.
  [[nodiscard]] const std::deque<std::string>& gone() const { return gone_; }

 private:
  void drop(const std::string& path, bool by_rename);
  void drop_some();
  void rewrite();
  void burst();
  void rename_file();
  void rename_folder();
  void remove_file();
  void remove_folder();
  [[nodiscard]] std::string some_file();
  [[nodiscard]] std::string some_folder();
  [[nodiscard]] std::string new_path();
  void forget(const std::string& path);

  const TemporaryFolder& folder_;
  const std::string prefix_;
  std::mt19937_64 random_;
  std::uint64_t names_ = 0;
  std::uint64_t words_ = 0;
  std::map<std::string, std::string> files_;
  std::deque<std::string> gone_;
};

}  // namespace quire::test
