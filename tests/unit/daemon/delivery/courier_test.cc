#include "daemon/delivery/courier.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <map>

#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"
#include "index/base/unique_fd.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_folder.h"

namespace quire::delivery {
namespace {

struct Report {
  std::uint64_t id = 0;
  Outcome outcome;
  std::uint64_t noted = 0;  // what stood on disk when it came
};

// Stepped by hand; its clock stands still.
class CourierTest : public testing::Test {
 protected:
  CourierTest() { (void)books_.read_all(); }

  // Alert and channel have the same number; "$0" is the log.
  void add(std::uint64_t id, const std::string& script) {
    CommandOptions options;
    options.alert = name(id);
    options.command = {"/bin/sh", "-c", script, folder_.at("log")};
    courier_.add_command(id, options);
  }
  // One whose runs last until let_go() allows one to end.
  void add_waiting(std::uint64_t id) {
    ASSERT_EQ(::mkfifo(folder_.at(name(id)).c_str(), 0600), 0);
    gates_[id] = UniqueFd(::open(folder_.at(name(id)).c_str(), O_RDWR | O_CLOEXEC));
    add(id, "read line < '" + folder_.at(name(id)) + "'");
  }
  void let_go(std::uint64_t id) { ASSERT_EQ(::write(gates_[id].get(), "\n", 1), 1); }
  void push(std::uint64_t id, std::uint64_t number) {
    protocol::Hit hit;
    hit.id = std::to_string(number);
    hit.published = "2023-11-14T08:00:00Z";
    courier_.push(id, {1, number, false, protocol::encode_hit(hit)});
  }
  void step() {
    tasks_.push_always([](Courier&) {});  // so that it waits for nothing
    ASSERT_TRUE(courier_.step());
  }
  // Until there are so many reports.
  void run(std::size_t reports) {
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (reports_.size() < reports && std::chrono::steady_clock::now() < give_up) step();
    ASSERT_GE(reports_.size(), reports);
  }
  // Child processes of this thread.
  static std::size_t children() {
    std::ifstream file(format("/proc/self/task/{}/children", ::gettid()));
    return static_cast<std::size_t>(
        std::distance(std::istream_iterator<int>(file), std::istream_iterator<int>()));
  }
  static std::string name(std::uint64_t id) { return "alert" + std::to_string(id); }
  std::uint64_t noted(std::uint64_t id, Channel channel) {
    const auto kept = books_.read_all();
    const auto found = kept->find(name(id));
    if (found == kept->end() || !found->second.upto.contains(channel)) return 0;
    return found->second.upto.at(channel);
  }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  test::FakeClock clock_;
  AlertFiles books_{files_, folder_.at("alerts")};
  BoundedQueue<CourierTask> tasks_{1};
  std::vector<Report> reports_;
  std::map<std::uint64_t, UniqueFd> gates_;
  Courier courier_{files_, clock_, books_, tasks_, [this](std::uint64_t id, Outcome outcome) {
                     reports_.push_back({id, std::move(outcome), noted(id, Channel::kCommand)});
                   }};
};

TEST_F(CourierTest, matches_of_a_command_are_brought_in_order_and_noted_before_they_are_told) {
  add(1, "cat > /dev/null");
  for (const std::uint64_t number : {3U, 5U, 8U}) push(1, number);
  run(3);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::uint64_t number = std::array{3U, 5U, 8U}.at(i);
    EXPECT_EQ(reports_[i].outcome.upto, number);
    EXPECT_EQ(reports_[i].noted, number);
  }
}

TEST_F(CourierTest, at_most_four_run_at_a_time) {
  for (std::uint64_t id = 1; id <= 6; ++id) {
    add_waiting(id);
    push(id, 10 + id);
  }
  for (int i = 0; i < 5; ++i) step();
  EXPECT_EQ(children(), Courier::kMostChildren);
  for (std::uint64_t id = 1; id <= 6; ++id) let_go(id);
  run(6);
  EXPECT_EQ(children(), 0U);
}

TEST_F(CourierTest, one_with_much_to_do_holds_nobody_up) {
  for (std::uint64_t id = 1; id <= 5; ++id) {
    add_waiting(id);
    push(id, 10);
    push(id, 11);
  }
  step();
  let_go(1);
  run(1);
  // Now the fifth runs, and not the first again.
  let_go(5);
  run(2);
  EXPECT_EQ(reports_[1].id, 5U);
}

TEST_F(CourierTest, one_that_is_removed_makes_room_for_another) {
  for (std::uint64_t id = 1; id <= 5; ++id) {
    add_waiting(id);
    push(id, 10);
  }
  step();
  courier_.remove(2);
  let_go(5);
  run(1);
  EXPECT_EQ(reports_.front().id, 5U);
  EXPECT_EQ(children(), 3U);
}

TEST_F(CourierTest, a_failure_is_told_and_nothing_noted) {
  add(1, "exit 1");
  push(1, 3);
  run(1);
  EXPECT_NE(reports_.front().outcome.failure, "");
  EXPECT_EQ(reports_.front().outcome.upto, 0U);
  EXPECT_EQ(reports_.front().noted, 0U);
}

TEST_F(CourierTest, a_failed_command_is_started_again_when_its_pause_is_over) {
  add(1, "exit 1");
  push(1, 3);
  run(1);
  for (int i = 0; i < 5; ++i) step();
  EXPECT_EQ(children(), 0U);
  clock_.advance(std::chrono::seconds(1));
  step();
  EXPECT_EQ(children(), 1U);
  run(2);
}

TEST_F(CourierTest, a_match_that_was_given_up_is_noted_too) {
  CommandOptions options;
  options.alert = name(1);
  options.command = {"/bin/false"};
  options.retries = 0;
  courier_.add_command(1, options);
  push(1, 3);
  run(1);
  EXPECT_EQ(reports_.front().outcome.given_up, 1U);
  EXPECT_EQ(reports_.front().noted, 3U);
}

TEST_F(CourierTest, a_note_that_cannot_be_written_is_a_failure_of_a_match_that_was_brought) {
  folder_.make_folder("alerts/alert1.command/in the way");
  add(1, "exit 0");
  push(1, 3);
  run(1);
  EXPECT_EQ(reports_.front().outcome.delivered, 1U);
  EXPECT_TRUE(reports_.front().outcome.failure.starts_with("how far it is could not be written: "))
      << reports_.front().outcome.failure;
}

TEST_F(CourierTest, a_feed_takes_all_that_waits_at_once_and_is_noted) {
  courier_.add_feed(1, {name(1), "walrus", folder_.at("feed.xml"), 10});
  push(1, 3);
  push(1, 5);
  step();
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_.front().outcome.delivered, 2U);
  EXPECT_EQ(noted(1, Channel::kFeed), 5U);
  EXPECT_EQ(FeedChannel::last_in(files_, folder_.at("feed.xml")), 5U);
}

TEST_F(CourierTest, it_ends_when_its_queue_is_closed) {
  tasks_.close();
  EXPECT_FALSE(courier_.step());
}

}  // namespace
}  // namespace quire::delivery
