#include "daemon/ingest/work/worker.h"

#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

class WorkerTest : public IngestFixture {
 protected:
  // One step with a file; what came of it is in reading_ or in outcome_.
  void look_at(const std::string& relative) {
    ASSERT_TRUE(lanes_.push(work(relative)));
    ASSERT_TRUE(worker_.step());
    reading_.reset();
    if (auto writing = writings_.pop_until({})) reading_ = std::get<Reading>(*std::move(writing));
  }

  void set_age(const std::string& relative, std::chrono::nanoseconds age) {
    clock_.set_wall_nanoseconds(files_.status(in_drop(relative))->mtime_ns + age.count());
  }

  test::FakeClock clock_;
  FileReader reader_{files_, clock_, {1000, {}}};
  Lanes lanes_{8};
  ReadOrder order_;
  BoundedQueue<Writing> writings_{1U << 20};
  WorkerContext context_{reader_, lanes_, order_, writings_,
                         [this](const Done& done) { outcome_ = done.outcome; }};
  Worker worker_{context_, *store::SegmentBuilder::create({"en"})};
  std::optional<Reading> reading_;
  std::optional<Outcome> outcome_;
};

TEST_F(WorkerTest, a_file_is_read_and_prepared) {
  drop("sub/a.txt", "A title\n\nand a body\n");
  look_at("sub/a.txt");
  ASSERT_TRUE(reading_ && reading_->prepared);
  EXPECT_EQ(reading_->prepared->articles(), 1U);
  EXPECT_EQ(reading_->prepared->file(), (article::FileKey{"wire", "sub/a.txt"}));
  EXPECT_EQ(reading_->prepared->state(), store::file_state(*files_.status(in_drop("sub/a.txt"))));
  EXPECT_EQ(reading_->work.relative, "sub/a.txt");
}

TEST_F(WorkerTest, readings_are_numbered_as_they_begin) {
  drop("a.txt", "A");
  look_at("a.txt");
  const auto first = reading_->order;
  look_at("a.txt");
  EXPECT_GT(first, 0U);
  EXPECT_GT(reading_->order, first);
}

TEST_F(WorkerTest, a_reading_has_ended_once_it_is_in_the_queue) {
  drop("a.txt", "A");
  look_at("a.txt");
  EXPECT_GT(order_.oldest_running(), reading_->order);
}

TEST_F(WorkerTest, a_file_that_has_gone_is_handed_on_without_documents) {
  look_at("gone.txt");
  ASSERT_TRUE(reading_.has_value());
  EXPECT_FALSE(reading_->prepared.has_value());
}

TEST_F(WorkerTest, a_file_that_is_no_article_is_handed_on_with_the_reason_alone) {
  drop("a.txt", "\n\n");
  look_at("a.txt");
  ASSERT_TRUE(reading_ && reading_->prepared);
  EXPECT_EQ(reading_->prepared->articles(), 0U);
}

TEST_F(WorkerTest, where_there_is_nothing_to_write_the_loop_is_told_at_once) {
  drop_.device = 0;
  look_at("gone.txt");
  EXPECT_EQ(outcome_, Outcome::kUnchanged);
  EXPECT_FALSE(reading_.has_value());
}

TEST_F(WorkerTest, a_file_that_may_change_again_under_the_same_time_stamp_is_taken_as_changed) {
  drop("a.txt", "A");
  set_age("a.txt", std::chrono::milliseconds(9));
  look_at("a.txt");
  EXPECT_EQ(reading_->work.read, store::Read::kForced);
  set_age("a.txt", std::chrono::milliseconds(11));
  look_at("a.txt");
  EXPECT_EQ(reading_->work.read, store::Read::kChanged);
}

TEST_F(WorkerTest, there_is_no_step_more_once_the_lanes_are_closed_and_empty) {
  lanes_.close();
  EXPECT_FALSE(worker_.step());
}

}  // namespace
}  // namespace quire::ingest
