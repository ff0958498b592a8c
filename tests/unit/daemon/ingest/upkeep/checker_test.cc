#include "daemon/ingest/upkeep/checker.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "index/store/format/manifest.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

class CheckerTest : public IngestFixture {
 protected:
  CheckerTest() {
    store::LibraryOptions options;
    options.fresh_documents = 1;
    library_ = open_library(options);
    for (const std::string name : {"a.txt", "b.txt", "c.txt"}) {
      drop(name, "About " + name + "\n");
      EXPECT_TRUE(library_->replace(prepared(name)).ok());
      EXPECT_TRUE(library_->publish().ok());
      EXPECT_TRUE(library_->seal_if_large().ok());
    }
    segments_ = store::read_manifest(files_, folder_.at("index"))->segments;
  }

  void damage(std::size_t segment) const {
    std::fstream file(folder_.at("index/segments/" + segments_[segment] + "/docdata.glass"),
                      std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(50);
    file.put('\xA5');
  }
  Checker checker(CheckerOptions options) {
    return {files_,
            folder_.at("index"),
            library_->live_view(),
            suspicions_,
            options,
            [this](const Writing& writing) {
              if (const auto* damaged = std::get_if<Damaged>(&writing)) {
                told_.push_back(store::segment_name(damaged->segment));
              } else if (std::get_if<Upkeep>(&writing) != nullptr) {
                told_.emplace_back("check");
              }
            }};
  }
  void suspect() {
    Suspicion suspicion;
    (void)suspicions_.try_push(suspicion);
  }
  static CheckerOptions on_suspicion_only() {
    CheckerOptions options;
    options.interval = milliseconds(0);
    return options;
  }

  std::unique_ptr<store::Library> library_;
  std::vector<std::string> segments_;
  BoundedQueue<Suspicion> suspicions_{1};
  std::vector<std::string> told_;
};

TEST_F(CheckerTest, the_first_round_comes_at_the_start) {
  damage(1);
  Checker checker = this->checker({});
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check", segments_[1]));
}

TEST_F(CheckerTest, of_a_sound_library_only_the_writer_has_something_to_look_at) {
  Checker checker = this->checker({});
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check"));
}

TEST_F(CheckerTest, rounds_come_again_and_again) {
  CheckerOptions options;
  options.interval = milliseconds(1);
  Checker checker = this->checker(options);
  EXPECT_TRUE(checker.step());
  damage(0);
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check", "check", segments_[0]));
}

TEST_F(CheckerTest, a_suspicion_has_all_looked_at_and_the_fresh_segment_too) {
  damage(2);
  Checker checker = this->checker(on_suspicion_only());
  suspect();
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check", segments_[2]));
}

TEST_F(CheckerTest, a_suspicion_hurries_a_round_that_goes_slowly) {
  CheckerOptions options;
  options.bytes_per_second = 1;  // the round would take hours
  damage(0);
  Checker checker = this->checker(options);
  std::thread later([this] {
    while (suspicions_.size() > 0) std::this_thread::yield();
    suspect();
  });
  EXPECT_TRUE(checker.step());
  later.join();
  EXPECT_THAT(told_, testing::Contains(segments_[0]));
  EXPECT_THAT(told_, testing::Contains("check"));
}

TEST_F(CheckerTest, suspicions_that_come_to_nothing_are_followed_more_and_more_seldom) {
  CheckerOptions options = on_suspicion_only();
  options.patience = milliseconds(20);
  Checker checker = this->checker(options);
  std::vector<std::chrono::steady_clock::duration> took;
  for (int i = 0; i < 4; ++i) {
    suspect();
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(checker.step());
    took.push_back(std::chrono::steady_clock::now() - start);
  }
  EXPECT_GE(took[1], milliseconds(15));
  EXPECT_GE(took[2], milliseconds(35));
  EXPECT_GE(took[3], milliseconds(75));
}

TEST_F(CheckerTest, an_index_that_is_out_of_sight_is_not_damaged) {
  std::filesystem::rename(folder_.at("index/segments"), folder_.at("index/away"));
  Checker checker = this->checker({});
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check"));
  std::filesystem::rename(folder_.at("index/away"), folder_.at("index/segments"));
}

TEST_F(CheckerTest, closing_the_queue_ends_it) {
  Checker checker = this->checker(on_suspicion_only());
  suspicions_.close();
  EXPECT_FALSE(checker.step());
}

TEST_F(CheckerTest, a_round_that_is_cancelled_finds_nothing) {
  damage(0);
  Checker checker = this->checker({});
  checker.cancel();
  EXPECT_TRUE(checker.step());
  EXPECT_THAT(told_, ElementsAre("check"));
}

}  // namespace
}  // namespace quire::ingest
