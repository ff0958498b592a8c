#pragma once
// Whole segments of many files, built in memory and written in one go: the bulk lane's half of what
// SegmentBuilder does for single files. Nothing of Xapian's is in the way (index/glass).

#include <memory>
#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/format/file_state.h"
#include "index/store/format/news_mark.h"

namespace quire::store {

// A file's part of a built segment: documents first .. first + count - 1.
struct BuiltFile {
  article::FileKey file;
  FileState state;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool failed = false;               // recorded with its reason
  std::vector<ArticleMark> marks{};  // of its articles
};

struct BuiltSegment {
  std::string path;  // a database of its own, not yet part of the library
  std::vector<BuiltFile> files;
};

// Keeps its memory from segment to segment, until it is told to release it. Owned by one thread.
class BulkBuilder {
 public:
  // Whose stems articles get: see text::Stemmers. kInvalidArgument for one without a stemmer.
  [[nodiscard]] static Result<BulkBuilder> create(const std::vector<std::string>& languages);
  BulkBuilder(BulkBuilder&&) noexcept;
  BulkBuilder& operator=(BulkBuilder&&) noexcept;
  ~BulkBuilder();

  void add(const article::FileKey& file, const FileState& state,
           std::vector<article::Article> articles);
  void add_failure(const article::FileKey& file, const FileState& state, const Error& reason);

  // Memory held, roughly; write() takes about as much again.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t files() const;

  // Writes all that was added to the folder `path`, which must not be there, and syncs it. Empty
  // afterwards, also when it fails.
  [[nodiscard]] Result<BuiltSegment> write(FileSystem& files, const std::string& path);

  // Frees what is kept for later segments, some times what the largest had. To be called when it is
  // empty and nothing is to come for a while.
  void release();

 private:
  class Impl;
  explicit BulkBuilder(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace quire::store
