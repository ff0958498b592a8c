#pragma once
// Segments that belong together, and which of them holds each file. The live library is one; a
// library that is being built beside it is another. Owned by the writer. Internal to the store;
// whatever touches Xapian throws its exceptions.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "index/store/format/file_state.h"
#include "index/store/segments/file_directory.h"
#include "index/store/segments/merge.h"
#include "index/store/segments/segment.h"

namespace quire::store {

// 32 bits for a file's state. Equal ones need not mean equal states.
[[nodiscard]] std::uint32_t short_state(const FileState& state);

class SegmentGroup {
 public:
  using Segments = std::vector<std::unique_ptr<Segment>>;

  [[nodiscard]] const Segments& segments() const { return segments_; }
  [[nodiscard]] FileDirectory& directory() { return directory_; }
  // Null when the number is none of its segments: then it is the fresh one's.
  [[nodiscard]] Segment* find(std::uint32_t number) const;

  void add(std::unique_ptr<Segment> segment) { segments_.push_back(std::move(segment)); }
  // Takes out all that `leaves(segment)` is true for, and gives them.
  template <class Leaves>
  Segments take(Leaves leaves) {
    Segments gone;
    for (auto& segment : segments_) {
      if (leaves(*segment)) gone.push_back(std::move(segment));
    }
    std::erase(segments_, nullptr);
    return gone;
  }
  // The number under which a segment stands now, if it was merged into another.
  [[nodiscard]] std::uint32_t current(std::uint32_t number) const;
  void rename(std::uint32_t from, std::uint32_t to);

  // Learns of a database's files. One of which there are several versions, in two databases or in
  // one, is marked as such.
  void learn(const Xapian::Database& database, std::uint32_t number, const DocumentIds& removed);

  // Chooses segments to be merged and marks them.
  [[nodiscard]] std::optional<MergePlan> plan_merge(const MergeLimits& limits);
  // Puts `merged` into the place of the plan's sources, which it gives back. Files that lost their
  // documents meanwhile lose them in `merged` too.
  Segments replace(const MergePlan& plan, std::unique_ptr<Segment> merged);

 private:
  Segments segments_;
  FileDirectory directory_;
  std::map<std::uint32_t, std::uint32_t> renamed_;
};

}  // namespace quire::store
