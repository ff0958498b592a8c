#include "index/store/library_lock.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "index/base/format.h"
#include "tests/support/temporary_folder.h"

namespace quire::store {
namespace {

class LibraryLockTest : public testing::Test {
 protected:
  [[nodiscard]] Result<LibraryLock> acquire(const std::string& boot_id, bool fsyncs_all = false) {
    return LibraryLock::acquire(path_, boot_id, fsyncs_all);
  }

  // An owner that goes without a word, or in good order.
  void own(const std::string& boot_id, bool clean, bool fsyncs_all = false) {
    auto lock = acquire(boot_id, fsyncs_all);
    ASSERT_TRUE(lock.ok());
    if (clean) {
      ASSERT_TRUE(lock->mark_clean().ok());
    }
  }

  [[nodiscard]] std::string content() const {
    std::ifstream in(path_);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  test::TemporaryFolder folder_;
  std::string path_ = folder_.at("lock");
};

TEST_F(LibraryLockTest, names_its_owner_and_how_it_ended) {
  auto lock = acquire("boot-1");
  ASSERT_TRUE(lock.ok());
  EXPECT_EQ(content(), format("pid {}\nboot boot-1\nfsync sealed\nclean no\n", ::getpid()));
  ASSERT_TRUE(lock->mark_clean().ok());
  EXPECT_EQ(content(), format("pid {}\nboot boot-1\nfsync sealed\nclean yes\n", ::getpid()));
}

TEST_F(LibraryLockTest, what_an_earlier_owner_wrote_leaves_no_trace) {
  own("a-very-long-boot-id", true);
  const auto lock = acquire("b");
  EXPECT_EQ(content(), format("pid {}\nboot b\nfsync sealed\nclean no\n", ::getpid()));
}

TEST_F(LibraryLockTest, a_second_owner_is_told_who_the_first_is) {
  const auto first = acquire("boot-1");
  ASSERT_TRUE(first.ok());
  const auto second = acquire("boot-1");
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_EQ(second.error().message, format("the index is in use by process {}", ::getpid()));
}

TEST_F(LibraryLockTest, a_refused_owner_leaves_the_firsts_mark) {
  auto first = acquire("boot-1");
  ASSERT_FALSE(acquire("boot-2").ok());
  EXPECT_NE(content().find("boot boot-1"), std::string::npos);
}

TEST_F(LibraryLockTest, goes_with_its_owner) {
  own("boot-1", false);
  EXPECT_TRUE(acquire("boot-1").ok());
}

struct Ending {
  const char* name;
  bool clean;
  bool fsyncs_all;
  const char* next_boot;
  bool lost;
};

class LastOwner : public LibraryLockTest, public testing::WithParamInterface<Ending> {};

TEST_P(LastOwner, tells_whether_unsynced_data_is_lost) {
  own("boot-1", GetParam().clean, GetParam().fsyncs_all);
  const auto lock = acquire(GetParam().next_boot);
  ASSERT_TRUE(lock.ok());
  EXPECT_EQ(lock->unsynced_data_lost(), GetParam().lost);
}

INSTANTIATE_TEST_SUITE_P(
    All, LastOwner,
    testing::Values(Ending{"left_in_good_order", true, false, "boot-1", false},
                    Ending{"left_before_the_machine_started_anew", true, false, "boot-2", false},
                    Ending{"was_killed", false, false, "boot-1", false},
                    Ending{"went_down_with_the_machine", false, false, "boot-2", true},
                    Ending{"had_fsynced_all_when_the_machine_went", false, true, "boot-2", false}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(LibraryLockTest, the_first_owner_of_all_has_lost_nothing) {
  EXPECT_FALSE(acquire("boot-1")->unsynced_data_lost());
}

TEST_F(LibraryLockTest, what_the_next_owner_does_counts_not_what_the_last_did) {
  own("boot-1", true);
  own("boot-1", false);
  EXPECT_TRUE(acquire("boot-2")->unsynced_data_lost());
}

TEST_F(LibraryLockTest, a_lock_file_that_makes_no_sense_counts_as_a_crash) {
  folder_.write("lock", "\xFF\xFF no fields");
  EXPECT_TRUE(acquire("boot-1")->unsynced_data_lost());
}

TEST_F(LibraryLockTest, where_no_file_can_be_there_is_no_lock) {
  EXPECT_EQ(LibraryLock::acquire(folder_.at("missing/lock"), "boot-1", false).error().code,
            ErrorCode::kNotFound);
}

TEST(BootId, stays_the_same_while_the_machine_runs) {
  EXPECT_EQ(current_boot_id(), current_boot_id());
}

}  // namespace
}  // namespace quire::store
