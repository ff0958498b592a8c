#include <gtest/gtest.h>

#include "index/extract/formats/xml/read_xml.h"
#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

std::string rss(const std::string& items) {
  return "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n"
         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n"
         "<title>The Harbour Gazette</title><language>en-GB</language>\n" +
         items + "</channel></rss>";
}

std::string atom(const std::string& entries) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Tide Tables</title>\n" + entries +
         "</feed>";
}

Draft first(const std::string& xml) {
  auto reading = read_xml(xml);
  EXPECT_TRUE(reading.ok());
  return reading ? reading->drafts.front() : Draft{};
}

TEST(Rss, each_item_is_an_article_with_its_fields) {
  const Draft draft = first(
      rss("<item><title>Ferry late &amp; full</title><link>https://example.org/ferry</link>\n"
          "<guid isPermaLink=\"false\">n-17</guid><dc:creator>Ann Lee and Bo Roe</dc:creator>\n"
          "<pubDate>Tue, 04 Dec 2018 16:32 EST</pubDate><category>Transport</category>\n"
          "<category>Islands</category><description>Short.</description>\n"
          "<content:encoded><![CDATA[<p>The ferry was <b>late</b>.</p>\n"
          "<p>It was full.</p>]]></content:encoded></item>"));
  EXPECT_EQ(shown(draft), "Ferry late & full: The ferry was late. | It was full.");
  EXPECT_EQ(draft.url, "https://example.org/ferry");
  EXPECT_EQ(draft.guid, "n-17");
  EXPECT_EQ(joined(draft.authors), "Ann Lee, Bo Roe");
  EXPECT_EQ(draft.published, 1'543'959'120);
  EXPECT_EQ(joined(draft.tags), "Transport, Islands");
  EXPECT_EQ(draft.source, "The Harbour Gazette");
  EXPECT_EQ(draft.language, "en-GB");
  EXPECT_EQ(draft.title_line, 4U);
}

TEST(Rss, paragraphs_know_their_lines_in_the_file) {
  const Draft draft =
      first(rss("<item><title>T</title>\n<description><![CDATA[\n<p>One</p>\n"
                "<p>Two</p>]]></description></item>"));
  ASSERT_EQ(draft.paragraphs.size(), 2U);
  EXPECT_EQ(draft.paragraphs[0].origins.front(), (Origin{0, 6, 4}));
  EXPECT_EQ(draft.paragraphs[1].origins.front(), (Origin{0, 7, 4}));
}

TEST(Rss, escaped_html_and_naked_markup_and_plain_text_are_read_alike) {
  EXPECT_EQ(shown(read_xml(rss(
                "<item><title>A</title><description>&lt;p&gt;One&lt;/p&gt;Two</description></item>"
                "<item><title>B</title><description><p>One</p>Two</description></item>"
                "<item><title>C</title><description>One\n\nTwo</description></item>"))),
            "A: One | Two\nB: One | Two\nC: One | Two\n");
}

TEST(Rss, text_of_media_and_of_podcasts_is_no_title) {
  const Draft draft =
      first(rss("<item><media:title xmlns:media=\"http://search.yahoo.com/mrss/\">Picture"
                "</media:title><itunes:title>Sound</itunes:title><title>News</title></item>"));
  EXPECT_EQ(draft.title, "News");
}

TEST(Rss, what_a_podcast_says_of_an_episode_is_its_text_when_there_is_no_other) {
  EXPECT_EQ(shown(first(rss("<item><title>A</title><itunes:summary>One</itunes:summary></item>"))),
            "A: One");
  EXPECT_EQ(shown(first(rss("<item><title>A</title><itunes:summary>One</itunes:summary>"
                            "<description>Two</description></item>"))),
            "A: Two");
}

TEST(Rss, a_line_of_many_megabytes_is_a_text_like_others) {
  const std::string text(20'000'000, 'x');
  EXPECT_EQ(first(rss("<item><title>A</title><description>" + text + "</description></item>"))
                .paragraphs.front()
                .text.size(),
            text.size());
}

TEST(Rss, an_entry_with_neither_title_nor_text_is_noted) {
  const auto reading = read_xml(rss("<item><guid>1</guid></item>\n<item><title>A</title></item>"));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->drafts.size(), 1U);
  EXPECT_EQ(joined(reading->notes), "line 4: an entry with neither title nor text");
}

TEST(Rss, a_feed_without_entries_says_so) {
  EXPECT_EQ(shown(read_xml(rss(""))), "unsupported: a feed without entries");
}

TEST(Rss, keys_are_the_guid_or_the_address_or_title_and_date) {
  const auto reading =
      read_xml(rss("<item><title>A</title><guid>g</guid><link>l</link></item>"
                   "<item><title>B</title><link>l</link></item>"
                   "<item><title>C</title><pubDate>4 Dec 2018 00:00 GMT</pubDate></item>"));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading->drafts[0].key, "g");
  EXPECT_EQ(reading->drafts[1].key, "l");
  EXPECT_EQ(reading->drafts[2].key, "C 1543881600");
}

TEST(Rss, what_is_malformed_is_read_as_far_as_it_goes) {
  EXPECT_EQ(shown(read_xml("<rss><channel><item><title>Fish & chips caf&eacute;</title>"
                           "<description>One<br>two <b>three</description></item>"
                           "<item></b><title>B</title><pubDate>soon</item>")),
            "Fish & chips café: One\ntwo three\nB:\n");
}

TEST(Rss, a_feed_that_is_cut_off_keeps_what_came_before) {
  const std::string whole = rss("<item><title>A</title></item><item><title>B</title></item>");
  EXPECT_EQ(shown(read_xml(whole.substr(0, whole.find("B</title>") + 1))), "A:\nB:\n");
}

TEST(Rdf, items_stand_beside_the_channel) {
  const Draft draft = first(
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"\n"
      " xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
      "<channel><title>Old News</title></channel>\n"
      "<item rdf:about=\"https://example.org/1\"><title>A</title><link>https://example.org/1</link>"
      "<dc:date>2003-12-13T18:30:02+01:00</dc:date></item></rdf:RDF>");
  EXPECT_EQ(draft.title, "A");
  EXPECT_EQ(draft.source, "Old News");
  EXPECT_EQ(draft.guid, "https://example.org/1");
  EXPECT_EQ(draft.published, 1'071'336'602);
}

TEST(Atom, an_entry_has_its_alternate_link_and_its_dates) {
  const Draft draft =
      first(atom("<entry xml:lang=\"en\"><title type=\"html\">High &amp;amp; low</title>\n"
                 "<link rel=\"self\" href=\"https://example.org/self\"/>\n"
                 "<link rel=\"alternate\" href=\"https://example.org/tide\"/>\n"
                 "<id>urn:tide:1</id><author><name>Cy Day</name></author>\n"
                 "<published>2018-12-04T16:32:00Z</published>\n"
                 "<updated>2018-12-05T00:00:00Z</updated><category term=\"Sea\"/>\n"
                 "<content type=\"html\">&lt;p&gt;Water.&lt;/p&gt;</content></entry>"));
  EXPECT_EQ(shown(draft), "High & low: Water.");
  EXPECT_EQ(draft.url, "https://example.org/tide");
  EXPECT_EQ(draft.guid, "urn:tide:1");
  EXPECT_EQ(joined(draft.authors), "Cy Day");
  EXPECT_EQ(joined(draft.tags), "Sea");
  EXPECT_EQ(draft.published, 1'543'941'120);
  EXPECT_EQ(draft.updated, 1'543'968'000);
  EXPECT_EQ(draft.source, "Tide Tables");
}

TEST(Atom, content_is_text_html_or_xhtml) {
  EXPECT_EQ(
      shown(read_xml(atom(
          "<entry><title>A</title><content type=\"text\">1 &lt; 2</content></entry>"
          "<entry><title>B</title><content type=\"html\">&lt;p&gt;B&lt;/p&gt;</content></entry>"
          "<entry><title>C</title><content type=\"xhtml\"><div "
          "xmlns=\"http://www.w3.org/1999/xhtml\"><p>C</p><p>D</p></div></content></entry>"
          "<entry><title>D</title><content mode=\"base64\">PHA+RTwvcD4=</content></entry>"
          "<entry><title>E</title><summary>Short</summary></entry>"))),
      "A: 1 < 2\nB: B\nC: C | D\nD: E\nE: Short\n");
}

}  // namespace
}  // namespace quire::extract::formats
