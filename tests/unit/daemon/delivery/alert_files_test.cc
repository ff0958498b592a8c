#include "daemon/delivery/alert_files.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace quire::delivery {
namespace {

class AlertFilesTest : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  AlertFiles books_{files_, folder_.at("index/alerts")};
};

TEST_F(AlertFilesTest, what_is_written_is_read) {
  ASSERT_TRUE(books_.read_all().ok());
  ASSERT_TRUE(books_.define("made", "a query\nof two lines", true).ok());
  ASSERT_TRUE(books_.note("made", Channel::kClient, 7).ok());
  ASSERT_TRUE(books_.note("set", Channel::kCommand, 12).ok());
  ASSERT_TRUE(books_.note("set", Channel::kFeed, 13).ok());
  const auto kept = books_.read_all();
  ASSERT_TRUE(kept.ok());
  ASSERT_EQ(kept->size(), 2U);
  EXPECT_EQ(kept->at("made").query, "a query\nof two lines");
  EXPECT_TRUE(kept->at("made").feed);
  EXPECT_EQ(kept->at("made").upto.at(Channel::kClient), 7U);
  EXPECT_FALSE(kept->at("set").query.has_value());
  EXPECT_EQ(kept->at("set").upto.at(Channel::kCommand), 12U);
  EXPECT_EQ(kept->at("set").upto.at(Channel::kFeed), 13U);
}

TEST_F(AlertFilesTest, what_is_forgotten_is_gone) {
  ASSERT_TRUE(books_.read_all().ok());
  ASSERT_TRUE(books_.define("made", "walrus", false).ok());
  ASSERT_TRUE(books_.note("made", Channel::kClient, 7).ok());
  ASSERT_TRUE(books_.forget("made").ok());
  EXPECT_TRUE(books_.read_all()->empty());
}

TEST_F(AlertFilesTest, files_that_make_no_sense_are_passed_over) {
  ASSERT_TRUE(books_.read_all().ok());
  folder_.write("index/alerts/a.feed", "many\n");
  folder_.write("index/alerts/b.alert", "something else");
  folder_.write("index/alerts/c d.alert", "-\nwalrus");
  folder_.write("index/alerts/notes", "");
  const auto kept = books_.read_all();
  ASSERT_TRUE(kept.ok());
  for (const auto& [name, alert] : *kept) {
    EXPECT_FALSE(alert.query.has_value()) << name;
    EXPECT_TRUE(alert.upto.empty()) << name;
  }
}

}  // namespace
}  // namespace quire::delivery
