#include "index/store/search/file_table.h"

#include <algorithm>

namespace quire::store {

FileTable::FileTable(std::vector<KnownFile> files) : files_(std::move(files)) {
  std::sort(files_.begin(), files_.end(),
            [](const KnownFile& a, const KnownFile& b) { return a.file < b.file; });
}

FileTable::Match FileTable::match(const article::FileKey& file, const FileState& state) {
  const auto [first, last] = versions_of(file);
  if (first == last) return Match::kUnknown;
  for (std::size_t i = first; i < last; ++i) files_[i].seen = true;
  // More than one entry: a crash left two versions. Reading the file again removes both.
  const bool once = last - first == 1;
  return once && files_[first].state == fingerprint(state) ? Match::kSame : Match::kChanged;
}

bool FileTable::has_several(const article::FileKey& file) const {
  const auto [first, last] = versions_of(file);
  return last - first > 1;
}

std::pair<std::size_t, std::size_t> FileTable::versions_of(const article::FileKey& file) const {
  const KnownFile wanted{fingerprint(file)};
  const auto [first, last] =
      std::equal_range(files_.begin(), files_.end(), wanted,
                       [](const KnownFile& a, const KnownFile& b) { return a.file < b.file; });
  return {first - files_.begin(), last - files_.begin()};
}

std::vector<KnownFile> FileTable::unseen() const {
  std::vector<KnownFile> gone;
  std::copy_if(files_.begin(), files_.end(), std::back_inserter(gone),
               [](const KnownFile& known) { return !known.seen; });
  return gone;
}

}  // namespace quire::store
