#include "index/story/card.h"

#include <gtest/gtest.h>

namespace quire::story {
namespace {

TEST(Card, comes_back_as_it_was) {
  Card card;
  card.article = 0x1a0f44dc8ea25c47;
  card.published = -86'400;
  card.changed = -80'000;
  card.text = 42;
  card.sample = {3, {8, 4'294'967'288}};
  card.names = {1, 2};
  card.withdraws = true;
  const std::string bytes = encode_card(card);
  EXPECT_EQ(decode_card(bytes), card);
  EXPECT_EQ(article_of_card(bytes), card.article);
}

TEST(Card, that_was_cut_is_none) {
  Card card;
  card.sample = {0, {1, 2, 3}};
  card.names = {5};
  const std::string bytes = encode_card(card);
  for (std::size_t size = 0; size < bytes.size() - card.sample.rows.size() * 4; ++size) {
    EXPECT_EQ(decode_card(std::string_view(bytes).substr(0, size)), std::nullopt) << size;
  }
  EXPECT_EQ(decode_card(bytes.substr(0, bytes.size() - 1)), std::nullopt);
}

TEST(Card, an_id_is_its_number_in_hexadecimal) {
  EXPECT_EQ(to_id(to_number("00000000000000ff")), "00000000000000ff");
}

TEST(Names, a_sites_front_page_names_no_article) {
  EXPECT_TRUE(names_of("", "https://gazette.example/", "").empty());
  EXPECT_EQ(names_of("", "https://gazette.example/a", "").size(), 1U);
}

TEST(Names, a_plain_number_names_an_article_of_its_source_alone) {
  EXPECT_TRUE(names_of("17", "", "").empty());
  EXPECT_NE(names_of("17", "", "Gazette"), names_of("17", "", "Herald"));
  EXPECT_EQ(names_of("tag:gazette,17", "", "Gazette"), names_of("tag:gazette,17", "", "Herald"));
}

}  // namespace
}  // namespace quire::story
