#include "index/extract/formats/xml/xml_tree.h"

#include <gtest/gtest.h>

#include "index/extract/formats/xml/read_xml.h"
#include "index/extract/formats/xml/well_formed.h"
#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

TEST(WellFormed, ends_what_is_open_and_drops_ends_of_nothing) {
  EXPECT_EQ(well_formed("<a><b>x</a>"), "<a><b>x</b></a>");
  EXPECT_EQ(well_formed("<a>x</b></a>"), "<a>x</a>");
  EXPECT_EQ(well_formed("<a><![CDATA[x"), "<a><![CDATA[x]]></a>");
}

TEST(WellFormed, quotes_attributes_and_escapes_what_begins_no_tag) {
  EXPECT_EQ(well_formed("<a b=c d='e\"f'>1 < 2</a>"), "<a b=\"c\" d=\"e&quot;f\">1 &lt; 2</a>");
  EXPECT_EQ(well_formed("<a><br>x</a>"), "<a><br/>x</a>");
}

TEST(WellFormed, lines_keep_their_numbers) {
  EXPECT_EQ(well_formed("<!--\n\n--><a\nb=\n1>\n</a>"), "\n\n<a\n\n b=\"1\">\n</a>");
}

TEST(XmlTree, places_are_lines_and_columns) {
  const std::string text = "<a>\n  <b>é</b><c/></a>";
  const auto tree = XmlTree::parse(text);
  ASSERT_TRUE(tree.ok());
  const Place place = tree->place_of(child_of(tree->root(), "c"));
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 12U);
}

TEST(XmlTree, names_are_found_in_any_case_and_with_any_prefix) {
  const auto tree = XmlTree::parse("<n:News><X:Head Y:Kind='1'/></n:News>");
  ASSERT_TRUE(tree.ok());
  EXPECT_TRUE(is_named(tree->root(), "news"));
  EXPECT_EQ(attribute_of(child_of(tree->root(), "head"), "kind"), "1");
}

TEST(XmlTree, entities_that_a_document_declares_are_not_expanded) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a \"lol\">";
  for (char name = 'b'; name <= 'k'; ++name) {
    bomb += std::string("<!ENTITY ") + name + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(name - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "]><rss><channel><item><title>A</title><description>&k;</description></item></channel>"
      "</rss>";
  EXPECT_EQ(shown(read_xml(bomb)), "A: &k;\n");
}

TEST(XmlTree, external_entities_are_not_loaded) {
  EXPECT_EQ(shown(read_xml("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                           "<rss><channel><item><title>A</title><description>&x;</description>"
                           "</item></channel></rss>")),
            "A: &x;\n");
}

TEST(XmlTree, too_deep_nesting_is_an_error) {
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  for (int i = 0; i < 1'000'000; ++i) deep += "</a>";
  EXPECT_EQ(shown(read_xml(deep)), "too_large: XML with deeper nesting than 256");
}

TEST(XmlTree, more_tags_than_a_document_may_have_are_an_error) {
  std::string many = "<a>";
  for (std::size_t i = 0; i <= kMostTags; ++i) many += "<b/>";
  EXPECT_EQ(shown(read_xml(many)), "too_large: XML with more tags than 2000000");
}

TEST(XmlTree, one_line_of_many_elements_takes_no_longer_for_being_one) {
  std::string text = "<rss><channel>";
  for (int i = 0; i < 20'000; ++i) text += "<item><title>A title of an item</title></item>";
  const auto reading = read_xml(text);
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->drafts.size(), 20'000U);
}

}  // namespace
}  // namespace quire::extract::formats
