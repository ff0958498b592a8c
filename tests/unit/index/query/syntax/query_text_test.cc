#include "index/query/syntax/query_text.h"

#include <gtest/gtest.h>

#include "index/query/syntax/parser.h"

namespace quire::query {
namespace {

constexpr Today kToday{1'543'924'800, 0};  // 2018-12-04T12:00:00Z

// Positions aside.
std::string tree_of(std::string_view query) {
  const auto node = parse(query, {false, kToday});
  return node ? describe(*node) : "!" + node.error().message;
}

TEST(QueryText, reads_back_as_the_same_tree) {
  for (const char* query : {"border",
                            "border police",
                            "+border -police \"civil war\"",
                            "=\"police\"",
                            "a AND b OR c",
                            "a NOT b NOT c",
                            "NOT a",
                            "(a OR b) AND (c d)",
                            "title:(a OR \"b c\")",
                            "lead:migra* wom?n",
                            "Neilsen~ O'Neal~2",
                            "\"a b\" NEAR/3 (c OR d) SAME e",
                            "a ADJ b PARA c",
                            "atleast3:(a OR b)",
                            "x source:reuters by:\"Jane Doe\" by:neils*",
                            "x date:2018-11..2018-12 until:2019",
                            "words:500.. words:7",
                            "\\AND \\-a b\\*c d\\:e \\\"f",
                            "*",
                            "\"say \\\"no\\\" now\"",
                            "a (b OR (c AND -d))",
                            "updated:2018-12-04",
                            "path:2018/12"}) {
    const auto node = parse(query, {false, kToday});
    ASSERT_TRUE(node.ok()) << query;
    EXPECT_EQ(tree_of(query_text(*node)), describe(*node)) << query << " -> " << query_text(*node);
  }
}

TEST(QueryText, is_what_a_user_would_write) {
  EXPECT_EQ(query_text(*parse("+Border   -\"civil war\" source:reuters")),
            "+Border source:reuters -\"civil war\"");
}

}  // namespace
}  // namespace quire::query
