#include "index/base/file_system.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/support/temporary_folder.h"

namespace quire {
namespace {

class FileSystemTest : public testing::Test {
 protected:
  test::TemporaryFolder folder_;
  PosixFileSystem files_;
};

TEST_F(FileSystemTest, reads_a_whole_file_with_its_status) {
  const std::string path = folder_.write("a.txt", "some text");
  const auto content = files_.read(path, 100);
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(content->bytes, "some text");
  EXPECT_EQ(content->status, *files_.status(path));
  EXPECT_FALSE(content->changed);
}

TEST_F(FileSystemTest, a_file_at_the_limit_is_read_and_one_over_it_is_not) {
  const std::string path = folder_.write("a.txt", "12345");
  EXPECT_TRUE(files_.read(path, 5).ok());
  const auto over = files_.read(path, 4);
  ASSERT_FALSE(over.ok());
  EXPECT_EQ(over.error().code, ErrorCode::kTooLarge);
  EXPECT_NE(over.error().message.find("limit of 4 bytes"), std::string::npos);
}

TEST_F(FileSystemTest, a_fifo_is_refused_without_waiting_for_a_writer) {
  ASSERT_EQ(::mkfifo(folder_.at("fifo").c_str(), 0600), 0);
  const auto content = files_.read(folder_.at("fifo"), 100);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::kUnsupported);
}

TEST_F(FileSystemTest, a_symbolic_link_is_not_followed) {
  folder_.write("target.txt", "secret");
  ASSERT_EQ(::symlink(folder_.at("target.txt").c_str(), folder_.at("link.txt").c_str()), 0);
  EXPECT_FALSE(files_.read(folder_.at("link.txt"), 100).ok());
  EXPECT_EQ(files_.status(folder_.at("link.txt"))->kind, FileKind::kSymlink);
}

TEST_F(FileSystemTest, below_a_root_no_link_is_followed_on_the_way) {
  folder_.write("root/a/b/c.txt", "kept");
  folder_.write("outside/c.txt", "secret");
  ASSERT_EQ(::symlink(folder_.at("outside").c_str(), folder_.at("root/a/link").c_str()), 0);
  ASSERT_EQ(::symlink(folder_.at("root").c_str(), folder_.at("linked-root").c_str()), 0);
  EXPECT_EQ(files_.read_below(folder_.at("root"), "a/b/c.txt", 100)->bytes, "kept");
  EXPECT_EQ(files_.read_below(folder_.at("linked-root"), "a/b/c.txt", 100)->bytes, "kept");
  EXPECT_EQ(files_.read_below(folder_.at("root/a/b"), "c.txt", 3).error().code,
            ErrorCode::kTooLarge);
  EXPECT_EQ(files_.read_below(folder_.at("root"), "a/link/c.txt", 100).error().code,
            ErrorCode::kUnsupported);
  EXPECT_EQ(files_.read_below(folder_.at("root"), "a/none/c.txt", 100).error().code,
            ErrorCode::kNotFound);
  EXPECT_FALSE(files_.read_below(folder_.at("root"), "a/b/c.txt/d", 100).ok());
}

TEST_F(FileSystemTest, any_part_of_a_file_is_read_also_when_its_name_is_gone) {
  const std::string path = folder_.write("a.txt", "0123456789");
  const auto file = files_.open_for_random_access(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(files_.remove_tree(path).ok());
  std::string bytes(4, ' ');
  ASSERT_TRUE((*file)->read_at(6, bytes).ok());
  EXPECT_EQ(bytes, "6789");
  ASSERT_TRUE((*file)->read_at(0, bytes).ok());
  EXPECT_EQ(bytes, "0123");
  EXPECT_EQ((*file)->read_at(7, bytes).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(files_.open_for_random_access(path).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(files_.open_for_random_access(folder_.path()).error().code, ErrorCode::kUnsupported);
}

TEST_F(FileSystemTest, a_missing_file_is_not_found) {
  EXPECT_EQ(files_.read(folder_.at("none"), 10).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(files_.status(folder_.at("none")).error().code, ErrorCode::kNotFound);
}

TEST_F(FileSystemTest, lists_names_with_their_kinds) {
  folder_.write("a.txt", "x");
  folder_.make_folder("sub");
  auto entries = *files_.list(folder_.path());
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "a.txt");
  EXPECT_EQ(entries[0].kind, FileKind::kRegular);
  EXPECT_EQ(entries[1].kind, FileKind::kDirectory);
}

TEST_F(FileSystemTest, an_atomic_write_replaces_the_content_and_leaves_nothing_beside_it) {
  const std::string path = folder_.write("manifest", "old");
  ASSERT_TRUE(files_.write_atomically(path, "new").ok());
  EXPECT_EQ(files_.read(path, 100)->bytes, "new");
  EXPECT_EQ(files_.list(folder_.path())->size(), 1U);
}

TEST_F(FileSystemTest, a_new_file_is_written_from_front_to_back) {
  const std::string path = folder_.at("new");
  auto file = files_.create(path);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->append("front ").ok());
  ASSERT_TRUE((*file)->append("and back").ok());
  ASSERT_TRUE((*file)->finish(true).ok());
  EXPECT_EQ(files_.read(path, 100)->bytes, "front and back");
}

TEST_F(FileSystemTest, a_new_file_is_for_its_owner_only) {
  auto file = files_.create(folder_.at("new"));
  ASSERT_TRUE(file.ok());
  struct stat s {};
  ASSERT_EQ(::stat(folder_.at("new").c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777U, 0600U);
}

TEST_F(FileSystemTest, a_file_that_is_there_is_not_written_over) {
  const std::string path = folder_.write("there", "kept");
  EXPECT_FALSE(files_.create(path).ok());
  EXPECT_EQ(files_.read(path, 100)->bytes, "kept");
}

TEST_F(FileSystemTest, creates_missing_parents_and_accepts_what_is_there) {
  EXPECT_TRUE(files_.create_directories(folder_.at("a/b/c"), 0700).ok());
  EXPECT_TRUE(files_.create_directories(folder_.at("a/b/c"), 0700).ok());
  EXPECT_EQ(files_.status(folder_.at("a/b/c"))->kind, FileKind::kDirectory);
  folder_.write("file", "x");
  EXPECT_FALSE(files_.create_directories(folder_.at("file/d"), 0700).ok());
}

TEST_F(FileSystemTest, removing_a_tree_that_is_not_there_is_no_error) {
  folder_.write("a/b", "x");
  EXPECT_TRUE(files_.remove_tree(folder_.at("a")).ok());
  EXPECT_TRUE(files_.remove_tree(folder_.at("a")).ok());
  EXPECT_FALSE(files_.status(folder_.at("a")).ok());
}

TEST(Paths, join_and_parent) {
  EXPECT_EQ(join_path("/a", "b/c"), "/a/b/c");
  EXPECT_EQ(join_path("/", "b"), "/b");
  EXPECT_EQ(join_path("/a", ""), "/a");
  EXPECT_EQ(parent_path("/a/b"), "/a");
  EXPECT_EQ(parent_path("/a"), "/");
  EXPECT_EQ(parent_path("a"), ".");
}

TEST(Paths, a_folder_holds_itself_and_what_is_below_but_not_its_namesakes) {
  EXPECT_TRUE(is_within("/a/b", "/a"));
  EXPECT_TRUE(is_within("/a", "/a"));
  EXPECT_TRUE(is_within("/a", "/"));
  EXPECT_FALSE(is_within("/ab", "/a"));
  EXPECT_FALSE(is_within("/", "/a"));
}

TEST_F(FileSystemTest, a_file_is_read_piece_by_piece) {
  const std::string path = folder_.write("a", "abcdefg");
  const auto file = files_.open(path);
  ASSERT_TRUE(file.ok());
  std::string buffer(3, '\0');
  EXPECT_EQ(*(*file)->read(buffer), 3U);
  EXPECT_EQ(buffer, "abc");
  EXPECT_EQ(*(*file)->read(buffer), 3U);
  EXPECT_EQ(*(*file)->read(buffer), 1U);
  EXPECT_EQ(buffer.substr(0, 1), "g");
  EXPECT_EQ(*(*file)->read(buffer), 0U);
}

TEST_F(FileSystemTest, only_a_regular_file_is_opened) {
  EXPECT_EQ(files_.open(folder_.at("missing")).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(files_.open(folder_.path()).error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace quire
