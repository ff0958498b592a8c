#include "daemon/ingest/work/bulk_worker.h"

#include <malloc.h>

#include <cerrno>

#include "index/base/format.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

class BulkWorkerTest : public IngestFixture {
 protected:
  BulkWorkerTest() {
    options_.linger = std::chrono::milliseconds(0);
    folder_.make_folder("building");
  }

  void push(FileWork work) {
    work.lane = Lane::kBulk;
    ASSERT_TRUE(lanes_.push(std::move(work)));
  }
  void push(const std::string& relative) { push(work(relative)); }
  // What came of so many steps is in built_ and readings_. A step is a file, or the end of the
  // lane.
  void step(int times) {
    for (int i = 0; i < times; ++i) ASSERT_TRUE(worker_->step());
    while (auto writing = writings_.pop_until({})) {
      if (auto* built = std::get_if<Built>(&*writing)) built_.push_back(std::move(*built));
      if (auto* reading = std::get_if<Reading>(&*writing)) readings_.push_back(std::move(*reading));
    }
  }
  void start() {
    worker_.emplace(context_, files_, options_, *store::BulkBuilder::create({"en"}),
                    [this] { return folder_.at(format("building/{}", ++segments_)); });
  }
  static std::vector<std::string> names(const Built& built) {
    std::vector<std::string> names;
    for (const store::BuiltFile& file : built.segment.files) names.push_back(file.file.relative);
    return names;
  }

  SystemClock clock_;
  FileReader reader_{files_, clock_, {1U << 20, {}}};
  Lanes lanes_{100};
  ReadOrder order_;
  BoundedQueue<Writing> writings_{1U << 20};
  WorkerContext context_{reader_, lanes_, order_, writings_,
                         [this](const Done& done) { outcomes_.push_back(done.outcome); }};
  BulkOptions options_;
  std::uint64_t segments_ = 0;
  std::optional<BulkWorker> worker_;
  std::vector<Built> built_;
  std::vector<Reading> readings_;
  std::vector<Outcome> outcomes_;
};

using Names = std::vector<std::string>;

TEST_F(BulkWorkerTest, the_files_of_the_lane_come_as_one_segment) {
  drop("a.txt", "A");
  drop("b.txt", "B");
  push("a.txt");
  push("b.txt");
  start();
  step(3);
  ASSERT_EQ(built_.size(), 1U);
  EXPECT_FALSE(built_[0].error.has_value());
  EXPECT_EQ(names(built_[0]), (Names{"a.txt", "b.txt"}));
  ASSERT_EQ(built_[0].works.size(), 2U);
  EXPECT_EQ(built_[0].works[1].relative, "b.txt");
  EXPECT_TRUE(files_.status(built_[0].segment.path).ok());
}

TEST_F(BulkWorkerTest, a_segment_that_is_large_enough_waits_for_no_more) {
  options_.first_bytes = 1;
  drop("a.txt", "A");
  drop("b.txt", "B");
  push("a.txt");
  push("b.txt");
  start();
  step(1);
  ASSERT_EQ(built_.size(), 1U);
  EXPECT_EQ(names(built_[0]), Names{"a.txt"});
}

// What this process has allocated; 0 with a sanitizer, whose allocator does not tell.
std::size_t allocated() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

TEST_F(BulkWorkerTest, when_nothing_more_comes_the_memory_of_the_load_is_released) {
  options_.rest = std::chrono::milliseconds(0);
  options_.first_bytes = 64U << 20;
  for (int i = 0; i < 50; ++i) {
    const std::string name = format("{}.txt", i);
    std::string text = name + "\n\n";
    for (int word = 0; word < 2000; ++word) text += format("word{}of{} ", word, i);
    drop(name, text);
    push(name);
  }
  start();
  step(51);
  ASSERT_EQ(built_.size(), 1U);
  const std::size_t loaded = allocated();
  step(1);
  if (loaded > 0) {
    EXPECT_LT(allocated(), loaded - (4U << 20));
  }
  drop("a.txt", "A");
  push("a.txt");
  step(2);
  ASSERT_EQ(built_.size(), 2U);
  EXPECT_EQ(names(built_[1]), Names{"a.txt"});
}

TEST_F(BulkWorkerTest, a_segment_of_a_load_is_larger_than_the_one_before) {
  drop("a.txt", "A");
  auto builder = *store::BulkBuilder::create({"en"});
  auto content = files_.read(in_drop("a.txt"), 100);
  builder.add({"wire", "a.txt"}, store::file_state(content->status),
              *extract::articles_in({"wire", "a.txt"}, *std::move(content)));
  options_.first_bytes = builder.bytes();
  for (int i = 0; i < 3; ++i) push("a.txt");
  start();
  step(1);
  ASSERT_EQ(built_.size(), 1U);
  step(1);
  EXPECT_EQ(built_.size(), 1U);
}

TEST_F(BulkWorkerTest, readings_are_numbered_and_run_until_their_segment_is_queued) {
  drop("a.txt", "A");
  drop("b.txt", "B");
  push("a.txt");
  push("b.txt");
  start();
  step(2);
  const std::uint64_t first = order_.oldest_running();
  step(1);
  ASSERT_EQ(built_.size(), 1U);
  EXPECT_EQ(built_[0].orders, (std::vector<std::uint64_t>{first, first + 1}));
  EXPECT_EQ(order_.oldest_running(), first + 2);
}

TEST_F(BulkWorkerTest, a_file_that_is_no_article_is_part_of_the_segment) {
  drop("a.txt", "\n\n");
  push("a.txt");
  start();
  step(2);
  ASSERT_EQ(built_.size(), 1U);
  EXPECT_TRUE(built_[0].segment.files[0].failed);
}

TEST_F(BulkWorkerTest, a_file_that_has_gone_is_handed_on_at_once) {
  push("gone.txt");
  start();
  step(1);
  ASSERT_EQ(readings_.size(), 1U);
  EXPECT_FALSE(readings_[0].prepared.has_value());
  EXPECT_GT(order_.oldest_running(), readings_[0].order);
}

TEST_F(BulkWorkerTest, where_there_is_nothing_to_write_the_loop_is_told_at_once) {
  drop_.device = 0;
  push("gone.txt");
  start();
  step(1);
  EXPECT_EQ(outcomes_, std::vector{Outcome::kUnchanged});
}

TEST_F(BulkWorkerTest, what_belongs_to_a_rebuild_stands_in_a_segment_of_its_own) {
  drop("a.txt", "A");
  push("a.txt");
  FileWork rebuilt = work("a.txt");
  rebuilt.rebuild = true;
  push(rebuilt);
  start();
  step(3);
  ASSERT_EQ(built_.size(), 2U);
  EXPECT_FALSE(built_[0].works[0].rebuild);
  EXPECT_TRUE(built_[1].works[0].rebuild);
}

TEST_F(BulkWorkerTest, what_is_read_by_force_stands_in_a_segment_of_its_own) {
  drop("a.txt", "A");
  push("a.txt");
  FileWork forced = work("a.txt");
  forced.read = store::Read::kForced;
  push(forced);
  start();
  step(3);
  EXPECT_EQ(built_.size(), 2U);
}

TEST_F(BulkWorkerTest, a_segment_that_cannot_be_written_says_why_and_leaves_nothing) {
  drop("a.txt", "A");
  push("a.txt");
  files_.fail(test::FileCall::kCreateFile, "postlist.glass", ENOSPC);
  start();
  step(2);
  ASSERT_EQ(built_.size(), 1U);
  ASSERT_TRUE(built_[0].error.has_value());
  EXPECT_EQ(built_[0].works.size(), 1U);
  EXPECT_FALSE(files_.status(folder_.at("building/1")).ok());
}

TEST_F(BulkWorkerTest, after_a_segment_that_could_not_be_written_the_next_one_can_be) {
  drop("a.txt", "A");
  push("a.txt");
  files_.fail(test::FileCall::kCreateFile, "postlist.glass", ENOSPC);
  start();
  step(2);
  files_.heal();
  push("a.txt");
  step(2);
  ASSERT_EQ(built_.size(), 2U);
  EXPECT_FALSE(built_[1].error.has_value());
  EXPECT_EQ(names(built_[1]), Names{"a.txt"});
}

TEST_F(BulkWorkerTest, when_the_lanes_close_what_was_begun_is_dropped) {
  drop("a.txt", "A");
  push("a.txt");
  start();
  step(1);
  lanes_.close();
  EXPECT_FALSE(worker_->step());
  EXPECT_EQ(writings_.size(), 0U);
}

TEST_F(BulkWorkerTest, there_is_no_step_more_once_the_lanes_are_closed) {
  lanes_.close();
  start();
  EXPECT_FALSE(worker_->step());
}

}  // namespace
}  // namespace quire::ingest
