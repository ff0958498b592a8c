#pragma once
// The articles of files that are to be published next, by file: of two readings of one file the
// last counts. Owned by the writer. Internal to the store.

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/store/format/news_mark.h"

namespace quire::store {

class PendingMarks {
 public:
  // In the place of what there was of the file.
  void put(std::uint64_t file, std::vector<ArticleMark> marks) {
    erase(file);
    if (marks.empty()) return;
    places_[file] = files_.size();
    files_.push_back(std::move(marks));
  }
  void erase(std::uint64_t file) {
    const auto found = places_.find(file);
    if (found == places_.end()) return;
    files_[found->second].clear();
    places_.erase(found);
  }
  void clear() {
    files_.clear();
    places_.clear();
  }
  [[nodiscard]] bool empty() const { return places_.empty(); }
  // In the order in which the files came.
  [[nodiscard]] std::vector<ArticleMark> list() const {
    std::vector<ArticleMark> all;
    for (const auto& marks : files_) all.insert(all.end(), marks.begin(), marks.end());
    return all;
  }

 private:
  std::vector<std::vector<ArticleMark>> files_;
  std::unordered_map<std::uint64_t, std::size_t> places_;
};

}  // namespace quire::store
