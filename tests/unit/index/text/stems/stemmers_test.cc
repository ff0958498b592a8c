#include "index/text/stems/stemmers.h"

#include <gmock/gmock.h>

namespace quire::text {
namespace {

using testing::ElementsAre;

TEST(Stemmers, a_text_gets_the_stemmer_of_its_language) {
  auto stemmers = *Stemmers::create({"en", "de", "fr"});
  EXPECT_EQ(stemmers.of("de").stem("hausern"), "haus");
  EXPECT_EQ(stemmers.of("de-AT").stem("hausern"), "haus");
  EXPECT_EQ(stemmers.of("en").stem("houses"), "hous");
}

TEST(Stemmers, a_text_in_another_language_gets_the_first) {
  auto stemmers = *Stemmers::create({"en", "de"});
  EXPECT_EQ(stemmers.of("it").stem("houses"), "hous");
  EXPECT_EQ(stemmers.of("").stem("houses"), "hous");
}

TEST(Stemmers, a_word_has_the_stems_of_all_languages_each_once) {
  auto stemmers = *Stemmers::create({"en", "de", "fr"});
  EXPECT_THAT(stemmers.stems("bord"), ElementsAre("bord"));
  EXPECT_THAT(stemmers.stems("paris"), ElementsAre("pari", "paris"));
}

TEST(Stemmers, a_language_without_a_stemmer_is_refused) {
  const auto stemmers = Stemmers::create({"en", "xx"});
  ASSERT_FALSE(stemmers.ok());
  EXPECT_EQ(stemmers.error().code, ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace quire::text
