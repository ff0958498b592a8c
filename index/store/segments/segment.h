#pragma once
// A sealed segment as the writer holds it: a database that nothing is added to, and its tombstones.
// Owned by the writer. Internal to the store; whatever touches Xapian throws its exceptions.

#include <xapian.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "index/article/article.h"
#include "index/store/segments/merge_policy.h"
#include "index/store/view/live_view.h"

namespace quire::store {

// Documents of articles, and of files that could not be read.
struct DocumentCounts {
  std::uint64_t articles = 0;
  std::uint64_t failed = 0;
};

[[nodiscard]] DocumentCounts count_documents(const Xapian::Database& database);

// The documents of a file; a path term may, in theory, stand for another file too.
[[nodiscard]] DocumentIds documents_of(const Xapian::Database& database,
                                       const article::FileKey& file);

// The documents of all files of a drop folder.
[[nodiscard]] DocumentIds documents_of_drop(const Xapian::Database& database,
                                            const std::string& drop);

// The drop folders that have files in it, by the path terms: P + name + '/' + path.
[[nodiscard]] std::vector<std::string> drops_in(const Xapian::Database& database);

class Segment {
 public:
  // Opens it. `bytes`: what its files take.
  Segment(std::uint32_t number, const std::string& path, std::uint64_t bytes);

  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  [[nodiscard]] SegmentView view() const;
  [[nodiscard]] SegmentSize size() const;
  // Without those that have tombstones.
  [[nodiscard]] DocumentCounts counts() const { return counts_; }

  // Gives the file's documents tombstones; says whether there were any without.
  bool remove(const article::FileKey& file);
  void remove(const DocumentIds& documents);
  // The tombstones, those included that are still to be published.
  [[nodiscard]] DocumentIds removed() const;
  [[nodiscard]] bool is_removed(std::uint32_t document) const;

  // Tombstones count once they are published; a publish that failed takes them back.
  void publish();
  void roll_back();

  // While a merge reads it, it remembers which files lose their documents.
  void start_merge() { merging_ = true; }
  void end_merge();  // also when it failed
  void reopen() { database_.reopen(); }
  [[nodiscard]] bool merging() const { return merging_; }
  [[nodiscard]] const std::vector<article::FileKey>& removed_meanwhile() const { return late_; }

 private:
  std::uint32_t number_;
  std::string path_;
  std::uint64_t bytes_;
  Xapian::Database database_;
  std::uint64_t documents_ = 0;
  DocumentCounts counts_;
  DocumentCounts published_counts_;
  std::shared_ptr<const DocumentIds> removed_;  // null for none
  std::set<std::uint32_t> removing_;            // since the last publish
  bool merging_ = false;
  std::vector<article::FileKey> late_;
  std::size_t published_late_ = 0;  // of these, by the last publish
};

}  // namespace quire::store
