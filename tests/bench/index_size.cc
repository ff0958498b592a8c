#include "tests/bench/index_size.h"

#include <filesystem>

namespace quire::bench {
namespace {

namespace fs = std::filesystem;

std::uint64_t& table_of(const std::string& file, IndexSize& size) {
  if (file == "postlist.glass") return size.postlist;
  if (file == "position.glass") return size.position;
  if (file == "termlist.glass") return size.termlist;
  if (file == "docdata.glass") return size.docdata;
  return size.other;
}

// Level by level, because one folder that vanishes would end a recursive iteration.
void add_folder(const fs::path& folder, IndexSize& size) {
  std::error_code gone;
  for (fs::directory_iterator entry(folder, gone); !gone && entry != fs::end(entry);
       entry.increment(gone)) {
    std::error_code ignored;
    if (entry->is_directory(ignored)) {
      add_folder(entry->path(), size);
    } else {
      const std::uintmax_t bytes = entry->file_size(ignored);
      if (!ignored) table_of(entry->path().filename().string(), size) += bytes;
    }
  }
}

}  // namespace

IndexSize index_size(const std::string& folder) {
  IndexSize size;
  add_folder(folder, size);
  return size;
}

}  // namespace quire::bench
