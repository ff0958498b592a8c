#include "index/query/correction.h"

#include <gmock/gmock.h>

#include <map>

namespace quire::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CorrectionTest : public testing::Test {
 protected:
  std::vector<std::string> corrected(std::string_view query, bool found_few = false) {
    std::vector<std::string> queries;
    for (const Correction& one : corrections(query, *vocabulary_, stemmers_, {4, found_few})) {
      queries.push_back(one.query);
    }
    return queries;
  }
  void words(const std::map<std::string, std::uint64_t>& words) {
    vocabulary::WordTable::Builder builder;
    for (const auto& [word, articles] : words) builder.add(word, articles);
    vocabulary_.emplace(std::vector<std::shared_ptr<const vocabulary::WordSet>>{
        std::make_shared<const vocabulary::WordSet>(builder.build())});
  }
  void SetUp() override {
    words({{"border", 50},
           {"borders", 20},
           {"civilian", 10},
           {"police", 40},
           {"recieve", 2},
           {"receive", 400}});
  }

  text::Stemmers stemmers_ = *text::Stemmers::create({"en"});
  std::optional<vocabulary::Vocabulary> vocabulary_;
};

TEST_F(CorrectionTest, a_word_that_nobody_writes_becomes_the_one_that_is_near) {
  EXPECT_THAT(corrected("polcie"), ElementsAre("police"));
  EXPECT_THAT(corrected("civillian polce"), ElementsAre("civilian police"));
}

TEST_F(CorrectionTest, the_rest_of_the_query_stays_as_it_is) {
  EXPECT_THAT(corrected("  (civilian  OR \"border polcie\") AND bord* title:polcie"),
              ElementsAre("  (civilian  OR \"border police\") AND bord* title:polcie"));
  EXPECT_THAT(corrected("“civilian polcie”"), ElementsAre("“civilian police”"));
  EXPECT_THAT(corrected("+polcie"), ElementsAre("+police"));
}

TEST_F(CorrectionTest, words_in_fields_exact_excluded_and_patterns_are_meant_as_they_are) {
  for (const char* query :
       {"title:polcie", "title:(polcie OR polcie)", "=polcie", "=\"polcie\"", "-polcie",
        "border NOT polcie", "polcie*", "polcie~", "source:polcie"}) {
    EXPECT_THAT(corrected(query), IsEmpty()) << query;
  }
}

TEST_F(CorrectionTest, a_word_of_which_a_form_is_there_is_right) {
  EXPECT_THAT(corrected("bordering"), IsEmpty());
  EXPECT_THAT(corrected("\"bordering\""), IsEmpty());  // nothing is within two edits
}

TEST_F(CorrectionTest, short_words_numbers_and_what_is_near_nothing_stay) {
  EXPECT_THAT(corrected("plc"), IsEmpty());
  EXPECT_THAT(corrected("police1"), IsEmpty());
  EXPECT_THAT(corrected("walrus"), IsEmpty());
  EXPECT_THAT(corrected(""), IsEmpty());
}

TEST_F(CorrectionTest, what_a_few_misspell_is_corrected_when_little_was_found) {
  EXPECT_THAT(corrected("recieve"), IsEmpty());
  EXPECT_THAT(corrected("recieve", true), ElementsAre("receive"));
  EXPECT_THAT(corrected("civilian", true), IsEmpty());
}

TEST_F(CorrectionTest, the_likeliest_comes_first) {
  words({{"bolders", 3}, {"borders", 50}, {"folders", 900}});
  EXPECT_THAT(corrected("boxders"), ElementsAre("borders", "folders", "bolders"));
}

TEST_F(CorrectionTest, the_context_is_all_single_words) {
  const auto found = corrections("civilian polcie", *vocabulary_, stemmers_, {4, false});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].context, "\"civilian\" AND \"police\"");
  EXPECT_EQ(corrections("polcie", *vocabulary_, stemmers_, {4, false})[0].context, "");
}

}  // namespace
}  // namespace quire::query
