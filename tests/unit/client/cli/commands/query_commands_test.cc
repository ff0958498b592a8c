// similar, explain and parse.

#include <gmock/gmock.h>

#include "tests/unit/client/cli/quire_runner.h"

namespace quire::cli {
namespace {

using testing::HasSubstr;

constexpr const char* kNothingSimilar =
    R"({"jsonrpc":"2.0","id":1,"result":{"total":{"value":0,"exact":true},"partial":false,)"
    R"("took_us":7,"corrected":null,"hits":[],"facets":[],"expanded":[],"added":[]}})";
constexpr const char* kExplained =
    R"({"jsonrpc":"2.0","id":1,"result":{"query":"a b* -c","matches":false,"weight":0,"words":[],)"
    R"("cut":false,"reason":"the article matches c, which is excluded","parts":[)"
    R"({"query":"a","role":"any","matches":true,"weight":1.5,"words":[],"cut":false,"parts":[]},)"
    R"({"query":"b*","role":"any","matches":true,"weight":0.25,"words":["be","by"],"cut":true,)"
    R"("parts":[]},{"query":"c","role":"excluded","matches":true,"weight":0,"words":[],)"
    R"("cut":false,"parts":[]}]}})";

constexpr const char* kGained =
    R"({"jsonrpc":"2.0","id":1,"result":{"query":"a b","matches":true,"weight":2,"words":[],)"
    R"("cut":false,"reason":"","parts":[],"score":4.5,"gains":[)"
    R"({"by":"neighbours","words":["a","b"],"weight":0.25},)"
    R"({"by":"feedback","words":["moon"],"weight":0.75},)"
    R"({"by":"recency","words":[],"weight":1.5}]}})";

TEST(SimilarCommand, names_the_article_and_says_when_there_is_none) {
  QuireRunner quire(kNothingSimilar);
  EXPECT_EQ(quire.run({"similar", "0123456789abcdef", "-n", "3"}), ExitStatus::kNothingFound);
  ASSERT_EQ(quire.requests().size(), 1U);
  EXPECT_THAT(quire.requests()[0], HasSubstr(R"("id":"0123456789abcdef")"));
  EXPECT_THAT(quire.requests()[0], HasSubstr(R"("limit":3)"));
  EXPECT_THAT(quire.out(), HasSubstr("0 articles found"));
}

TEST(SimilarCommand, needs_an_article) {
  EXPECT_EQ(QuireRunner("").run({"similar"}), ExitStatus::kUsage);
}

TEST(ExplainCommand, shows_each_part_and_the_reason) {
  QuireRunner quire(kExplained);
  EXPECT_EQ(quire.run({"explain", "a b* -c", "notes.txt"}), ExitStatus::kNothingFound);
  EXPECT_THAT(quire.requests()[0], HasSubstr(R"("path":"/home/anna/notes.txt")"));
  EXPECT_EQ(quire.out(),
            "no            a b* -c\n"
            "yes    1.500    a\n"
            "yes    0.250    b*  = be, by, ...\n"
            "yes             -c\n"
            "\n"
            "It does not match: the article matches c, which is excluded.\n");
}

TEST(ExplainCommand, shows_what_the_score_has_beside_the_query) {
  QuireRunner quire(kGained);
  EXPECT_EQ(quire.run({"explain", "a b", "notes.txt", "--recency", "30d"}), ExitStatus::kDone);
  EXPECT_THAT(quire.requests()[0], HasSubstr(R"("recency":"30d")"));
  EXPECT_EQ(quire.out(),
            "yes    2.000  a b\n"
            "       0.250  a b, together\n"
            "       0.750  moon, which the best articles share\n"
            "       1.500  its age\n"
            "       4.500  in all\n");
}

TEST(ExplainCommand, needs_a_query_and_an_article) {
  EXPECT_EQ(QuireRunner("").run({"explain", "a"}), ExitStatus::kUsage);
}

TEST(ParseCommand, shows_the_stages_without_a_daemon) {
  QuireRunner quire("");
  EXPECT_EQ(quire.run({"parse", "border", "-police"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "Tokens\n"
            "     0  Word border\n"
            "     7  Minus\n"
            "     8  Word police\n"
            "    14  End\n"
            "Tree\n"
            "  (some (word border) (excluded (word police)))\n"
            "Xapian\n"
            "  Query((Zborder AND_NOT Zpolic))\n");
  EXPECT_TRUE(quire.requests().empty());
}

TEST(ParseCommand, gives_the_stages_as_json) {
  QuireRunner quire("");
  EXPECT_EQ(quire.run({"--json", "parse", "--typing", "(a"}), ExitStatus::kDone);
  EXPECT_EQ(quire.out(),
            "{\"tokens\":[\"   0  Open\",\"   1  Word a\",\"   2  End\"],"
            "\"tree\":\"(or (word a) (wildcard a*))\",\"xapian\":\"Query((Za OR a*))\"}\n");
}

TEST(ParseCommand, shows_where_a_query_is_wrong) {
  QuireRunner quire("");
  EXPECT_EQ(quire.run({"parse", "a (b"}), ExitStatus::kUsage);
  EXPECT_THAT(quire.err(), HasSubstr("a (b\n    ^"));
}

}  // namespace
}  // namespace quire::cli
