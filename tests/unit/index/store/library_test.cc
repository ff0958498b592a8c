#include "index/store/library.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class LibraryTest : public LibraryFixture {
 protected:
  // What `work` returns in a process of its own, which ends at once, as if killed; -1 when it did
  // not come so far.
  static int status_of_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
  }
};

TEST_F(LibraryTest, a_new_one_is_empty_and_private) {
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_EQ(library->counts().articles, 0U);
  EXPECT_EQ(library->counts().segments, 1U);
  EXPECT_EQ(titles(), "");
  struct stat status {};
  ASSERT_EQ(::stat(index().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(LibraryTest, changes_are_seen_after_publish_and_not_before) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  EXPECT_EQ(titles(), "");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "First");
}

TEST_F(LibraryTest, what_the_disk_has_no_room_for_is_refused_before_xapian_writes_it) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  files_.fail(test::FileCall::kAppend, "segments/room", ENOSPC);
  const auto published = library->publish();
  ASSERT_FALSE(published.ok());
  EXPECT_EQ(published.error().code, ErrorCode::kOutOfSpace);
  files_.heal();
  EXPECT_EQ(titles(), "");
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "First");
  EXPECT_EQ(files_.status(index() + "/segments/room").error().code, ErrorCode::kNotFound);
}

TEST_F(LibraryTest, a_replaced_file_is_found_as_it_is_now) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Old", 1)));
  ASSERT_TRUE(library->publish().ok());
  ASSERT_TRUE(*library->replace(prepared("a.txt", "New", 2)));
  EXPECT_EQ(titles(), "Old");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "New");
  EXPECT_EQ(library->counts().articles, 1U);
}

TEST_F(LibraryTest, replacing_with_the_same_state_changes_nothing) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  EXPECT_FALSE(*library->replace(prepared("a.txt", "Never looked at")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_FALSE(*library->replace(prepared("a.txt", "Never looked at")));
  EXPECT_EQ(titles(), "First");
}

TEST_F(LibraryTest, a_file_that_can_be_read_now_is_new_though_its_state_is_the_same) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(unreadable("a.txt", "no permission")));
  EXPECT_FALSE(*library->replace(unreadable("a.txt", "no permission")));
  EXPECT_EQ(library->counts().failed_files, 1U);
  EXPECT_TRUE(*library->replace(prepared("a.txt", "Readable")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "Readable");
  EXPECT_EQ(library->counts().failed_files, 0U);
}

TEST_F(LibraryTest, a_file_that_cannot_be_read_any_more_loses_its_article) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Readable")));
  EXPECT_TRUE(*library->replace(unreadable("a.txt", "no permission")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "");
  EXPECT_EQ(library->counts().articles, 0U);
}

TEST_F(LibraryTest, a_file_with_fewer_articles_than_before_keeps_none_of_the_old) {
  const auto library = opened();
  std::vector<article::Article> two{text("First"), text("Second")};
  two[1].member = 1;
  ASSERT_TRUE(*library->replace(builder_.prepare(key("feed"), state(1), two)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "First | Second");
  ASSERT_TRUE(*library->replace(prepared("feed", "Third", 2)));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "Third");
}

TEST_F(LibraryTest, a_removed_file_is_gone_after_publish) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_TRUE(*library->remove(key("a.txt")));
  EXPECT_EQ(titles(), "First");
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "");
}

TEST_F(LibraryTest, removing_what_is_not_there_says_so) {
  const auto library = opened();
  EXPECT_FALSE(*library->remove(key("a.txt")));
}

TEST_F(LibraryTest, files_of_other_drop_folders_with_the_same_path_are_other_files) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared({"wire", "a.txt"}, text("Wire"))));
  ASSERT_TRUE(*library->replace(prepared({"notes", "a.txt"}, text("Notes"))));
  EXPECT_TRUE(*library->remove({"wire", "a.txt"}));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "Notes");
}

TEST_F(LibraryTest, long_paths_are_files_of_their_own) {
  const auto library = opened();
  const std::string path(1000, 'a');
  ASSERT_TRUE(*library->replace(prepared(path + "1", "One")));
  ASSERT_TRUE(*library->replace(prepared(path + "2", "Two")));
  EXPECT_TRUE(*library->remove(key(path + "1")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "Two");
}

TEST_F(LibraryTest, what_was_published_is_there_after_a_killed_owner_and_nothing_else) {
  std::unique_ptr<Library> library;  // outlives the work: a killed process destroys nothing
  EXPECT_EQ(status_of_child([&] {
              library = opened();
              if (!library->replace(prepared("a.txt", "Published")).ok()) return 1;
              if (!library->publish().ok()) return 2;
              return library->replace(prepared("b.txt", "Not published")).ok() ? 0 : 3;
            }),
            0);
  library = opened();
  EXPECT_EQ(titles(), "Published");
  EXPECT_THAT(library->notices(), IsEmpty());
}

TEST_F(LibraryTest, close_publishes) {
  auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->close().ok());
  library.reset();
  EXPECT_EQ(titles(), "First");
  EXPECT_EQ(opened()->counts().articles, 1U);
}

TEST_F(LibraryTest, a_second_owner_in_this_process_is_refused) {
  const auto library = opened();
  const auto second = open();
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_THAT(second.error().message, HasSubstr(std::to_string(::getpid())));
}

TEST_F(LibraryTest, a_second_owner_in_another_process_is_refused) {
  const auto library = opened();
  EXPECT_EQ(status_of_child([this] {
              const auto second = open();
              return !second.ok() && second.error().code == ErrorCode::kBusy ? 0 : 1;
            }),
            0);
}

TEST_F(LibraryTest, retain_drops_takes_out_the_files_of_all_others) {
  const auto library = opened();
  for (const char* drop : {"a", "a b", "ab", "b"}) {
    ASSERT_TRUE(*library->replace(prepared({drop, "x.txt"}, text(drop))));
    ASSERT_TRUE(*library->replace(prepared({drop, "y/" + std::string(900, 'y')}, text(drop))));
  }
  ASSERT_TRUE(library->publish().ok());
  const auto gone = library->retain_drops({"a b", "b", "c"});
  ASSERT_TRUE(gone.ok());
  EXPECT_THAT(*gone, UnorderedElementsAre("a", "ab"));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "a b | a b | b | b");
}

TEST_F(LibraryTest, retain_drops_takes_out_failed_files_too) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(unreadable("a.txt", "no")));
  EXPECT_THAT(*library->retain_drops({}), ElementsAre("wire"));
  EXPECT_EQ(library->counts().failed_files, 0U);
}

TEST_F(LibraryTest, plain_xapian_opens_the_index) {
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  const Xapian::Database database(index());
  EXPECT_EQ(database.get_doccount(), 1U);
  EXPECT_TRUE(database.term_exists("Zfirst"));
}

TEST_F(LibraryTest, xapian_delve_opens_the_index) {
  if (!files_.status(XAPIAN_DELVE).ok()) GTEST_SKIP() << "xapian-tools are not installed";
  const auto library = opened();
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  const std::string out = folder_.at("out");
  const std::string command = format("{} -t Zfirst '{}' >'{}' 2>&1", XAPIAN_DELVE, index(), out);
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_THAT(files_.read(out, 1000)->bytes, HasSubstr("(termfreq 1,"));
}

TEST_F(LibraryTest, fsyncing_every_commit_publishes_as_well) {
  auto library = *open("boot-1", Durability::kAlways);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "First");
}

}  // namespace
}  // namespace quire::store
