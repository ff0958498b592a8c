#include "index/glass/database_writer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"
#include "tests/unit/index/glass/compare_databases.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

using test::TestDocument;

class DocumentsTest : public testing::TestWithParam<test::DocumentKind> {
 protected:
  quire::test::TemporaryFolder folder_;
};

TEST_P(DocumentsTest, ours_and_xapians_database_read_the_same) {
  for (const std::uint64_t seed : {1U, 2U}) {
    const auto documents = GetParam().make(seed, GetParam().count);
    const std::string ours = folder_.at("ours" + std::to_string(seed));
    const std::string xapians = folder_.at("xapians" + std::to_string(seed));
    test::build_ours(documents, ours);
    test::build_xapians(documents, xapians);
    EXPECT_EQ(test::faults(ours), "");
    EXPECT_EQ(test::difference(Xapian::Database(ours), Xapian::Database(xapians)), "");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, DocumentsTest,
    testing::Values(test::DocumentKind{"none", test::articles, 0},
                    test::DocumentKind{"one", test::articles, 1},
                    test::DocumentKind{"articles", test::articles, 300},
                    test::DocumentKind{"odd_terms", test::odd_terms, 300},
                    test::DocumentKind{"one_bare", test::bare_documents, 1},
                    test::DocumentKind{"bare_documents", test::bare_documents, 3000},
                    test::DocumentKind{"many_values", test::many_values, 400},
                    test::DocumentKind{"wild_positions", test::wild_positions, 40},
                    test::DocumentKind{"huge_data", test::huge_data, 36},
                    test::DocumentKind{"long_documents", test::long_documents, 4},
                    test::DocumentKind{"tiny_documents", test::tiny_documents, 70000}),
    [](const auto& tested) { return std::string(tested.param.name); });

class DatabaseWriterTest : public testing::Test {
 protected:
  quire::test::TemporaryFolder folder_;
  PosixFileSystem files_;
  DatabaseWriter writer_;
};

TEST_F(DatabaseWriterTest, a_cleared_writer_keeps_nothing_of_what_it_had) {
  for (const TestDocument& document : test::articles(1, 50)) test::add_to(writer_, document);
  writer_.clear();
  EXPECT_EQ(writer_.documents(), 0U);
  const auto documents = test::articles(2, 20);
  for (const TestDocument& document : documents) test::add_to(writer_, document);
  ASSERT_TRUE(writer_.write(files_, folder_.at("a"), false).ok());
  test::build_ours(documents, folder_.at("b"));
  EXPECT_EQ(test::difference(Xapian::Database(folder_.at("a")), Xapian::Database(folder_.at("b"))),
            "");
}

TEST_F(DatabaseWriterTest, what_is_written_twice_is_the_same_but_for_its_uuid) {
  for (const TestDocument& document : test::articles(1, 20)) test::add_to(writer_, document);
  ASSERT_TRUE(writer_.write(files_, folder_.at("a"), false).ok());
  ASSERT_TRUE(writer_.write(files_, folder_.at("b"), true).ok());
  const Xapian::Database a(folder_.at("a"));
  const Xapian::Database b(folder_.at("b"));
  EXPECT_EQ(test::difference(a, b), "");
  EXPECT_NE(a.get_uuid(), b.get_uuid());
}

TEST_F(DatabaseWriterTest, a_document_begins_without_the_values_and_data_of_the_last_one) {
  test::add_to(writer_, {{}, {{"a", 1}}, {{7, "seven"}}, "some data", {}});
  test::add_to(writer_, {{}, {{"a", 1}}, {}, "", {}});
  ASSERT_TRUE(writer_.write(files_, folder_.at("a"), false).ok());
  const Xapian::Database database(folder_.at("a"));
  EXPECT_EQ(database.get_document(1).get_value(7), "seven");
  EXPECT_EQ(database.get_document(2).get_value(7), "");
  EXPECT_EQ(database.get_document(2).get_data(), "");
}

TEST_F(DatabaseWriterTest, terms_that_xapian_refuses_are_left_out) {
  const std::string longest(245, 'l');
  const std::string zeros(122, '\0');
  test::add_to(writer_, {{{longest, 1}, {longest + 'l', 2}, {std::string(5000, 'x'), 3}},
                         {{zeros, 1}, {zeros + '\0', 1}, {"", 1}},
                         {},
                         "",
                         {}});
  ASSERT_TRUE(writer_.write(files_, folder_.at("a"), false).ok());
  const Xapian::Database database(folder_.at("a"));
  const std::vector<std::string> terms(database.allterms_begin(), database.allterms_end());
  EXPECT_EQ(terms, (std::vector<std::string>{zeros, longest}));
  EXPECT_EQ(database.get_doclength(1), 2U);
}

TEST_F(DatabaseWriterTest, the_folder_and_the_files_are_for_their_owner_only) {
  test::add_to(writer_, {{{"a", 1}}, {}, {}, "x", {}});
  ASSERT_TRUE(writer_.write(files_, folder_.at("a"), false).ok());
  struct stat s {};
  ASSERT_EQ(::stat(folder_.at("a").c_str(), &s), 0);
  EXPECT_EQ(s.st_mode & 0777U, 0700U);
  for (const char* file :
       {"iamglass", "postlist.glass", "position.glass", "termlist.glass", "docdata.glass"}) {
    ASSERT_EQ(::stat(folder_.at(std::string("a/") + file).c_str(), &s), 0) << file;
    EXPECT_EQ(s.st_mode & 0777U, 0600U) << file;
  }
}

TEST_F(DatabaseWriterTest, memory_held_grows_with_what_is_added) {
  const std::size_t before = writer_.bytes();
  test::add_to(writer_, test::articles(1, 1).front());
  EXPECT_GT(writer_.bytes(), before + 500);
}

TEST_F(DatabaseWriterTest, a_folder_that_holds_a_database_is_not_written_over) {
  test::build_ours(test::articles(1, 3), folder_.at("a"));
  EXPECT_FALSE(writer_.write(files_, folder_.at("a"), false).ok());
  EXPECT_EQ(Xapian::Database(folder_.at("a")).get_doccount(), 3U);
}

}  // namespace
}  // namespace quire::glass
