#include "index/text/likeness/word_diff.h"

#include <gmock/gmock.h>

#include "index/base/random.h"

namespace quire::text {
namespace {

using testing::ElementsAre;

// "-" before what was removed, "+" before what was added.
std::string shown(std::string_view older, std::string_view newer) {
  std::string out;
  for (const DiffPart& part : diff_words(older, newer)) {
    out += part.change == Change::kRemoved ? "[-" : part.change == Change::kAdded ? "[+" : "[";
    out += part.text + "]";
  }
  return out;
}

TEST(WordDiff, tells_a_word_that_was_replaced) {
  EXPECT_EQ(shown("the red house fell", "the blue house fell"),
            "[the ][-red ][+blue ][house fell]");
}

TEST(WordDiff, tells_what_was_put_before_and_taken_off_the_end) {
  EXPECT_EQ(shown("one two three", "zero one two "), "[+zero ][one two ][-three]");
}

TEST(WordDiff, spaces_alone_are_no_difference) {
  EXPECT_EQ(shown("one  two\nthree", "one two three"), "[one two three]");
}

TEST(WordDiff, of_nothing_is_all_of_the_other) {
  EXPECT_EQ(shown("", "one"), "[+one]");
  EXPECT_EQ(shown("one", ""), "[-one]");
  EXPECT_EQ(shown("", ""), "");
}

TEST(WordDiff, without_what_was_removed_it_is_the_newer_text_and_is_never_longer_than_both) {
  Random random(9);
  for (int round = 0; round < 500; ++round) {
    std::string texts[2];
    for (std::string& text : texts) {
      for (std::uint64_t i = random.below(30); i > 0; --i) {
        text.push_back(static_cast<char>('a' + random.below(4)));
        text.push_back(' ');
      }
    }
    std::string older;
    std::string newer;
    for (const DiffPart& part : diff_words(texts[0], texts[1])) {
      if (part.change != Change::kAdded) older += part.text;
      if (part.change != Change::kRemoved) newer += part.text;
    }
    EXPECT_EQ(older, texts[0]);
    EXPECT_EQ(newer, texts[1]);
  }
}

TEST(WordDiff, texts_without_a_common_word_are_told_apart_at_both_ends_only) {
  std::string older = "first ";
  std::string newer = "first ";
  for (std::size_t i = 0; i < kMostDifferences; ++i) {
    older += "a ";
    newer += "b ";
  }
  const auto parts = diff_words(older + "last", newer + "last");
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts.front(), (DiffPart{Change::kSame, "first "}));
  EXPECT_EQ(parts.back(), (DiffPart{Change::kSame, "last"}));
}

}  // namespace
}  // namespace quire::text
