#include "index/store/file_table.h"

#include <algorithm>

namespace quire::store {

FileTable::FileTable(std::vector<KnownFile> files) : files_(std::move(files)) {
  std::sort(files_.begin(), files_.end(),
            [](const KnownFile& a, const KnownFile& b) { return a.file < b.file; });
}

FileTable::Match FileTable::match(const article::FileKey& file, const FileState& state) {
  const std::uint64_t key = fingerprint(file);
  const auto found = std::lower_bound(
      files_.begin(), files_.end(), key,
      [](const KnownFile& known, std::uint64_t wanted) { return known.file < wanted; });
  if (found == files_.end() || found->file != key) return Match::kUnknown;
  // More than one entry: a crash left two versions. Reading the file again removes both.
  const auto next = std::next(found);
  const bool twice = next != files_.end() && next->file == key;
  for (auto it = found; it != files_.end() && it->file == key; ++it) it->seen = true;
  return !twice && found->state == fingerprint(state) ? Match::kSame : Match::kChanged;
}

std::vector<KnownFile> FileTable::unseen() const {
  std::vector<KnownFile> gone;
  std::copy_if(files_.begin(), files_.end(), std::back_inserter(gone),
               [](const KnownFile& known) { return !known.seen; });
  return gone;
}

}  // namespace quire::store
