// Pages that were made to hurt: each must be done with in bounded time, memory and stack. The
// tests' own time limit and the sanitizers see that they are.

#include <gmock/gmock.h>

#include "index/extract/html/dom/bounds.h"
#include "index/extract/html/dom/tree.h"
#include "tests/unit/index/extract/html/page_support.h"

namespace quire::extract::html {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string numbered(std::string_view before, std::string_view after, int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += std::string(before) + std::to_string(i) + std::string(after);
  return out;
}

std::size_t depth_of(const Tree& tree) {
  std::vector<std::size_t> depths(tree.size(), 0);
  std::size_t deepest = 0;
  for (NodeIndex node = 1; node < tree.size(); ++node) {
    depths[node] = depths[tree[node].parent] + 1;
    deepest = std::max(deepest, depths[node]);
  }
  return deepest;
}

TEST(Limits, ordinary_pages_are_not_touched) {
  EXPECT_FALSE(within_parsers_bounds(page_around(three_paragraphs())));
  EXPECT_FALSE(within_parsers_bounds("<ul>" + repeated("<li>item", 5000) + "</ul>"));
  EXPECT_FALSE(within_parsers_bounds(repeated("<p>paragraph<br>", 5000)));
  EXPECT_FALSE(within_parsers_bounds("<table>" + repeated("<tr><td>a<td>b", 5000) + "</table>"));
  EXPECT_FALSE(within_parsers_bounds(repeated("<div><b>x</b></div>", 5000)));
  EXPECT_FALSE(within_parsers_bounds("<svg>" + repeated("<path d='x'/>", 5000) + "</svg>"));
  EXPECT_FALSE(within_parsers_bounds("<script>" + repeated("'<div>'", 5000) + "</script>"));
  EXPECT_FALSE(within_parsers_bounds("<!--" + repeated("<div>", 5000) + "-->"));
  EXPECT_FALSE(within_parsers_bounds(repeated("<img alt='<div>'>", 5000)));
}

TEST(Limits, tags_beyond_the_depth_are_blanked_where_they_stand) {
  const std::string html = repeated("<div>\n", kDeepest) + "<div\nclass='x'>text</div>";
  const auto levelled = within_parsers_bounds(html);
  ASSERT_TRUE(levelled);
  EXPECT_EQ(levelled->size(), html.size());
  EXPECT_EQ(levelled->substr(6 * kDeepest), "    \n          text</div>");
}

TEST(Limits, a_hundred_thousand_open_elements_keep_their_text) {
  for (const char* tag :
       {"<div>", "<span>", "<li><dd>", "<table><tr><td>", "<ul><li>", "<a><div>"}) {
    EXPECT_THAT(body_of_page(repeated(tag, 100'000) + kFirst), ElementsAre(kFirst)) << tag;
  }
}

TEST(Limits, no_tree_is_much_deeper_than_the_bound) {
  for (const char* tag :
       {"<div>", "<li><dd>", "<table><tr><td>", "<b><p>", "<div><table><td></div>"}) {
    const std::string html = repeated(tag, 20'000) + "text";
    const auto tree = Tree::parse(html);
    ASSERT_TRUE(tree) << tag;
    EXPECT_LT(depth_of(*tree), 3 * kDeepest) << tag;
  }
}

TEST(Limits, formatting_that_is_never_closed_does_not_multiply) {
  const std::string html = numbered("<b id=", ">", 20'000) + repeated("<p>word", 2'000);
  const auto tree = Tree::parse(html);
  ASSERT_TRUE(tree);
  EXPECT_LT(tree->size(), 2'000 * (kMostOpenFormatting + 3));
}

TEST(Limits, a_tag_of_very_many_attributes_is_passed_over) {
  EXPECT_THAT(body_of_page("<p " + numbered("x", "=1 ", 100'000) + ">" + kFirst),
              ElementsAre(kFirst));
}

TEST(Limits, a_reference_of_very_many_digits_is_no_character) {
  EXPECT_THAT(body_of_page("<p>a &#x41BBBBBBBB; &#99999999999; &#x0000000041; b"),
              ElementsAre("a x41BBBBBBBB; 99999999999; A b"));
}

TEST(Limits, markup_that_never_ends_is_read_in_linear_time) {
  EXPECT_THAT(body_of_page(kFirst + repeated("<", 2'000'000)), SizeIs(1));
  EXPECT_THAT(body_of_page(kFirst + repeated("<!-- x ", 500'000)), ElementsAre(kFirst));
  EXPECT_THAT(body_of_page(kFirst + repeated("<script>x", 500'000)), ElementsAre(kFirst));
  EXPECT_THAT(body_of_page(kFirst + repeated("</x ", 500'000)), ElementsAre(kFirst));
}

TEST(Limits, a_page_of_a_hundred_megabytes_is_read_as_far_as_the_limit) {
  const auto draft = read_page("<p>" + repeated("a word, ", 13'000'000), {});
  ASSERT_TRUE(draft);
  ASSERT_EQ(draft->paragraphs.size(), 1U);
  EXPECT_LE(draft->paragraphs[0].text.size(), kLongestPage);
}

TEST(Limits, a_page_whose_tree_would_not_fit_says_so) {
  EXPECT_THAT(body_of_page(repeated("<p>", kLongestPage / 3)),
              ElementsAre(HasSubstr("needs too much memory")));
}

TEST(Limits, data_that_nests_without_end_is_passed_over) {
  for (const char* open : {"[", "{\"a\":"}) {
    EXPECT_THAT(body_of_page("<script type='application/ld+json'>" + repeated(open, 200'000) +
                             "</script><p>" + kFirst),
                ElementsAre(kFirst));
  }
}

}  // namespace
}  // namespace quire::extract::html
