#include <gmock/gmock.h>
#include <unistd.h>

#include <stdexcept>

#include "tests/bench/corpus.h"
#include "tests/bench/index_size.h"
#include "tests/bench/process_usage.h"
#include "tests/bench/statistics.h"
#include "tests/bench/tiers.h"
#include "tests/support/temporary_folder.h"

namespace quire::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Sample, a_percentile_is_the_nearest_rank) {
  Sample sample;
  for (const double value : {4.0, 1.0, 3.0, 2.0}) sample.add(value);
  EXPECT_EQ(sample.percentile(50), 2.0);
  EXPECT_EQ(sample.percentile(51), 3.0);
  EXPECT_EQ(sample.percentile(100), 4.0);
}

TEST(TierSizes, each_segment_has_half_of_what_is_left_and_the_last_the_rest) {
  EXPECT_THAT(tier_sizes(100, 4), ElementsAre(50, 25, 12, 13));
}

TEST(TierSizes, no_segment_stays_empty) { EXPECT_THAT(tier_sizes(3, 3), ElementsAre(1, 1, 1)); }

TEST(TierSizes, fewer_articles_than_segments_are_refused) {
  EXPECT_THROW((void)tier_sizes(2, 3), std::invalid_argument);
}

TEST(ArticleFiles, only_what_a_daemon_reads_is_listed_in_the_order_of_the_paths) {
  const test::TemporaryFolder folder;
  for (const char* name : {"b.txt", "a/c.txt", ".hidden", ".git/d.txt", "e.tmp"}) {
    folder.write(name, "text");
  }
  EXPECT_THAT(article_files(folder.path()), ElementsAre("a/c.txt", "b.txt"));
}

TEST(ArticlesOfFolder, a_repeated_file_differs_from_the_first) {
  const test::TemporaryFolder folder;
  folder.write("a.txt", "one\n");
  folder.write("b.txt", "two\n");
  const auto source = articles_of_folder(folder.path());
  EXPECT_EQ(source->next(), "one\n");
  EXPECT_EQ(source->next(), "two\n");
  EXPECT_EQ(source->next(), "one\n\nRepeated as number 2\n");
}

TEST(GeneratedArticles, the_same_seed_gives_the_same_articles) {
  EXPECT_EQ(generated_articles(7, Length::kMixed)->next(),
            generated_articles(7, Length::kMixed)->next());
}

TEST(IndexSize, files_are_counted_by_table_in_all_segments) {
  const test::TemporaryFolder folder;
  folder.write("segments/1/postlist.glass", "12345");
  folder.write("segments/2/postlist.glass", "123");
  folder.write("segments/2/position.glass", "12");
  folder.write("XAPIANDB", "1");
  const IndexSize size = index_size(folder.path());
  EXPECT_EQ(size.postlist, 8U);
  EXPECT_EQ(size.position, 2U);
  EXPECT_EQ(size.other, 1U);
  EXPECT_EQ(size.total(), 11U);
}

TEST(RunProgram, what_the_program_used_is_known_after_its_end) {
  const test::TemporaryFolder folder;
  const ProgramRun run = run_program(
      {"sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done"}, folder.at("log"));
  EXPECT_GT(run.usage.cpu_s, 0);
  EXPECT_GT(run.usage.peak_rss_bytes, 100'000U);
  EXPECT_GE(run.wall_s, 0);
}

TEST(RunProgram, a_failure_tells_what_the_program_said) {
  const test::TemporaryFolder folder;
  try {
    (void)run_program({"sh", "-c", "echo no such luck; exit 3"}, folder.at("log"));
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("no such luck"));
  }
}

TEST(UsageOf, a_running_process_has_memory) { EXPECT_GT(usage_of(::getpid()).peak_rss_bytes, 0U); }

}  // namespace
}  // namespace quire::bench
