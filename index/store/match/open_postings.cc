#include "index/store/match/open_postings.h"

#include <string>

namespace quire::store {

OpenPostings open_postings(PostingsCache& cache, FileSystem& files, const Snapshot& at) {
  OpenPostings all;
  std::vector<std::string> names;
  bool is_new = false;
  for (const auto& [view, database, path] : at.segments) {
    names.push_back(view.name);
    auto& postings = all.emplace_back();
    if (view.revision != 0) continue;
    postings = cache.known_postings(view.name, database);
    if (postings) continue;
    postings = cache.postings(files, view.name, path, database);
    is_new = is_new || postings;
  }
  if (is_new) cache.retain(names);
  return all;
}

}  // namespace quire::store
