#include "index/extract/clean/clean.h"

#include <gmock/gmock.h>

namespace quire::extract {
namespace {

using testing::ElementsAre;

Draft draft_of(const std::vector<std::string>& paragraphs) {
  Draft draft;
  std::uint32_t line = 1;
  for (const std::string& text : paragraphs) draft.paragraphs.push_back({text, {{0, line++, 1}}});
  return draft;
}

std::vector<std::string> texts(const Draft& draft) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : draft.paragraphs) out.push_back(paragraph.text);
  return out;
}

TEST(Clean, leaves_out_what_the_page_put_in) {
  Draft draft = draft_of({"Dockers walked out.", "ADVERTISEMENT", "They are back.",
                          "Read more: Crane falls", "Updated at 4:32 p.m."});
  const RuleSet fired = clean(draft);
  EXPECT_THAT(texts(draft), ElementsAre("Dockers walked out.", "They are back."));
  EXPECT_TRUE(has(fired, Rule::kAdvertisement));
  EXPECT_TRUE(has(fired, Rule::kReadMore));
  EXPECT_TRUE(has(fired, Rule::kUpdatedLine));
  EXPECT_EQ(fired.count(), 3U);
  EXPECT_EQ(draft.paragraphs[1].origins[0].line, 3U);
}

TEST(Clean, an_article_that_is_clean_stays_as_it_is) {
  Draft draft = draft_of({"Dockers walked out.", "They are back."});
  EXPECT_TRUE(clean(draft).none());
  EXPECT_THAT(texts(draft), ElementsAre("Dockers walked out.", "They are back."));
}

TEST(Clean, an_article_of_nothing_but_furniture_is_not_emptied) {
  Draft draft = draft_of({"Advertisement"});
  EXPECT_TRUE(clean(draft).none());
  EXPECT_THAT(texts(draft), ElementsAre("Advertisement"));
}

TEST(Clean, fields_that_the_format_stated_win_over_lines_of_the_text) {
  Draft draft = draft_of({"By Jane Doe", "LISBON (Wire) - Text.", "Published: December 4, 2018"});
  draft.authors = {"Ada Stated"};
  draft.place = "Porto";
  draft.published = 7;
  const RuleSet fired = clean(draft);
  EXPECT_THAT(texts(draft), ElementsAre("LISBON (Wire) - Text."));
  EXPECT_THAT(draft.authors, ElementsAre("Ada Stated"));
  EXPECT_EQ(draft.place, "Porto");
  EXPECT_EQ(draft.agency, "Wire");
  EXPECT_EQ(draft.published, 7);
  EXPECT_TRUE(has(fired, Rule::kByline));
  EXPECT_TRUE(has(fired, Rule::kDateline));
}

TEST(Clean, a_byline_far_down_is_part_of_the_text) {
  Draft draft = draft_of({"One.", "Two.", "Three.", "Four.", "By Jane Doe"});
  clean(draft);
  EXPECT_EQ(draft.paragraphs.size(), 5U);
  EXPECT_TRUE(draft.authors.empty());
}

TEST(Clean, what_follows_a_hover_card_keeps_its_place_in_the_file) {
  Draft draft = draft_of({"Jane DoeJane Mary DoeCrane falls MORE said so."});
  const RuleSet fired = clean(draft);
  EXPECT_TRUE(has(fired, Rule::kHoverCard));
  EXPECT_THAT(texts(draft), ElementsAre("Jane Doe said so."));
  // " said so." stood behind 37 bytes of its line.
  EXPECT_THAT(draft.paragraphs[0].origins, ElementsAre(Origin{0, 1, 1}, Origin{8, 1, 38}));
}

TEST(Clean, lines_of_a_paragraph_that_has_several_are_looked_at_one_by_one) {
  Draft draft;
  draft.paragraphs.push_back(
      {"Updated: 2018-12-05\nDockers walked\nADVERTISEMENT\nout.\nPublished: 2018-12-04",
       {{0, 1, 1}, {20, 2, 1}, {35, 3, 1}, {49, 4, 1}, {54, 5, 1}}});
  const RuleSet fired = clean(draft);
  EXPECT_THAT(texts(draft), ElementsAre("Dockers walked\nout."));
  EXPECT_EQ(fired.count(), 3U);
  EXPECT_EQ(draft.published, 1'543'881'600);
  EXPECT_THAT(draft.paragraphs[0].origins, ElementsAre(Origin{0, 2, 1}, Origin{15, 4, 1}));
}

TEST(Clean, a_line_of_a_list_is_no_furniture) {
  Draft draft = draft_of({"Facebook\nTwitter\nRelated"});
  EXPECT_TRUE(clean(draft).none());
}

}  // namespace
}  // namespace quire::extract
