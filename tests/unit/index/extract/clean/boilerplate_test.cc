#include "index/extract/clean/boilerplate.h"

#include <gmock/gmock.h>

#include <string>

namespace quire::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kFooter = "The Harbour Gazette is printed on recycled paper.";

std::string body(int number) {
  return "Article number " + std::to_string(number) + " tells of dockers.\n\n" + kFooter + "\n";
}

std::vector<article::TextRange> note(BoilerplateMemory& memory, int number,
                                     const std::string& source = "gazette") {
  return memory.note(source, std::to_string(number), body(number));
}

TEST(Boilerplate, is_a_paragraph_that_recurs_across_the_articles_of_a_source) {
  BoilerplateMemory memory;
  for (int i = 1; i < static_cast<int>(BoilerplateMemory::kArticles); ++i) {
    EXPECT_THAT(note(memory, i), IsEmpty()) << i;
  }
  const auto begin = static_cast<std::uint32_t>(body(100).find(kFooter));
  const auto length = static_cast<std::uint32_t>(kFooter.size());
  EXPECT_THAT(note(memory, 100), ElementsAre(article::TextRange{begin, begin + length}));
  EXPECT_THAT(note(memory, 1), SizeIs(1));
}

TEST(Boilerplate, of_one_source_is_none_of_another) {
  BoilerplateMemory memory;
  for (int i = 0; i < 20; ++i) (void)note(memory, i);
  EXPECT_THAT(note(memory, 100, "courier"), IsEmpty());
}

TEST(Boilerplate, an_article_that_is_read_again_and_again_learns_nothing) {
  BoilerplateMemory memory;
  for (int round = 0; round < 20; ++round) {
    EXPECT_THAT(note(memory, 1), IsEmpty());
    EXPECT_THAT(note(memory, 2), IsEmpty());
  }
}

TEST(Boilerplate, short_paragraphs_may_recur) {
  BoilerplateMemory memory;
  for (int i = 0; i < 20; ++i) {
    EXPECT_THAT(memory.note("gazette", std::to_string(i), "Yes.\n\nNo, she said.\n"), IsEmpty());
  }
}

TEST(Boilerplate, what_recurs_is_kept_when_room_is_made) {
  BoilerplateMemory memory;
  for (int i = 0; i < 20; ++i) (void)note(memory, i);
  for (std::size_t i = 0; i < BoilerplateMemory::kParagraphs + 10; ++i) {
    (void)memory.note("gazette", "x" + std::to_string(i),
                      "A paragraph that nobody else has: " + std::to_string(i));
  }
  EXPECT_THAT(note(memory, 100), SizeIs(1));
}

}  // namespace
}  // namespace quire::extract
