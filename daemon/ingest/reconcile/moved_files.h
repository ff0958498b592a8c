#pragma once
// Finds out which of the files that are new in a drop folder are old ones that were moved: those
// whose size, time, inode and reader agree with a file that the index knows and that is not where
// it was. A pure class. Owned by one thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace quire::ingest {

class MovedFiles {
 public:
  MovedFiles() = default;
  MovedFiles(const MovedFiles&) = delete;
  MovedFiles& operator=(const MovedFiles&) = delete;

  // More new files than that are a load, not a move; those beyond are read.
  static constexpr std::size_t kMost = 200'000;

  // A file that the index does not know where it is now. `state`: its fingerprint.
  void add_new(std::string_view relative, std::uint64_t state);
  [[nodiscard]] bool empty() const { return new_.empty(); }
  [[nodiscard]] std::size_t size() const { return new_.size(); }
  // Whether a file that has gone may be one of the new ones.
  [[nodiscard]] bool may_be_new(std::uint64_t state) const { return new_.contains(state); }

  // A file that the index knows and that is not there any more. A new one that has its state was
  // moved from there, if its name ends alike: the ending may tell how it is to be read.
  void add_gone(std::string_view relative, std::uint64_t state);

  // Where the file was; empty when it was not moved.
  [[nodiscard]] std::string_view origin(std::string_view relative) const;
  [[nodiscard]] std::size_t moved() const { return origins_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::string> new_;         // by state; empty: several
  std::unordered_map<std::string_view, std::string> origins_;  // keys are values of new_
};

}  // namespace quire::ingest
