// What a searcher sees of ranking and languages, through the real daemon.

#include <gtest/gtest.h>

#include "index/base/format.h"
#include "tests/integration/dropping.h"

namespace quire::test {
namespace {

class Ranking : public Dropping {
 protected:
  Ranking() : Dropping({.index_settings = "languages = [\"en\", \"de\"]"}) {}
};

constexpr const char* kGerman =
    "Häfen bleiben geschlossen\n\nDie großen Häfen an der Küste bleiben auch in dieser Woche "
    "geschlossen, weil die Arbeiter streiken. Die Gewerkschaft fordert höhere Löhne.\n";

TEST_F(Ranking, an_article_is_found_by_other_forms_in_its_own_language) {
  drop("de.txt", kGerman);
  drop("en.txt", "Harbours stay shut\n\nThe harbours of the coast stay shut this week.\n");
  EXPECT_EQ(total("Hafen"), 1U);
  EXPECT_EQ(total("Lohn"), 1U);
  EXPECT_EQ(total("harbour"), 1U);
  const Json hit = search("Lohn")["hits"][0];
  EXPECT_EQ(hit["language"], "de");
  const auto& highlight = hit["snippet"]["highlights"][0];
  EXPECT_EQ(highlight[1], 5) << hit["snippet"];  // Löhne
}

TEST_F(Ranking, a_query_in_another_language_may_have_its_function_words) {
  drop("de.txt", kGerman);
  drop("other.txt",
       "Anderes\n\nDie Woche war lang und der Regen fiel auf die Felder und Wiesen.\n");
  EXPECT_EQ(total("die Löhne und die Arbeiter"), 1U);
}

TEST_F(Ranking, words_that_were_added_to_a_question_are_told) {
  for (int i = 0; i < 10; ++i) {
    drop(format("strike{}.txt", i), "Dockers strike\n\nThe cranes of the port stand still.\n");
  }
  // So many that the words of the strike are rare enough, even when some files were read twice and
  // their first versions still count.
  for (int i = 0; i < 300; ++i) {
    drop(format("other{}.txt", i), format("Item {}\n\nNothing happened in the village.\n", i));
  }
  EXPECT_EQ(search("why do the dockers of this port strike and march now")["added"],
            Json::parse(R"(["crane","stand","still"])"));
  EXPECT_EQ(search("dockers strike")["added"], Json::array());
}

}  // namespace
}  // namespace quire::test
