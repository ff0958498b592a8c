#include <gmock/gmock.h>

#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const auto kIsTheArticle = ElementsAre(kFirst, kSecond, kThird);

std::string boxed(std::string_view name, std::string_view text) {
  return "<div class='" + std::string(name) + "'><p>" + std::string(text) + "</p></div>";
}

// The article with a box of that class between its paragraphs.
std::vector<std::string> with_box(std::string_view name, std::string_view text) {
  return body_of_page(page_around("<article>" + paragraph(kFirst) + boxed(name, text) +
                                  paragraph(kSecond) + paragraph(kThird) + "</article>"));
}

const std::string kProse = "Another text, which is long enough to be prose and has a full stop.";

TEST(MainText, the_article_is_found_between_menu_and_footer) {
  EXPECT_THAT(body_of_page(page_around("<div>" + three_paragraphs() + "</div>")), kIsTheArticle);
}

TEST(MainText, the_part_that_weighs_most_is_the_article_whatever_it_is_called) {
  std::string column = "<div class='c2'>";
  for (int i = 0; i < 12; ++i) column += "<div>Tide " + std::to_string(i) + ":00</div>";
  column += "</div>";
  EXPECT_THAT(body_of_page(page_around(column + "<div class='c1'>" + three_paragraphs() + "</div>" +
                                       column)),
              kIsTheArticle);
}

TEST(MainText, paragraphs_parted_by_line_breaks_are_an_article_too) {
  EXPECT_THAT(body_of_page(page_around("<div>" + kFirst + "<br><br>" + kSecond + "<br /> <br />" +
                                       kThird + "</div>")),
              kIsTheArticle);
}

TEST(MainText, boxes_that_are_named_for_something_else_are_left_out) {
  for (const char* name :
       {"comments", "article-comments-list", "relatedPosts", "share-bar", "newsletter-signup",
        "cookie-notice", "sidebar", "advertisement", "image-caption", "paywall", "author-bio",
        "breadcrumbs", "sponsored-content", "social_links", "RecommendedStories"}) {
    EXPECT_THAT(with_box(name, kProse), kIsTheArticle) << name;
  }
}

TEST(MainText, a_name_that_says_what_a_part_has_not_or_has_beside_it_is_no_hint) {
  for (const char* name : {"with-sidebar", "has-comments", "no-ads", "hover:underline", "story"}) {
    EXPECT_THAT(with_box(name, kProse), ElementsAre(kFirst, kProse, kSecond, kThird)) << name;
  }
}

TEST(MainText, a_name_against_a_part_that_holds_the_article_is_not_believed) {
  for (const char* name : {"related-layout", "modal", "sponsored", "widget", "banner"}) {
    EXPECT_THAT(body_of_page(page_around("<div class='" + std::string(name) + "'>" +
                                         three_paragraphs() + "</div>")),
                kIsTheArticle)
        << name;
  }
}

TEST(MainText, a_doubtful_name_that_all_parts_of_the_article_bear_is_not_believed) {
  const std::string box = "<div class='text-box'><p>" + kProse + " Number ";
  std::string boxes;
  for (int i = 0; i < 12; ++i) boxes += box + std::to_string(i) + ".</p></div>";
  EXPECT_THAT(body_of_page(page_around("<article>" + boxes + "</article>")), SizeIs(12));
  EXPECT_THAT(with_box("text-box", "A box of its own."), kIsTheArticle);
}

TEST(MainText, an_id_that_is_made_of_a_heading_is_no_name) {
  EXPECT_THAT(body_of_page(page_around(
                  paragraph(kFirst) + "<section id='black-box-versus-white-box'>" +
                  paragraph(kSecond) + "</section><h2 id='related'>Kin</h2>" + paragraph(kThird))),
              ElementsAre(kFirst, kSecond, "Kin", kThird));
}

TEST(MainText, elements_that_hold_no_article_are_left_out) {
  for (const char* tag : {"nav", "aside", "footer", "figcaption", "form", "menu"}) {
    const std::string element = "<" + std::string(tag) + "><p>" + kProse + "</p></" + tag + ">";
    EXPECT_THAT(body_of_page(page_around("<article>" + paragraph(kFirst) + element +
                                         paragraph(kSecond) + paragraph(kThird) + "</article>")),
                kIsTheArticle)
        << tag;
  }
}

TEST(MainText, what_is_not_shown_is_left_out) {
  for (const char* how : {"hidden", "style='display: none'", "aria-hidden='true'"}) {
    EXPECT_THAT(body_of_page(page_around(paragraph(kFirst) + "<p " + how + ">" + kProse + "</p>" +
                                         paragraph(kSecond) + paragraph(kThird))),
                kIsTheArticle)
        << how;
  }
}

TEST(MainText, an_article_that_is_hidden_until_a_script_shows_it_is_found) {
  EXPECT_THAT(
      body_of_page(page_around("<div style='display:none'>" + three_paragraphs() + "</div>")),
      kIsTheArticle);
}

TEST(MainText, parts_named_as_the_body_are_the_article_and_their_surroundings_are_not) {
  EXPECT_THAT(
      body_of_page(page_around("<div><div class='intro'><p>" + kProse +
                               "</p></div><div class='article-body'>" + paragraph(kFirst) +
                               "</div><div><p>" + kProse + "</p></div><div class='article-body'>" +
                               paragraph(kSecond) + paragraph(kThird) + "</div></div>")),
      kIsTheArticle);
  EXPECT_THAT(body_of_page(page_around("<div><p>" + kProse + "</p><div itemprop='articleBody'>" +
                                       three_paragraphs() + "</div></div>")),
              kIsTheArticle);
}

TEST(MainText, lists_of_links_are_left_out_and_lists_of_the_article_stay) {
  const std::string links =
      "<ul><li><a href='/1'>Another story of the day</a></li><li><a href='/2'>And one "
      "more</a></li></ul>";
  EXPECT_THAT(body_of_page(page_around(three_paragraphs() + links)), kIsTheArticle);
  EXPECT_THAT(body_of_page(page_around(paragraph(kFirst) + "<ul><li>bread</li><li>salt</li></ul>" +
                                       paragraph(kSecond))),
              ElementsAre(kFirst, "bread", "salt", kSecond));
}

TEST(MainText, tables_of_the_article_stay) {
  EXPECT_THAT(body_of_page(page_around(paragraph(kFirst) +
                                       "<table><tr class='player-row'><td>Lund</td>"
                                       "<td>12</td></tr></table>" +
                                       paragraph(kSecond))),
              ElementsAre(kFirst, "Lund | 12", kSecond));
}

TEST(MainText, a_line_that_is_a_link_elsewhere_is_left_out) {
  for (const char* line :
       {"<p><a href='/x'>ANOTHER STORY</a></p>",
        "<p>Related: <a href='/x'>Another story of the harbour</a></p>",
        "<p><strong>Read more:</strong> <a href='/x'>Another story</a></p>",
        "<p>Read also <a href='/x'>Another story of the day, and of the harbour</a></p>"}) {
    EXPECT_THAT(body_of_page(
                    page_around(paragraph(kFirst) + line + paragraph(kSecond) + paragraph(kThird))),
                kIsTheArticle)
        << line;
  }
}

TEST(MainText, rules_made_of_signs_are_left_out) {
  EXPECT_THAT(body_of_page(page_around(paragraph(kFirst) + "<p>* * *</p>" + paragraph(kSecond) +
                                       "<p>______</p>" + paragraph(kThird))),
              kIsTheArticle);
}

TEST(MainText, links_in_the_text_keep_their_words) {
  EXPECT_THAT(body_of_page(page_around("<p>" + kFirst + " <a href='/x'>The ferries</a> lay.</p>" +
                                       paragraph(kSecond))),
              ElementsAre(kFirst + " The ferries lay.", kSecond));
}

TEST(MainText, the_headline_and_what_stands_above_it_are_left_out) {
  EXPECT_THAT(body_of_page(page_around("<div><span>News</span><h1>Harbour closed</h1><h2>Ferries "
                                       "wait</h2>" +
                                       three_paragraphs() + "</div>")),
              kIsTheArticle);
}

TEST(MainText, what_stands_above_the_headline_goes_even_when_it_is_a_sentence) {
  EXPECT_THAT(
      body_of_page(page_around("<div><p>All the news of the coast.</p><p>And more!</p><p>Every "
                               "day.</p><h1>Harbour closed</h1>" +
                               three_paragraphs() + "</div>")),
      kIsTheArticle);
}

TEST(MainText, headings_without_text_of_their_own_go) {
  EXPECT_THAT(body_of_page(page_around(paragraph(kFirst) + "<h2>Once more?</h2><h2>The town</h2>" +
                                       paragraph(kSecond) + paragraph(kThird))),
              ElementsAre(kFirst, "The town", kSecond, kThird));
}

TEST(MainText, headings_stay_where_text_follows_them) {
  EXPECT_THAT(
      body_of_page(page_around(paragraph(kFirst) + "<h2>The town</h2>" + paragraph(kSecond) +
                               paragraph(kThird) + "<h2>More stories</h2><h3>Today</h3>")),
      ElementsAre(kFirst, "The town", kSecond, kThird));
}

TEST(MainText, short_lines_at_both_ends_are_left_out) {
  EXPECT_THAT(body_of_page(page_around("<p>17 March 2020</p>" + three_paragraphs() +
                                       "<p>Photo: A. Writer</p><p>Tags</p>")),
              kIsTheArticle);
}

TEST(MainText, requests_at_the_end_are_left_out) {
  EXPECT_THAT(
      body_of_page(page_around(three_paragraphs() +
                               "<p>Follow A. Writer on <a href='/x'>the network</a> for more "
                               "of this, every day of the week.</p>")),
      kIsTheArticle);
}

TEST(MainText, quoted_posts_of_social_media_stay) {
  EXPECT_THAT(
      body_of_page(page_around(paragraph(kFirst) + "<div class='social-embed'><blockquote><p>" +
                               kProse + "</p></blockquote></div>" + paragraph(kSecond))),
      ElementsAre(kFirst, kProse, kSecond));
}

TEST(MainText, comments_longer_than_the_article_are_left_out) {
  std::string comments;
  for (int i = 0; i < 6; ++i) comments += "<li>" + paragraph(kProse) + "</li>";
  EXPECT_THAT(body_of_page(page_around("<article>" + three_paragraphs() +
                                       "</article><ol class='commentlist'>" + comments + "</ol>")),
              kIsTheArticle);
}

TEST(MainText, an_article_that_stands_only_in_the_pages_data_is_found) {
  const std::string json =
      "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
      "\"articleBody\": \"" +
      kFirst + "\\n\\n" + kThird + " " + kProse + "\"}</script>";
  EXPECT_THAT(body_of_page("<html><head>" + json +
                           "</head><body><p>Please turn on scripts.</p></body></html>"),
              ElementsAre(kFirst, kThird + " " + kProse));
}

TEST(MainText, a_page_with_any_text_is_not_empty) {
  EXPECT_THAT(body_of_page("<body>Test</body>"), ElementsAre("Test"));
  EXPECT_THAT(body_of_page("<a href='/'>One link</a>"), ElementsAre("One link"));
  EXPECT_THAT(body_of_page("<nav><ul><li><a href='/'>Menu</a></ul></nav>"), ElementsAre("Menu"));
}

TEST(MainText, a_page_without_text_says_so) {
  for (const char* html : {"", "<html></html>", "<script>x</script><img alt='picture'>"}) {
    EXPECT_THAT(body_of_page(html), ElementsAre(HasSubstr("holds no text"))) << html;
  }
}

TEST(MainText, the_text_of_noscript_is_read_when_there_is_no_other) {
  EXPECT_THAT(body_of_page("<body><div id='app'></div><noscript>" + three_paragraphs() +
                           "</noscript></body>"),
              kIsTheArticle);
}

TEST(MainText, origins_point_into_the_page) {
  const auto draft = read_page("<body>\n<p>" + kFirst + "</p>\n  <p>" + kSecond + "</p>", {});
  ASSERT_TRUE(draft);
  ASSERT_EQ(draft->paragraphs.size(), 2U);
  EXPECT_THAT(draft->paragraphs[0].origins, ElementsAre(Origin{0, 2, 4}));
  EXPECT_THAT(draft->paragraphs[1].origins, ElementsAre(Origin{0, 3, 6}));
}

}  // namespace
}  // namespace quire::extract::html
