#include "index/extract/language/language.h"

#include <gtest/gtest.h>

namespace quire::extract {
namespace {

TEST(DetectLanguage, names_the_language_of_a_paragraph) {
  EXPECT_EQ(
      detect_language("The dockers of the harbour have gone on strike for the third week, and "
                      "nobody knows when the ferries will sail again."),
      "en");
  EXPECT_EQ(
      detect_language("Die Hafenarbeiter streiken seit drei Wochen, und niemand weiß, wann die "
                      "Fähren wieder fahren werden."),
      "de");
  EXPECT_EQ(
      detect_language("Les dockers du port sont en grève depuis trois semaines et personne ne "
                      "sait quand les bateaux repartiront."),
      "fr");
  EXPECT_EQ(detect_language("Портовые рабочие бастуют уже третью неделю, и никто не знает, когда "
                            "снова пойдут паромы."),
            "ru");
}

TEST(DetectLanguage, says_nothing_of_what_tells_nothing) {
  EXPECT_EQ(detect_language(""), "");
  EXPECT_EQ(detect_language("12345 67890 - 11"), "");
  EXPECT_EQ(detect_language("Walrus"), "");
}

TEST(DetectLanguage, a_text_may_be_cut_within_a_character) {
  std::string text;
  while (text.size() < 3000) text += "Портовые рабочие бастуют уже третью неделю. ";
  for (int shift = 0; shift < 3; ++shift) {
    EXPECT_EQ(detect_language(std::string(static_cast<std::size_t>(shift), 'a') + text), "ru");
  }
}

TEST(LanguageCode, is_found_for_codes_and_names) {
  EXPECT_EQ(language_code("en"), "en");
  EXPECT_EQ(language_code("en-GB"), "en");
  EXPECT_EQ(language_code("PT_br"), "pt");
  EXPECT_EQ(language_code("English"), "en");
  EXPECT_EQ(language_code("german"), "de");
  EXPECT_EQ(language_code("he"), "he");
  EXPECT_EQ(language_code("xx"), "");
  EXPECT_EQ(language_code("e"), "");
  EXPECT_EQ(language_code(""), "");
}

}  // namespace
}  // namespace quire::extract
