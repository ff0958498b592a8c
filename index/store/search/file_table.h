#pragma once
// The files that an index knows, in a form that a million of them fit in memory: for reconcile.
// Built on any thread from a Searcher; then a value.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "index/store/format/file_state.h"

namespace quire::store {

struct KnownFile {
  std::uint64_t file = 0;      // fingerprint of drop and path
  std::uint64_t state = 0;     // fingerprint of its state
  std::uint32_t document = 0;  // where to find its path again
  bool seen = false;           // see match()
};

class FileTable {
 public:
  explicit FileTable(std::vector<KnownFile> files);

  enum class Match : std::uint8_t { kUnknown, kChanged, kSame };
  // Compares a file of the folder with what the index knows, and marks it as seen.
  Match match(const article::FileKey& file, const FileState& state);
  // Whether the index holds more than one version of it, as a crash leaves them.
  [[nodiscard]] bool has_several(const article::FileKey& file) const;
  // The files that no match() has asked for: those that have gone from the folder.
  [[nodiscard]] std::vector<KnownFile> unseen() const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] const std::vector<KnownFile>& files() const { return files_; }

 private:
  // The places of its versions in files_, from the first to behind the last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> versions_of(const article::FileKey& file) const;

  std::vector<KnownFile> files_;  // by `file`
};

}  // namespace quire::store
