#include "index/extract/draft/paragraphs.h"

#include <gtest/gtest.h>

namespace quire::extract {
namespace {

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : paragraphs_of(text, 1)) out.push_back(paragraph.text);
  return out;
}

TEST(Paragraphs, end_at_empty_lines) {
  EXPECT_EQ(texts("\nOne\r\n two\n \nThree\n\n"), (std::vector<std::string>{"One\ntwo", "Three"}));
  EXPECT_EQ(texts(""), std::vector<std::string>{});
}

TEST(Paragraphs, are_single_lines_where_nobody_broke_them_by_hand) {
  const std::string line(300, 'x');
  EXPECT_EQ(texts(line + "\n" + line), (std::vector<std::string>{line, line}));
  EXPECT_EQ(texts(line + "\n" + line + "\n\n" + line).size(), 2U);
}

TEST(Paragraphs, know_where_their_lines_stand) {
  const auto paragraphs = paragraphs_of("One\n  two\n\nThree", 10);
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(paragraphs[0].origins, (std::vector<Origin>{{0, 10, 1}, {4, 11, 3}}));
  EXPECT_EQ(paragraphs[1].origins, (std::vector<Origin>{{0, 13, 1}}));
  EXPECT_TRUE(paragraphs_of("One", 0).front().origins.empty());
}

TEST(Paragraphs, move_to_where_their_text_stands_in_the_file) {
  auto paragraphs = paragraphs_of(" One\n\n two", 1);
  move_origins(paragraphs, 5, true);
  EXPECT_EQ(paragraphs[0].origins.front(), (Origin{0, 5, 1}));
  EXPECT_EQ(paragraphs[1].origins.front(), (Origin{0, 7, 2}));
  move_origins(paragraphs, 1, false);
  EXPECT_EQ(paragraphs[1].origins.front(), (Origin{0, 7, 1}));
}

}  // namespace
}  // namespace quire::extract
