#include "index/text/stems/stemmer.h"

#include <gtest/gtest.h>

#include "index/base/format.h"

namespace quire::text {
namespace {

std::string stem(std::string_view language, std::string_view term) {
  auto stemmer = Stemmer::create(language);
  return stemmer.ok() ? std::string(stemmer->stem(term)) : describe(stemmer.error());
}

TEST(Stemmer, takes_codes_and_names_in_any_case) {
  EXPECT_EQ(stem("en", "running"), "run");
  EXPECT_EQ(stem("english", "running"), "run");
  EXPECT_EQ(stem("English", "elections"), "elect");
  EXPECT_EQ(stem("de", "wahlen"), "wahl");
  EXPECT_EQ(stem("ru", "выборы"), "выбор");
}

TEST(Stemmer, none_leaves_words_as_they_are) { EXPECT_EQ(stem("none", "running"), "running"); }

TEST(Stemmer, an_unknown_language_is_an_error_that_lists_the_known_ones) {
  const auto stemmer = Stemmer::create("klingon");
  ASSERT_FALSE(stemmer.ok());
  EXPECT_EQ(stemmer.error().code, ErrorCode::kInvalidArgument);
  EXPECT_NE(stemmer.error().message.find("klingon"), std::string::npos);
  for (const char* language : {"english", "german", "none"}) {
    EXPECT_NE(stemmer.error().hint.find(language), std::string::npos) << language;
  }
}

TEST(Stemmer, terms_with_a_digit_or_a_sign_are_their_own_stem) {
  for (const char* term : {"24hours", "q&as", "1980s", "c++", "3.5", ""})
    EXPECT_EQ(stem("en", term), term);
}

TEST(Stemmer, the_second_answer_is_the_first) {
  auto stemmer = Stemmer::create("en");
  ASSERT_TRUE(stemmer.ok());
  const std::string_view first = stemmer->stem("policies");
  EXPECT_EQ(first, "polici");
  const std::string_view second = stemmer->stem("policies");
  EXPECT_EQ(second, "polici");
  EXPECT_EQ(second.data(), first.data()) << "from the cache";
}

TEST(Stemmer, goes_on_when_its_cache_is_full) {
  auto stemmer = Stemmer::create("en");
  ASSERT_TRUE(stemmer.ok());
  for (int i = 0; i < 200'000; ++i) {
    std::string word = "q";
    for (int rest = i; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
    ASSERT_FALSE(stemmer->stem(word).empty());
  }
  EXPECT_EQ(stemmer->stem("running"), "run");
}

}  // namespace
}  // namespace quire::text
