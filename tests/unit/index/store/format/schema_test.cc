#include "index/store/format/schema.h"

#include <gtest/gtest.h>

#include "index/base/utf8.h"

namespace quire::store {
namespace {

TEST(PathTerm, is_the_drop_folders_name_and_the_path) {
  EXPECT_EQ(path_term({"wire", "2018/a.txt"}), "Pwire/2018/a.txt");
}

TEST(PathTerm, is_whole_up_to_its_limit) {
  const std::string path(kMaxPathTermBytes - 6, 'a');
  EXPECT_EQ(path_term({"wire", path}), "Pwire/" + path);
}

TEST(PathTerm, of_a_longer_path_ends_in_a_hash) {
  const std::string path(kMaxPathTermBytes - 5, 'a');
  const std::string term = path_term({"wire", path});
  EXPECT_EQ(term.size(), kMaxPathTermBytes);
  EXPECT_TRUE(term.starts_with("Pwire/aaaa"));
  EXPECT_EQ(term[kMaxPathTermBytes - 17], '#');
}

TEST(PathTerm, long_paths_with_the_same_beginning_have_different_terms) {
  const std::string path(4000, 'a');
  EXPECT_NE(path_term({"wire", path + "b"}), path_term({"wire", path + "c"}));
}

TEST(PathTermPrefix, begins_the_terms_of_all_that_is_below) {
  EXPECT_EQ(path_term_prefix("wire", ""), "Pwire/");
  EXPECT_EQ(path_term_prefix("wire", "2018"), "Pwire/2018/");
}

class LongFolder : public testing::TestWithParam<std::size_t> {};

TEST_P(LongFolder, its_prefix_begins_the_terms_of_all_that_is_below) {
  const std::string folder(GetParam(), 'f');
  for (const std::size_t name : {1U, 20U, 200U}) {
    const std::string term = path_term({"wire", folder + "/" + std::string(name, 'n')});
    EXPECT_TRUE(term.starts_with(path_term_prefix("wire", folder))) << term;
  }
}

INSTANTIATE_TEST_SUITE_P(AroundTheLimit, LongFolder, testing::Range<std::size_t>(170, 205));

TEST(ValueTerm, is_folded_and_has_single_spaces) {
  EXPECT_EQ(value_term(prefix::kSource, " Agence  Caf\xC3\xA9 "), "XSOURCEagence cafe");
}

TEST(ValueTerm, is_cut_between_characters) {
  std::string value;
  for (int i = 0; i < 100; ++i) value += "\u4E2D";
  const std::string term = value_term(prefix::kSource, value);
  EXPECT_LE(term.size(), 120U);
  EXPECT_GT(term.size(), 110U);
  EXPECT_EQ(first_invalid_utf8(term), std::nullopt);
}

}  // namespace
}  // namespace quire::store
