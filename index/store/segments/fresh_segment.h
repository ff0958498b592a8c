#pragma once
// The segment that single files go into: small, so that a commit is quick. Owned by the writer.
// Internal to the store; throws Xapian's exceptions.

#include <xapian.h>

#include <string>

#include "index/store/build/segment_builder.h"
#include "index/store/format/gap.h"
#include "index/store/segments/segment.h"
#include "index/store/view/fresh_words.h"

namespace quire::store {

class FreshSegment {
 public:
  // Opens it. Without `sync` its commits are left to the page cache.
  void open(std::uint32_t number, const std::string& path, bool sync);
  // Without what has changed since the last commit. After a failed one a handle is in no state to
  // be used again.
  void discard() {
    database_ = Xapian::WritableDatabase();
    words_.roll_back();
    open_ = false;
  }
  [[nodiscard]] bool is_open() const { return open_; }

  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] const Xapian::WritableDatabase& database() const { return database_; }
  [[nodiscard]] SegmentView view() const;
  [[nodiscard]] std::uint64_t documents() const {
    return database_.get_doccount() - count_gaps(database_);
  }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  void add(const PreparedFile& prepared);
  // Says whether there were any.
  bool remove(const DocumentIds& documents);
  [[nodiscard]] bool changed() const { return changed_; }
  // About what the next commit writes at least.
  [[nodiscard]] std::uint64_t bytes_to_commit() const;
  // Committed with the changes, and kept until the segment is sealed.
  void note_number(std::uint64_t number);
  // 0: none was noted.
  [[nodiscard]] std::uint64_t noted_number() const;
  void commit();
  void close() { database_.close(); }

 private:
  // Changes are a transaction until they are committed: a handle that goes commits all others.
  void begin_change();

  std::uint32_t number_ = 0;
  Xapian::WritableDatabase database_;
  FreshWords words_;
  std::uint64_t revision_ = 0;
  std::uint64_t bytes_ = 0;            // of what was added, as PreparedFile counts it
  std::uint64_t committed_bytes_ = 0;  // of these
  bool changed_ = false;               // since the last commit
  bool open_ = false;
};

}  // namespace quire::store
