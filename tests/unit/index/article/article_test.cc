#include "index/article/article.h"

#include <gtest/gtest.h>

namespace quire::article {
namespace {

// Ids stand in links and notes that people keep: these must never change.
TEST(ArticleId, is_the_same_on_every_machine_and_in_every_version) {
  EXPECT_EQ(article_id({"wire", "a.txt"}, 0), "4cfd3bac53b0cf62");
  EXPECT_EQ(article_id({"wire", "a.txt"}, 1), "fda22b0716a1ed55");
  EXPECT_EQ(article_id({"notes", "2018/caf\xC3\xA9.md"}, 0), "de0dd4dc17617995");
  EXPECT_EQ(article_id({"", ""}, 0), "dfa3ef8915a76929");
}

TEST(ArticleId, differs_by_drop_folder_path_and_key) {
  const std::string id = article_id({"a", "b/c"}, 1);
  EXPECT_NE(article_id({"b", "b/c"}, 1), id);
  EXPECT_NE(article_id({"a", "b/d"}, 1), id);
  EXPECT_NE(article_id({"a", "b/c"}, 2), id);
  EXPECT_NE(article_id({"ab", "/c"}, 1), id);
  EXPECT_NE(article_id({"a", "b/c1"}, 0), article_id({"a", "b/c"}, 10));
}

TEST(ArticleId, is_recognised) {
  EXPECT_TRUE(is_article_id(article_id({"a", "b"}, 0)));
  EXPECT_TRUE(is_article_id("0123456789abcdef"));
  EXPECT_FALSE(is_article_id("0123456789abcde"));
  EXPECT_FALSE(is_article_id("0123456789abcdef0"));
  EXPECT_FALSE(is_article_id("0123456789ABCDEF"));
  EXPECT_FALSE(is_article_id("0123456789abcdeg"));
  EXPECT_FALSE(is_article_id(""));
}

}  // namespace
}  // namespace quire::article
