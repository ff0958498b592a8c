#include "index/store/segments/file_directory.h"

#include <utility>

namespace quire::store {
namespace {

constexpr std::size_t kFirstPlaces = 1024;

// 0 marks a free place.
std::uint64_t key_of(std::uint64_t file) { return file == 0 ? 1 : file; }

}  // namespace

FileDirectory::FileDirectory() : entries_(kFirstPlaces) {}

std::size_t FileDirectory::place(std::uint64_t file) const {
  std::size_t at = home(file);
  while (entries_[at].file != 0 && entries_[at].file != file) at = (at + 1) & (entries_.size() - 1);
  return at;
}

std::optional<FileDirectory::Entry> FileDirectory::find(std::uint64_t file) const {
  const Entry& entry = entries_[place(key_of(file))];
  if (entry.file == 0) return std::nullopt;
  return entry;
}

void FileDirectory::put(std::uint64_t file, std::uint32_t state, std::uint32_t segment) {
  if ((used_ + 1) * 4 > entries_.size() * 3) grow();
  Entry& entry = entries_[place(key_of(file))];
  if (entry.file == 0) ++used_;
  entry = {key_of(file), state, segment};
}

void FileDirectory::erase(std::uint64_t file) {
  std::size_t free = place(key_of(file));
  if (entries_[free].file == 0) return;
  --used_;
  const std::size_t mask = entries_.size() - 1;
  // Whoever was pushed past the place that becomes free moves up.
  for (std::size_t at = (free + 1) & mask; entries_[at].file != 0; at = (at + 1) & mask) {
    const std::size_t from_home = (at - home(entries_[at].file)) & mask;
    const std::size_t from_free = (at - free) & mask;
    if (from_home < from_free) continue;
    entries_[free] = entries_[at];
    free = at;
  }
  entries_[free] = Entry{};
}

void FileDirectory::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old) {
    if (entry.file != 0) entries_[place(entry.file)] = entry;
  }
}

}  // namespace quire::store
