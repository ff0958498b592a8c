#include <gmock/gmock.h>

#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SearcherFilesTest : public LibraryFixture {
 protected:
  void SetUp() override { library_ = opened(); }

  void add(const article::FileKey& file) {
    ASSERT_TRUE(*library_->replace(prepared(file, text("Title"))));
    ASSERT_TRUE(library_->publish().ok());
  }

  // The paths below `folder` of "wire", in no order.
  [[nodiscard]] std::vector<std::string> below(const std::string& folder) {
    std::vector<std::string> paths;
    const auto table = searcher_.files_below("wire", folder);
    EXPECT_TRUE(table.ok());
    const auto files = searcher_.paths_of(table->unseen());
    EXPECT_TRUE(files.ok());
    for (const article::FileKey& file : *files) paths.push_back(file.relative);
    return paths;
  }

  std::unique_ptr<Library> library_;
};

TEST_F(SearcherFilesTest, an_empty_index_knows_none) { EXPECT_THAT(below(""), IsEmpty()); }

TEST_F(SearcherFilesTest, a_drop_folder_has_its_own_files_only) {
  add({"wire", "a"});
  add({"wire", "b/c"});
  add({"wire2", "d"});
  EXPECT_THAT(below(""), UnorderedElementsAre("a", "b/c"));
}

TEST_F(SearcherFilesTest, files_that_could_not_be_read_are_known_too) {
  ASSERT_TRUE(*library_->replace(unreadable("a", "binary")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(below(""), ElementsAre("a"));
}

TEST_F(SearcherFilesTest, failed_files_are_counted_and_named_below_a_folder) {
  for (const char* path : {"b/c", "b/d", "bb", "b"}) {
    ASSERT_TRUE(*library_->replace(unreadable(path, "binary")));
  }
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(searcher_.failed_below("wire", "", 9)->total, 4U);
  EXPECT_EQ(searcher_.failed_below("other", "", 9)->total, 0U);
  const auto failed = searcher_.failed_below("wire", "b", 2);
  ASSERT_TRUE(failed.ok());
  EXPECT_EQ(failed->total, 3U);
  ASSERT_EQ(failed->files.size(), 2U);
  EXPECT_EQ(failed->files[0].reason, "binary");
}

TEST_F(SearcherFilesTest, a_folder_has_what_is_below_it_and_not_its_namesakes) {
  for (const char* path : {"b/c", "b/d/e", "b.txt", "bb/c", "a", "c/b/c"}) add({"wire", path});
  add({"wire2", "b/x"});
  EXPECT_THAT(below("b"), UnorderedElementsAre("b/c", "b/d/e"));
  EXPECT_THAT(below("b/d"), UnorderedElementsAre("b/d/e"));
  EXPECT_THAT(below("none"), IsEmpty());
}

TEST_F(SearcherFilesTest, a_file_where_the_folder_was_is_found) {
  add({"wire", "b"});
  EXPECT_THAT(below("b"), ElementsAre("b"));
}

class DeepFolder : public SearcherFilesTest, public testing::WithParamInterface<std::size_t> {};

TEST_P(DeepFolder, has_what_is_below_it_though_terms_are_cut) {
  const std::string folder(GetParam(), 'f');
  add({"wire", folder + "/" + std::string(300, 'n') + "1"});
  add({"wire", folder + "/" + std::string(300, 'n') + "2"});
  add({"wire", folder + "x/3"});
  EXPECT_THAT(below(folder), UnorderedElementsAre(folder + "/" + std::string(300, 'n') + "1",
                                                  folder + "/" + std::string(300, 'n') + "2"));
}

TEST_P(DeepFolder, a_file_in_its_place_is_found_once) {
  const std::string folder(GetParam(), 'f');
  add({"wire", folder});
  EXPECT_THAT(below(folder), ElementsAre(folder));
}

INSTANTIATE_TEST_SUITE_P(AroundTheLimit, DeepFolder,
                         testing::Values(100, 175, 176, 177, 178, 193, 194, 195, 196, 400));

TEST_F(SearcherFilesTest, a_file_that_holds_several_articles_is_known_once) {
  std::vector<article::Article> articles{text("First"), text("Second")};
  articles[1].member = 1;
  ASSERT_TRUE(*library_->replace(builder_.prepare(key("feed"), state(), articles)));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(below(""), ElementsAre("feed"));
}

TEST_F(SearcherFilesTest, the_table_knows_the_state_of_each) {
  add({"wire", "a"});
  auto table = *searcher_.files_below("wire", "");
  EXPECT_EQ(table.match(key("a"), state(1)), FileTable::Match::kSame);
  EXPECT_EQ(table.match(key("a"), state(2)), FileTable::Match::kChanged);
  EXPECT_EQ(table.match(key("b"), state(1)), FileTable::Match::kUnknown);
}

TEST_F(SearcherFilesTest, paths_of_files_that_have_gone_since_are_left_out) {
  add({"wire", "a"});
  add({"wire", "b"});
  const auto known = searcher_.files_below("wire", "")->unseen();
  ASSERT_TRUE(*library_->remove(key("a")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_THAT(*searcher_.paths_of(known), ElementsAre(key("b")));
}

TEST_F(SearcherFilesTest, all_articles_of_a_file_are_had_in_the_state_that_was_recorded) {
  std::vector<article::Article> two;
  for (const std::uint32_t member : {0U, 1U}) {
    two.push_back(text("Number " + std::to_string(member)));
    two.back().member = member;
  }
  fill(*library_, [&] {
    std::vector<PreparedFile> files;
    files.push_back(builder_.prepare(key("feed"), state(3), two));
    files.push_back(unreadable("bad", "binary", 3));
    return files;
  }());
  const auto articles = searcher_.articles_of(key("feed"), state(3));
  ASSERT_TRUE(articles.ok());
  ASSERT_EQ(articles->size(), 2U);
  EXPECT_EQ((*articles)[1].title, "Number 1");
  EXPECT_EQ((*articles)[1].member, 1U);
  EXPECT_EQ((*articles)[1].published, two[1].published);
  EXPECT_THAT(*searcher_.articles_of(key("feed"), state(4)), IsEmpty());
  EXPECT_THAT(*searcher_.articles_of(key("bad"), state(3)), IsEmpty());
  EXPECT_THAT(*searcher_.articles_of(key("none"), state(3)), IsEmpty());
}

}  // namespace
}  // namespace quire::store
