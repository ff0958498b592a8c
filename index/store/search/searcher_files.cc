// What a Searcher knows of files rather than of articles: for reconcile, and for who asks what
// could not be read.

#include <unordered_set>

#include "index/store/format/schema.h"
#include "index/store/search/searcher.h"

namespace quire::store {
namespace {

// Adds the file that a document's slot names; only first members stand for their file.
void add_known(std::vector<KnownFile>& files, Xapian::docid id, std::string_view slot_value,
               std::string_view drop) {
  const auto slot = decode_file_slot(slot_value);
  if (!slot || slot->member != 0 || slot->file.drop != drop) return;
  files.push_back({fingerprint(slot->file), fingerprint(slot->state), id});
}

std::vector<KnownFile> all_files(const Snapshot& at, const std::string& drop) {
  std::vector<KnownFile> files;
  files.reserve(at.database.get_doccount());
  for (auto it = at.database.valuestream_begin(slot::kFile);
       it != at.database.valuestream_end(slot::kFile); ++it) {
    if (at.has(it.get_docid())) add_known(files, it.get_docid(), *it, drop);
  }
  return files;
}

std::vector<KnownFile> files_with_prefix(const Snapshot& at, const std::string& drop,
                                         const std::string& folder) {
  std::vector<KnownFile> files;
  const Xapian::Database& database = at.database;
  const auto add_all = [&](const std::string& term, bool folder_itself) {
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      if (!at.has(*it)) continue;
      const std::string value = database.get_document(*it).get_value(slot::kFile);
      const auto slot = decode_file_slot(value);
      if (!slot) continue;
      // Long paths are cut in their terms, so what the term promises is checked.
      const bool below = is_within(slot->file.relative, folder);
      if (below && (folder_itself == (slot->file.relative == folder))) {
        add_known(files, *it, value, drop);
      }
    }
  };
  const std::string prefix = path_term_prefix(drop, folder);
  for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it) {
    add_all(*it, false);
  }
  // A file may stand where the folder was.
  add_all(path_term({drop, folder}), true);
  return files;
}

// The path of a file whose document is where it was; false when it is not.
bool add_path_at(const Xapian::Database& database, const KnownFile& known,
                 std::vector<article::FileKey>& paths) {
  try {
    auto slot = decode_file_slot(database.get_document(known.document).get_value(slot::kFile));
    if (!slot || fingerprint(slot->file) != known.file) return false;
    paths.push_back(std::move(slot->file));
    return true;
  } catch (const Xapian::DocNotFoundError&) {
    return false;
  }
}

// Ids are given anew when segments come and go: looks through all documents for the files.
void add_paths_of(const Snapshot& at, std::unordered_set<std::uint64_t>& files,
                  std::vector<article::FileKey>& paths) {
  for (auto it = at.database.valuestream_begin(slot::kFile);
       it != at.database.valuestream_end(slot::kFile); ++it) {
    auto slot = decode_file_slot(*it);
    if (!slot || !at.has(it.get_docid()) || files.erase(fingerprint(slot->file)) == 0) continue;
    paths.push_back(std::move(slot->file));
  }
}

void add_failed(const Xapian::Document& document, std::vector<FailedFile>& failed) {
  auto stored = decode_record(document.get_data());
  if (stored) failed.push_back({std::move(stored->file), std::move(stored->failure)});
}

}  // namespace

Result<FileTable> Searcher::files_below(const std::string& drop, const std::string& folder) {
  auto files = reader_.read("list the files of the index", [&](const Snapshot& at) {
    return folder.empty() ? all_files(at, drop) : files_with_prefix(at, drop, folder);
  });
  if (!files) return files.error();
  return FileTable(*std::move(files));
}

Result<std::vector<article::FileKey>> Searcher::paths_of(const std::vector<KnownFile>& known) {
  return reader_.read("look up paths", [&](const Snapshot& at) {
    std::vector<article::FileKey> paths;
    std::unordered_set<std::uint64_t> moved;
    for (const KnownFile& file : known) {
      if (!add_path_at(at.database, file, paths)) moved.insert(file.file);
    }
    if (!moved.empty()) add_paths_of(at, moved, paths);
    return paths;
  });
}

Result<std::vector<FailedFile>> Searcher::failed_files(std::size_t limit) {
  return reader_.read("list failed files", [&](const Snapshot& at) {
    std::vector<FailedFile> failed;
    const std::string term(kFailedTerm);
    for (auto it = at.database.postlist_begin(term);
         it != at.database.postlist_end(term) && failed.size() < limit; ++it) {
      if (at.has(*it)) add_failed(at.database.get_document(*it), failed);
    }
    return failed;
  });
}

Result<FailedFiles> Searcher::failed_below(const std::string& drop, const std::string& folder,
                                           std::size_t limit) {
  return reader_.read("list failed files", [&](const Snapshot& at) {
    FailedFiles failed;
    const std::string term(kFailedTerm);
    for (auto it = at.database.postlist_begin(term); it != at.database.postlist_end(term); ++it) {
      if (!at.has(*it)) continue;
      const Xapian::Document document = at.database.get_document(*it);
      const auto slot = decode_file_slot(document.get_value(slot::kFile));
      if (!slot || slot->file.drop != drop) continue;
      if (!folder.empty() && !is_within(slot->file.relative, folder)) continue;
      ++failed.total;
      if (failed.files.size() < limit) add_failed(document, failed.files);
    }
    return failed;
  });
}

}  // namespace quire::store
