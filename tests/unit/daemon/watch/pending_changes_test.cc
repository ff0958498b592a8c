#include "daemon/watch/pending_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/base/random.h"
#include "tests/support/fake_clock.h"

namespace quire::watch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PendingChangesTest : public testing::Test {
 protected:
  std::vector<std::string> take(std::size_t limit = 100) {
    std::vector<std::string> paths;
    for (const auto& change : pending_.take_due(clock_.now(), limit)) {
      paths.push_back(change.subtree ? change.relative + "/**" : change.relative);
    }
    return paths;
  }
  void file(const std::string& path, Settled settled = Settled::kYes) {
    pending_.add_file(path, settled, ++ticket_, clock_.now());
  }
  void subtree(const std::string& path) { pending_.add_subtree(path, ++ticket_, clock_.now()); }
  void pass(int milliseconds) { clock_.advance(std::chrono::milliseconds(milliseconds)); }

  test::FakeClock clock_;
  PendingChanges pending_{{std::chrono::milliseconds(200), 10}};
  std::uint64_t ticket_ = 0;
};

TEST_F(PendingChangesTest, a_settled_file_is_due_at_once) {
  file("a");
  EXPECT_EQ(pending_.next_due(), clock_.now());
  EXPECT_THAT(pending_.take_due(clock_.now(), 10),
              ElementsAre(PendingChange{"a", false, true, 1, clock_.now()}));
  EXPECT_EQ(pending_.size(), 0U);
  EXPECT_EQ(pending_.next_due(), std::nullopt);
}

TEST_F(PendingChangesTest, an_unsettled_file_waits_for_the_settle_time) {
  file("a", Settled::kNo);
  EXPECT_EQ(pending_.next_due(), clock_.now() + std::chrono::milliseconds(200));
  pass(199);
  EXPECT_THAT(take(), IsEmpty());
  pass(1);
  const auto taken = pending_.take_due(clock_.now(), 10);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_FALSE(taken[0].settled);
}

TEST_F(PendingChangesTest, each_further_write_moves_the_time_and_keeps_the_ticket) {
  file("a", Settled::kNo);
  const SteadyTime first = clock_.now();
  pass(150);
  file("a", Settled::kNo);
  pass(150);
  EXPECT_THAT(take(), IsEmpty());
  pass(50);
  EXPECT_THAT(pending_.take_due(clock_.now(), 10),
              ElementsAre(PendingChange{"a", false, false, 1, first}));
}

TEST_F(PendingChangesTest, a_close_makes_a_file_due_that_was_being_written) {
  file("a", Settled::kNo);
  file("a", Settled::kYes);
  EXPECT_THAT(take(), ElementsAre("a"));
}

TEST_F(PendingChangesTest, a_write_after_the_close_makes_it_wait_again) {
  file("a", Settled::kYes);
  file("a", Settled::kNo);
  EXPECT_THAT(take(), IsEmpty());
  pass(200);
  EXPECT_THAT(take(), ElementsAre("a"));
}

TEST_F(PendingChangesTest, a_subtree_absorbs_what_is_below_it_and_no_more) {
  file("a/b");
  file("a");
  file("a.b");
  subtree("a/c");
  subtree("a");
  EXPECT_THAT(take(), ElementsAre("a/**", "a.b"));
}

TEST_F(PendingChangesTest, a_waiting_subtree_absorbs_what_is_added_below_it) {
  subtree("a");
  file("a/b", Settled::kNo);
  file("a");
  subtree("a/c");
  EXPECT_THAT(take(), ElementsAre("a/**"));
  EXPECT_EQ(pending_.size(), 0U);
}

TEST_F(PendingChangesTest, a_subtree_keeps_the_oldest_ticket_of_what_it_absorbs) {
  file("a/b", Settled::kNo);
  const SteadyTime first = clock_.now();
  pass(10);
  file("c");
  subtree("a");
  const auto taken = pending_.take_due(clock_.now(), 1);
  EXPECT_THAT(taken, ElementsAre(PendingChange{"a", true, false, 1, first}));
  EXPECT_EQ(pending_.oldest_ticket(), 2U);
}

TEST_F(PendingChangesTest, the_drop_folder_absorbs_everything) {
  file("a");
  subtree("b/c");
  subtree("");
  file("d");
  EXPECT_THAT(take(), ElementsAre("/**"));
}

TEST_F(PendingChangesTest, subtrees_come_first_then_the_order_of_adding) {
  file("z");
  file("m", Settled::kNo);
  file("a");
  subtree("s");
  pass(200);
  EXPECT_THAT(take(), ElementsAre("s/**", "z", "m", "a"));
}

TEST_F(PendingChangesTest, no_more_than_the_limit_is_taken) {
  file("a");
  file("b");
  file("c");
  EXPECT_THAT(take(2), ElementsAre("a", "b"));
  EXPECT_THAT(take(2), ElementsAre("c"));
}

TEST_F(PendingChangesTest, over_the_limit_of_entries_the_table_folds_into_the_root) {
  for (int i = 0; i < 10; ++i) file(std::to_string(i), Settled::kNo);
  EXPECT_EQ(pending_.size(), 10U);
  const SteadyTime first = clock_.now();
  pass(1);
  file("one too many", Settled::kNo);
  EXPECT_EQ(pending_.next_due(), clock_.now());
  EXPECT_THAT(pending_.take_due(clock_.now(), 10),
              ElementsAre(PendingChange{"", true, false, 1, first}));
}

TEST_F(PendingChangesTest, a_known_file_does_not_fold_a_full_table) {
  for (int i = 0; i < 10; ++i) file(std::to_string(i));
  file("3");
  EXPECT_EQ(pending_.size(), 10U);
}

TEST_F(PendingChangesTest, the_oldest_ticket_is_of_those_that_are_still_there) {
  EXPECT_EQ(pending_.oldest_ticket(), std::nullopt);
  file("a", Settled::kNo);
  file("b");
  EXPECT_EQ(pending_.oldest_ticket(), 1U);
  pass(300);
  EXPECT_THAT(take(1), ElementsAre("a"));
  EXPECT_EQ(pending_.oldest_ticket(), 2U);
}

// Whatever is added comes out again, by itself or within a subtree, with a ticket not younger.
TEST_F(PendingChangesTest, nothing_that_was_added_is_lost) {
  Random random(20260101);
  PendingChanges table({std::chrono::milliseconds(5), 40});
  std::vector<std::pair<std::string, std::uint64_t>> added;
  const auto covers = [](const PendingChange& change, const std::string& path) {
    return change.relative == path ||
           (change.subtree && (change.relative.empty() || path.starts_with(change.relative + '/')));
  };
  for (std::uint64_t ticket = 1; ticket < 20'000; ++ticket) {
    std::string path;
    for (std::uint64_t depth = 1 + random.below(3); depth > 0; --depth) {
      if (!path.empty()) path += '/';
      path += static_cast<char>('a' + random.below(4));
    }
    if (random.below(8) == 0) {
      table.add_subtree(path, ticket, clock_.now());
    } else {
      table.add_file(path, random.below(2) == 0 ? Settled::kYes : Settled::kNo, ticket,
                     clock_.now());
    }
    added.emplace_back(path, ticket);
    pass(static_cast<int>(random.below(2)));
    if (random.below(10) != 0) continue;
    for (const auto& change : table.take_due(clock_.now(), 1 + random.below(8))) {
      std::erase_if(added, [&](const auto& one) {
        return covers(change, one.first) && one.second >= change.first_ticket;
      });
    }
    ASSERT_EQ(added.empty(), table.size() == 0);
    if (!added.empty()) {
      std::uint64_t oldest = ticket;
      for (const auto& one : added) oldest = std::min(oldest, one.second);
      ASSERT_EQ(table.oldest_ticket(), oldest);
    }
  }
}

}  // namespace
}  // namespace quire::watch
