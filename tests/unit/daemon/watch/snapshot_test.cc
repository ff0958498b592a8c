#include "daemon/watch/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::watch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FileStatus with_size(std::uint64_t size) { return FileStatus{FileKind::kRegular, size, 1, 2, 3}; }

Snapshot of(const std::vector<std::pair<std::string, std::uint64_t>>& files) {
  Snapshot snapshot;
  for (const auto& [path, size] : files) snapshot.append(path, with_size(size));
  return snapshot;
}

TEST(Snapshot, new_changed_and_gone_files_are_told_apart) {
  const auto changes =
      compare(of({{"a", 1}, {"b", 1}, {"c", 1}}), of({{"b", 2}, {"c", 1}, {"d", 1}}));
  EXPECT_THAT(changes.changed, ElementsAre("b", "d"));
  EXPECT_THAT(changes.gone, ElementsAre("a"));
}

TEST(Snapshot, equal_snapshots_have_no_changes) {
  const auto changes = compare(of({{"a", 1}}), of({{"a", 1}}));
  EXPECT_THAT(changes.changed, IsEmpty());
  EXPECT_THAT(changes.gone, IsEmpty());
}

TEST(Snapshot, size_time_inode_and_kind_each_make_a_change) {
  const FileStatus base{FileKind::kRegular, 1, 1, 1, 1};
  Snapshot older;
  older.append("a", base);
  for (FileStatus status :
       {FileStatus{FileKind::kSymlink, 1, 1, 1, 1}, FileStatus{FileKind::kRegular, 2, 1, 1, 1},
        FileStatus{FileKind::kRegular, 1, 2, 1, 1}, FileStatus{FileKind::kRegular, 1, 1, 2, 1}}) {
    Snapshot newer;
    newer.append("a", status);
    EXPECT_THAT(compare(older, newer).changed, ElementsAre("a"));
  }
}

TEST(Snapshot, what_could_not_be_read_this_time_is_carried_over) {
  const Snapshot older = of({{"a/x", 1}, {"a/y/z", 1}, {"ab", 1}});
  Snapshot newer;
  newer.carry_over(older, "a");
  newer.append("b", with_size(1));
  const auto changes = compare(older, newer);
  EXPECT_THAT(changes.gone, ElementsAre("ab"));
  EXPECT_THAT(changes.changed, ElementsAre("b"));
}

TEST(Snapshot, a_path_out_of_order_is_dropped) {
  Snapshot snapshot = of({{"b", 1}});
  snapshot.append("a", with_size(1));
  EXPECT_EQ(snapshot.size(), 1U);
}

}  // namespace
}  // namespace quire::watch
