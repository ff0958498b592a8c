#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "index/extract/html/page.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view html) {
  std::vector<std::string> out;
  for (const Paragraph& paragraph : read_fragment(html).paragraphs) out.push_back(paragraph.text);
  return out;
}

TEST(Fragment, block_elements_are_paragraphs) {
  EXPECT_THAT(
      texts("<h2>Head</h2>one<div>two <p>three</p> four</div><blockquote>five</blockquote>"),
      ElementsAre("Head", "one", "two", "three", "four", "five"));
}

TEST(Fragment, inline_elements_do_not_part_words) {
  EXPECT_THAT(texts("<p>a<b>b</b>c <a href='/x'>the link</a>, <span>d</span></p>"),
              ElementsAre("abc the link, d"));
}

TEST(Fragment, white_space_is_collapsed) {
  EXPECT_THAT(texts("<p>\n  a\t b&nbsp;&nbsp; c\n</p>\n<p> </p>"), ElementsAre("a b c"));
}

TEST(Fragment, a_line_break_is_kept_and_two_end_the_paragraph) {
  EXPECT_THAT(texts("<p>one <br> two<br/><br>three<br></p>"), ElementsAre("one\ntwo", "three"));
}

TEST(Fragment, preformatted_text_keeps_lines_and_indents) {
  EXPECT_THAT(texts("<pre>\nverse\n  indented\n\nlast</pre>"),
              ElementsAre("verse\n  indented\n\nlast"));
}

TEST(Fragment, list_items_are_paragraphs) {
  EXPECT_THAT(texts("<ul><li>one<li>two<ol><li>inner</ol></ul><dl><dt>term<dd>meaning</dl>"),
              ElementsAre("one", "two", "inner", "term", "meaning"));
}

TEST(Fragment, rows_of_a_table_are_lines) {
  EXPECT_THAT(texts("<table><caption>Votes</caption><tr><th>Town<th>Votes<tr><td>Lund<td><p>12</p>"
                    "</table>"),
              ElementsAre("Votes", "Town | Votes", "Lund | 12"));
}

TEST(Fragment, a_table_that_lays_out_a_page_has_paragraphs_in_its_cells) {
  EXPECT_THAT(texts("<table><tr><td><ul><li>Home</ul><td><p>One</p><p>Two</p></table>"),
              ElementsAre("Home", "One", "Two"));
}

TEST(Fragment, what_is_not_read_as_text_is_left_out) {
  EXPECT_THAT(texts("<style>p{}</style><script>x()</script><p>a<img alt='b'><!-- c --></p>"
                    "<noscript>d</noscript><svg><text>e</text></svg><button>f</button>"
                    "<template><p>g</p></template><select><option>h</select>"),
              ElementsAre("a"));
  EXPECT_THAT(texts(""), IsEmpty());
}

TEST(Fragment, character_references_are_decoded) {
  EXPECT_THAT(texts("<p>&ldquo;Fish &amp; chips&rdquo; &lt; &#8364;5 &#x41; AT&T</p>"),
              ElementsAre("\u201CFish & chips\u201D < \u20AC5 A AT&T"));
}

TEST(Fragment, origins_tell_where_the_text_stands) {
  const Draft draft =
      read_fragment("<div>\n <p>one  two\n three</p>\n<p>\u00E9<b>x</b>&amp;y</p></div>");
  ASSERT_EQ(draft.paragraphs.size(), 2U);
  EXPECT_EQ(draft.paragraphs[0].text, "one two three");
  EXPECT_THAT(draft.paragraphs[0].origins,
              ElementsAre(Origin{0, 2, 5}, Origin{4, 2, 10}, Origin{8, 3, 2}));
  EXPECT_EQ(draft.paragraphs[1].text, "\u00E9x&y");
  EXPECT_THAT(draft.paragraphs[1].origins,
              ElementsAre(Origin{0, 4, 4}, Origin{2, 4, 8}, Origin{3, 4, 13}, Origin{4, 4, 18}));
}

TEST(Fragment, origins_stay_right_behind_references_without_semicolon_and_ignored_tags) {
  const Draft draft = read_fragment("<p>&copy2018 a</i> b\r\n&ampc</p>");
  ASSERT_EQ(draft.paragraphs.size(), 1U);
  EXPECT_EQ(draft.paragraphs[0].text, "\u00A92018 a b &c");
  EXPECT_THAT(draft.paragraphs[0].origins,
              ElementsAre(Origin{0, 1, 4}, Origin{2, 1, 9}, Origin{9, 1, 20}, Origin{11, 2, 1},
                          Origin{12, 2, 5}));
}

}  // namespace
}  // namespace quire::extract::html
