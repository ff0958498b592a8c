#include "index/text/mojibake.h"

#include <gtest/gtest.h>

namespace quire::text {
namespace {

TEST(Mojibake, utf8_taken_for_windows_1252_is_decoded_once_more) {
  EXPECT_EQ(mend_mojibake("cafÃ© â€“ naÃ¯ve"), "café – naïve");
  EXPECT_EQ(mend_mojibake("Ð¢Ð°Ðº"), "Так");
}

TEST(Mojibake, one_letter_that_is_meant_leaves_all_as_it_is) {
  EXPECT_EQ(mend_mojibake("cafÃ© and café"), std::nullopt);
  EXPECT_EQ(mend_mojibake("cafÃ© 中"), std::nullopt);
}

TEST(Mojibake, what_languages_write_stays) {
  EXPECT_EQ(mend_mojibake("Não é São João"), std::nullopt);
  EXPECT_EQ(mend_mojibake("Àé Êô œuvre, 20 °C, «ça»"), std::nullopt);
  EXPECT_EQ(mend_mojibake("“Quotes” – and… ‘more’"), std::nullopt);
  EXPECT_EQ(mend_mojibake("plain"), std::nullopt);
  EXPECT_EQ(mend_mojibake(""), std::nullopt);
}

TEST(Mojibake, controls_are_the_quotes_that_windows_1252_has_in_their_place) {
  EXPECT_EQ(mend_mojibake("\u0093It\u0092s\u0094 na\u00EFve"), "“It’s” naïve");
  EXPECT_EQ(mend_mojibake("one\u0085two"), std::nullopt);
}

}  // namespace
}  // namespace quire::text
