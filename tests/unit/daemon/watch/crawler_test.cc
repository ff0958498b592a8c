#include "daemon/watch/crawler.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "index/base/unique_fd.h"
#include "tests/support/fake_file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::watch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CrawlerTest : public testing::Test {
 protected:
  Result<void> run(const std::string& subtree = "") {
    CrawlVisitor visitor;
    visitor.on_folder = [this](const std::string& path) { folders_.push_back(path); };
    visitor.on_file = [this](const std::string& path, const FileStatus& status) {
      found_.push_back(path);
      kinds_.push_back(status.kind);
    };
    visitor.on_error = [this](const std::string& path, const Error& error) {
      failed_.push_back(path + ": " + std::string(name_of(error.code)));
    };
    return crawl(files_, folder_.path(), subtree, rules_, visitor);
  }

  test::TemporaryFolder folder_;
  test::FakeFileSystem files_;
  IgnoreRules rules_{{"secret"}};
  std::vector<std::string> folders_;
  std::vector<std::string> found_;
  std::vector<FileKind> kinds_;
  std::vector<std::string> failed_;
};

TEST_F(CrawlerTest, files_come_in_byte_order_of_their_whole_paths) {
  for (const char* path : {"a/z", "a.txt", "a0", "b", "a/b/c", "B", "a-b/x", "\xffz", "a/\n"}) {
    folder_.write(path, "x");
  }
  ASSERT_TRUE(run().ok());
  auto sorted = found_;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(found_.size(), 9U);
  EXPECT_EQ(found_, sorted);
}

TEST_F(CrawlerTest, folders_are_told_before_what_is_in_them) {
  folder_.write("a/b/c.txt", "x");
  folder_.make_folder("empty");
  ASSERT_TRUE(run().ok());
  EXPECT_THAT(folders_, ElementsAre("", "a", "a/b", "empty"));
}

TEST_F(CrawlerTest, a_file_that_appears_when_a_folder_is_told_is_found) {
  folder_.make_folder("a");
  CrawlVisitor visitor;
  visitor.on_folder = [&](const std::string& path) {
    if (path == "a") folder_.write("a/late.txt", "x");
  };
  visitor.on_file = [&](const std::string& path, const FileStatus&) { found_.push_back(path); };
  ASSERT_TRUE(crawl(files_, folder_.path(), "", rules_, visitor).ok());
  EXPECT_THAT(found_, ElementsAre("a/late.txt"));
}

TEST_F(CrawlerTest, ignored_folders_hide_all_below_them) {
  folder_.write("secret/a.txt", "x");
  folder_.write(".git/a.txt", "x");
  folder_.write("open/a.txt", "x");
  ASSERT_TRUE(run().ok());
  EXPECT_THAT(found_, ElementsAre("open/a.txt"));
  EXPECT_THAT(folders_, ElementsAre("", "open"));
}

TEST_F(CrawlerTest, a_subtree_below_an_ignored_folder_gives_nothing) {
  folder_.write("secret/deep/a.txt", "x");
  ASSERT_TRUE(run("secret/deep").ok());
  EXPECT_THAT(found_, IsEmpty());
}

TEST_F(CrawlerTest, links_are_told_as_links_and_not_followed) {
  folder_.write("real/a.txt", "x");
  ASSERT_EQ(::symlink(folder_.at("real").c_str(), folder_.at("link").c_str()), 0);
  ASSERT_TRUE(run().ok());
  EXPECT_THAT(found_, ElementsAre("link", "real/a.txt"));
  EXPECT_THAT(kinds_, ElementsAre(FileKind::kSymlink, FileKind::kRegular));
}

TEST_F(CrawlerTest, a_subtree_behind_a_link_gives_nothing) {
  folder_.write("real/deep/a.txt", "x");
  ASSERT_EQ(::symlink("real", folder_.at("link").c_str()), 0);
  ASSERT_TRUE(run("link/deep").ok());
  EXPECT_THAT(found_, IsEmpty());
}

TEST_F(CrawlerTest, a_subtree_is_walked_alone) {
  folder_.write("a/b/c.txt", "x");
  folder_.write("a/d.txt", "x");
  folder_.write("e.txt", "x");
  ASSERT_TRUE(run("a/b").ok());
  EXPECT_THAT(found_, ElementsAre("a/b/c.txt"));
}

TEST_F(CrawlerTest, a_subtree_that_is_a_file_gives_that_file) {
  folder_.write("a/d.txt", "x");
  ASSERT_TRUE(run("a/d.txt").ok());
  EXPECT_THAT(found_, ElementsAre("a/d.txt"));
}

TEST_F(CrawlerTest, a_fifo_asked_for_by_name_is_told_with_its_kind) {
  ASSERT_EQ(::mkfifo(folder_.at("fifo").c_str(), 0600), 0);
  ASSERT_TRUE(run("fifo").ok());
  EXPECT_THAT(kinds_, ElementsAre(FileKind::kOther));
}

TEST_F(CrawlerTest, a_subtree_that_is_not_there_gives_nothing) {
  EXPECT_TRUE(run("nowhere/at/all").ok());
  EXPECT_THAT(found_, IsEmpty());
  EXPECT_THAT(failed_, IsEmpty());
}

TEST_F(CrawlerTest, a_missing_root_is_an_error_even_for_a_subtree) {
  folder_.remove("");
  EXPECT_EQ(run().error().code, ErrorCode::kNotFound);
  EXPECT_EQ(run("a").error().code, ErrorCode::kNotFound);
}

TEST_F(CrawlerTest, a_folder_that_cannot_be_listed_is_told_and_the_walk_goes_on) {
  folder_.write("a/x.txt", "x");
  folder_.write("b/y.txt", "x");
  files_.fail(folder_.at("a"), Error{ErrorCode::kPermission, "no", {}});
  ASSERT_TRUE(run().ok());
  EXPECT_THAT(found_, ElementsAre("b/y.txt"));
  EXPECT_THAT(failed_, ElementsAre("a: permission"));
}

TEST_F(CrawlerTest, what_vanishes_during_the_walk_is_passed_over_in_silence) {
  folder_.write("a/x.txt", "x");
  folder_.write("b.txt", "x");
  files_.fail(folder_.at("a"), Error{ErrorCode::kNotFound, "gone", {}});
  files_.fail(folder_.at("b.txt"), Error{ErrorCode::kNotFound, "gone", {}});
  ASSERT_TRUE(run().ok());
  EXPECT_THAT(found_, IsEmpty());
  EXPECT_THAT(failed_, IsEmpty());
}

TEST_F(CrawlerTest, without_on_file_nothing_is_asked_for_its_status) {
  folder_.write("a.txt", "x");
  files_.fail(folder_.at("a.txt"), Error{ErrorCode::kIo, "asked", {}});
  CrawlVisitor visitor;
  visitor.on_error = [&](const std::string& path, const Error&) { failed_.push_back(path); };
  ASSERT_TRUE(crawl(files_, folder_.path(), "", rules_, visitor).ok());
  EXPECT_THAT(failed_, IsEmpty());
}

TEST_F(CrawlerTest, a_cancelled_walk_ends) {
  for (int i = 0; i < 2000; ++i) folder_.write(std::to_string(i), "x");
  CrawlVisitor visitor;
  visitor.on_file = [&](const std::string& path, const FileStatus&) { found_.push_back(path); };
  visitor.cancelled = [&] { return !found_.empty(); };
  ASSERT_TRUE(crawl(files_, folder_.path(), "", rules_, visitor).ok());
  EXPECT_LT(found_.size(), 1000U);
}

TEST_F(CrawlerTest, a_thousand_nested_folders_are_walked) {
  UniqueFd folder(::open(folder_.path().c_str(), O_RDONLY | O_DIRECTORY));
  for (int depth = 0; depth < 1000; ++depth) {
    ASSERT_EQ(::mkdirat(folder.get(), "d", 0700), 0);
    folder.reset(::openat(folder.get(), "d", O_RDONLY | O_DIRECTORY));
    ASSERT_TRUE(folder.valid());
  }
  const UniqueFd file(::openat(folder.get(), "f", O_CREAT | O_WRONLY, 0600));
  ASSERT_TRUE(run().ok());
  EXPECT_EQ(folders_.size(), 1001U);
  EXPECT_EQ(found_.size(), 1U);
  EXPECT_THAT(failed_, IsEmpty());
}

}  // namespace
}  // namespace quire::watch
