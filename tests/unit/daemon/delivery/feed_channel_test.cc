#include "daemon/delivery/feed_channel.h"

#include <gtest/gtest.h>

#include "daemon/protocol/subscribe.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_folder.h"

namespace quire::delivery {
namespace {

class FeedChannelTest : public testing::Test {
 protected:
  FeedChannel channel() { return {files_, clock_, {"desk", "walrus", path_, 10}}; }
  static alerts::Match match(std::uint64_t number) {
    protocol::Hit hit;
    hit.id = std::to_string(number);
    hit.published = "2023-11-14T08:00:00Z";
    return {1, number, false, protocol::encode_hit(hit)};
  }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  test::FakeClock clock_;
  const std::string path_ = folder_.at("out/feed.xml");
};

TEST_F(FeedChannelTest, writes_all_that_waits_at_once) {
  FeedChannel feed = channel();
  feed.push(match(3));
  feed.push(match(5));
  const Outcome outcome = feed.write();
  EXPECT_EQ(outcome.upto, 5U);
  EXPECT_EQ(outcome.delivered, 2U);
  EXPECT_FALSE(feed.due().has_value());
  EXPECT_EQ(FeedChannel::last_in(files_, path_), 5U);
}

TEST_F(FeedChannelTest, what_cannot_be_written_waits_and_longer_each_time) {
  folder_.write("out", "in the way");
  FeedChannel feed = channel();
  feed.push(match(3));
  SteadyTime due = *feed.due();
  for (const int seconds : {1, 2, 4}) {
    const Outcome outcome = feed.write();
    EXPECT_EQ(outcome.delivered, 0U);
    EXPECT_FALSE(outcome.failure.empty());
    due = *feed.due();
    EXPECT_EQ(due - clock_.now(), std::chrono::seconds(seconds));
  }
  folder_.remove("out");
  EXPECT_EQ(feed.write().upto, 3U);
}

}  // namespace
}  // namespace quire::delivery
