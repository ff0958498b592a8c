#include <gtest/gtest.h>

#include "index/extract/formats/wire_text.h"
#include "index/extract/formats/xml/read_xml.h"
#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

Draft only(const Result<Reading>& reading) {
  EXPECT_EQ(reading.ok() ? "" : reading.error().message, "");
  if (!reading) return {};
  EXPECT_EQ(reading->drafts.size(), 1U);
  return reading->drafts.front();
}

constexpr std::string_view kNitf = R"(<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">
<nitf xml:lang="en">
 <head>
  <title>Slug</title>
  <tobject><tobject.subject tobject.subject.matter="Shipping"/></tobject>
  <docdata management-status="usable">
   <doc-id id-string="example.1"/>
   <date.issue norm="20181204T163200+0100"/>
   <key-list><keyword key="ferries"/></key-list>
  </docdata>
  <pubdata position.section="Islands" name="The Harbour Gazette"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Ferry <em>sinks</em></hl1></hedline>
   <byline>By <person>Ann Lee</person><byttl>Staff</byttl></byline>
   <dateline><location><city>Lisbon</city></location></dateline>
  </body.head>
  <body.content>
   <media><media-caption>A picture</media-caption></media>
   <p>The ferry
      sank caf&eacute;.</p>
   <hl2>What next</hl2><ul><li>One</li><li>Two</li></ul>
  </body.content>
 </body>
</nitf>)";

TEST(Nitf, an_article_has_headline_text_and_fields) {
  const Draft draft = only(read_xml(kNitf));
  EXPECT_EQ(shown(draft), "Ferry sinks: The ferry sank café. | What next | One | Two");
  EXPECT_EQ(joined(draft.authors), "Ann Lee");
  EXPECT_EQ(draft.place, "Lisbon");
  EXPECT_EQ(draft.source, "The Harbour Gazette");
  EXPECT_EQ(draft.section, "Islands");
  EXPECT_EQ(joined(draft.tags), "ferries, Shipping");
  EXPECT_EQ(draft.language, "en");
  EXPECT_EQ(draft.guid, "example.1");
  EXPECT_EQ(draft.status, "usable");
  EXPECT_EQ(draft.published, 1'543'937'520);
  EXPECT_EQ(draft.title_line, 16U);
  EXPECT_EQ(draft.key, "");
}

TEST(Nitf, words_know_their_lines) {
  const Draft draft = only(read_xml(kNitf));
  ASSERT_GE(draft.paragraphs.front().origins.size(), 2U);
  EXPECT_EQ(draft.paragraphs.front().origins[0], (Origin{0, 22, 7}));
  EXPECT_EQ(draft.paragraphs.front().origins[1], (Origin{10, 23, 7}));
}

constexpr std::string_view kNewsMl = R"(<NewsML><NewsItem xml:lang="en">
<Identification><NewsIdentifier><ProviderId>example.org</ProviderId><RevisionId>2</RevisionId>
<PublicIdentifier>urn:newsml:example.org:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20181204T163200Z</FirstCreated>
<ThisRevisionCreated>20181205T000000Z</ThisRevisionCreated><Status FormalName="Usable"/>
</NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferry sinks</HeadLine><ByLine>by Ann Lee</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="EXA"/></Provider></AdministrativeMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent><p>One</p><p>Two</p>
</DataContent></ContentItem></NewsComponent>
<NewsComponent><ContentItem><MediaType FormalName="Photo"/><DataContent>x</DataContent>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>)";

TEST(NewsMl1, an_item_is_an_article_and_its_photos_are_none) {
  const Draft draft = only(read_xml(kNewsMl));
  EXPECT_EQ(shown(draft), "Ferry sinks: One | Two");
  EXPECT_EQ(draft.source, "EXA");
  EXPECT_EQ(draft.version, "2");
  EXPECT_EQ(draft.status, "usable");
  EXPECT_EQ(draft.published, 1'543'941'120);
  EXPECT_EQ(draft.updated, 1'543'968'000);
  EXPECT_EQ(draft.key, "urn:newsml:example.org:1");
}

std::string g2_item(const std::string& kind, const std::string& content,
                    const std::string& guid = "urn:1") {
  return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"" + guid +
         "\" version=\"3\"><itemMeta><itemClass qcode=\"ninat:" + kind +
         "\"/><provider literal=\"EXA\"/><versionCreated>2018-12-05T00:00:00Z</versionCreated>"
         "<firstCreated>2018-12-04T16:32:00Z</firstCreated><pubStatus qcode=\"stat:withheld\"/>"
         "</itemMeta><contentMeta><headline>Ferry sinks</headline><by>By Ann Lee</by>"
         "<located><name>Lisbon</name></located><language tag=\"pt\"/><keyword>ferries</keyword>"
         "<subject><name>shipping</name></subject></contentMeta><contentSet>" +
         content + "</contentSet></newsItem>";
}

TEST(NewsMlG2, xhtml_and_nitf_and_plain_text_stand_inside) {
  const std::string xhtml =
      "<inlineXML contenttype=\"application/xhtml+xml\"><html "
      "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head>"
      "<body><p>One</p><p>Two</p></body></html></inlineXML>";
  const std::string nitf =
      "<inlineXML contenttype=\"application/nitf+xml\"><nitf><body><body.head><hedline><hl1>Other"
      "</hl1></hedline></body.head><body.content><p>One</p></body.content></body></nitf>"
      "</inlineXML>";
  const std::string plain = "<inlineData contenttype=\"text/plain\">One\n\nTwo</inlineData>";
  EXPECT_EQ(shown(read_xml(g2_item("text", xhtml))), "Ferry sinks: One | Two\n");
  EXPECT_EQ(shown(read_xml(g2_item("text", nitf))), "Ferry sinks: One\n");
  EXPECT_EQ(shown(read_xml(g2_item("text", plain))), "Ferry sinks: One | Two\n");
}

TEST(NewsMlG2, fields_come_from_both_kinds_of_metadata) {
  const Draft draft = only(read_xml(g2_item("text", "")));
  EXPECT_EQ(draft.source, "EXA");
  EXPECT_EQ(joined(draft.authors), "Ann Lee");
  EXPECT_EQ(draft.place, "Lisbon");
  EXPECT_EQ(draft.language, "pt");
  EXPECT_EQ(joined(draft.tags), "ferries, shipping");
  EXPECT_EQ(draft.status, "withheld");
  EXPECT_EQ(draft.version, "3");
  EXPECT_EQ(draft.published, 1'543'941'120);
  EXPECT_EQ(draft.updated, 1'543'968'000);
}

TEST(NewsMlG2, a_message_holds_several_items_with_keys) {
  const auto reading =
      read_xml("<newsMessage><itemSet><packageItem/>" + g2_item("text", "", "a") +
               g2_item("picture", "") + g2_item("text", "", "b") + "</itemSet></newsMessage>");
  ASSERT_TRUE(reading.ok());
  ASSERT_EQ(reading->drafts.size(), 2U);
  EXPECT_EQ(reading->drafts[1].key, "b");
  EXPECT_EQ(joined(reading->notes),
            "a NewsML-G2 package of other items, a NewsML-G2 item of class picture");
}

TEST(NewsMlG2, what_is_no_article_says_what_it_is) {
  EXPECT_EQ(shown(read_xml(g2_item("video", ""))), "unsupported: a NewsML-G2 item of class video");
  EXPECT_EQ(shown(read_xml("<conceptItem/>")), "unsupported: a NewsML-G2 concept");
  EXPECT_EQ(shown(read_xml("<knowledgeItem/>")), "unsupported: NewsML-G2 knowledge");
  EXPECT_EQ(shown(read_xml("<planningItem/>")), "unsupported: a NewsML-G2 plan of coverage");
}

TEST(OtherXml, elements_that_are_named_as_fields_are_read) {
  const Draft draft = only(
      read_xml("<Export>\n<Story><Headline>Ferry sinks</Headline><ByLine>Ann Lee</ByLine>\n"
               "<PublishDate>2018-12-04T16:32:00</PublishDate>\n"
               "<Content>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</Content></Story></Export>"));
  EXPECT_EQ(shown(draft), "Ferry sinks: One | Two");
  EXPECT_EQ(joined(draft.authors), "Ann Lee");
  EXPECT_EQ(draft.published, 1'543'941'120);
}

TEST(OtherXml, without_an_article_names_its_element) {
  EXPECT_EQ(shown(read_xml("<results><id>1</id></results>")),
            "unsupported: XML that holds no article (its element is <results>)");
}

constexpr std::string_view kIptc =
    "\x01"
    "exa062 4 i 211   exa 061\r\n\nGreater Lisbon/ferries/\r\n"
    "\x02"
    "1ST LEAD\r\nFerry\r\nsinks\r\nBy Ann Lee, exa =\r\n\n   Lisbon (exa) - One\r\ntwo.\r\n\n"
    "   Three.\r\n\n# Notebook\r\n\nNot for publication\r\n"
    "\x03"
    "041632 GMT Dec 18\r\n";

TEST(WireText, iptc_7901_is_headline_and_paragraphs) {
  ASSERT_TRUE(is_wire_text(kIptc));
  const auto draft = read_wire_text(kIptc);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(shown(*draft), "Ferry sinks: Lisbon (exa) - One\ntwo. | Three.");
  EXPECT_EQ(joined(draft->authors), "Ann Lee");
  EXPECT_EQ(joined(draft->tags), "Greater Lisbon, ferries");
  EXPECT_EQ(draft->source, "exa");
  EXPECT_EQ(draft->published, 1'543'941'120);
  EXPECT_EQ(draft->title_line, 5U);
}

constexpr std::string_view kAnpa =
    "\x16\x16\x01V2870\x1F_----\r\nf l\x13\x11 BC-LT--Ferry 12-04 0049\r\n"
    "\x02^BC-LT--Ferry Sinks,466<\r\n^Ferry sinks off Lisbon<\r\n^Eds: With photos.<\r\n"
    "^By ANN LEE=\r\n^Example Press=\r\n"
    "\t   LISBON (EXA) _ ``One,'' she said.\r\n\t   Two.\r\n"
    "\x03"
    "EXA-WF-12-04-18 1632GMT<\r\n";

TEST(WireText, anpa_1312_is_headline_byline_and_paragraphs) {
  ASSERT_TRUE(is_wire_text(kAnpa));
  const auto draft = read_wire_text(kAnpa);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(shown(*draft), "Ferry sinks off Lisbon: LISBON (EXA) — “One,” she said. | Two.");
  EXPECT_EQ(joined(draft->authors), "ANN LEE");
  EXPECT_EQ(draft->source, "Example Press");
  EXPECT_EQ(draft->published, 1'543'941'120);
}

TEST(WireText, a_date_without_a_zone_is_in_utc) {
  const auto draft = read_wire_text(
      "\x01"
      "a\r\n\x02"
      "Ferry =\r\n\r\nOne\r\n\x03"
      "041632 Dez 18");
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->published, 1'543'941'120);
}

TEST(WireText, without_a_headline_the_slug_stands_in) {
  const auto draft = read_wire_text(
      "\x16\x01"
      "a\r\n\x02^BC-Ferry--Ferry Sinks,466<\r\n\t   One.\r\n\x03");
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(shown(*draft), "Ferry Sinks: One.");
}

// The status of an item of NewsML 1.2 with that in its NewsManagement.
std::string newsml_status(const std::string& management, const std::string& headline = "Ferry") {
  return only(read_xml("<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>"
                       "urn:newsml:example.org:2018:ferry:2U</PublicIdentifier><RevisionId>2"
                       "</RevisionId></NewsIdentifier></Identification><NewsManagement>" +
                       management + "</NewsManagement><NewsComponent><NewsLines><HeadLine>" +
                       headline +
                       "</HeadLine></NewsLines><ContentItem><DataContent>One</DataContent>"
                       "</ContentItem></NewsComponent></NewsItem></NewsML>"))
      .status;
}

TEST(NewsMl1, instructions_and_statuses_withdraw_and_correct) {
  EXPECT_EQ(newsml_status("<Status FormalName=\"Canceled\"/>"), "canceled");
  EXPECT_EQ(newsml_status("<Status FormalName=\"Usable\"/><Instruction FormalName=\"Delete\"/>"),
            "deleted");
  EXPECT_EQ(newsml_status("<Instruction FormalName=\"Kill\"/>"), "killed");
  EXPECT_EQ(newsml_status("<Instruction FormalName=\"Rectify\"/>"), "corrected");
  EXPECT_EQ(newsml_status("<Status FormalName=\"Usable\"/><Instruction FormalName=\"Update\"/>"),
            "usable");
}

TEST(NewsMl1, a_headline_withdraws_only_when_it_begins_with_nothing_else) {
  EXPECT_EQ(newsml_status("", "KILL: Ferry sinks"), "killed");
  EXPECT_EQ(newsml_status("", "WITHDRAWN - Ferry sinks"), "withdrawn");
  EXPECT_EQ(newsml_status("", "ADVISORY: MANDATORY KILL"), "killed");
  for (const char* headline : {"KILL FEE RISES", "Kill: a novel", "WITHDRAWN OFFER IRKS BANK",
                               "ADVISORY COMMITTEE TO KILL PLAN", "KILLED: ten of the crew"}) {
    EXPECT_EQ(newsml_status("", headline), "") << headline;
  }
}

TEST(NewsMl1, all_revisions_of_an_item_have_one_guid) {
  const auto guid = [](const std::string& identifier, const std::string& revision) {
    return only(read_xml("<NewsItem><Identification><NewsIdentifier><RevisionId>" + revision +
                         "</RevisionId><PublicIdentifier>" + identifier +
                         "</PublicIdentifier></NewsIdentifier></Identification><NewsComponent>"
                         "<ContentItem><DataContent>One</DataContent></ContentItem>"
                         "</NewsComponent></NewsItem>"))
        .guid;
  };
  EXPECT_EQ(guid("urn:newsml:example.org:2018:ferry:3U", "3"), "urn:newsml:example.org:2018:ferry");
  EXPECT_EQ(guid("urn:newsml:example.org:2018:ferry:1", "1"), "urn:newsml:example.org:2018:ferry");
  EXPECT_EQ(guid("urn:newsml:example.org:2018:13", "3"), "urn:newsml:example.org:2018:13");
  EXPECT_EQ(guid("urn:newsml:example.org:1", "1"), "urn:newsml:example.org:1");
}

TEST(NewsMl1, a_withdrawal_without_text_is_read) {
  const Draft draft =
      only(read_xml("<NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:1"
                    "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
                    "<Status FormalName=\"Canceled\"/></NewsManagement></NewsItem>"));
  EXPECT_EQ(draft.status, "canceled");
  EXPECT_EQ(draft.guid, "urn:1");
}

TEST(NewsMlG2, a_withdrawal_without_text_is_read_and_a_signal_corrects) {
  const auto item = [](const std::string& meta) {
    return only(read_xml("<newsItem guid=\"urn:1\" version=\"4\"><itemMeta>" + meta +
                         "<title>Ferry</title></itemMeta></newsItem>"));
  };
  EXPECT_EQ(item("<pubStatus qcode=\"stat:canceled\"/>").status, "canceled");
  const Draft corrected =
      only(read_xml("<newsItem guid=\"urn:1\"><itemMeta><pubStatus qcode=\"stat:usable\"/>"
                    "<signal qcode=\"sig:correction\"/></itemMeta><contentMeta><headline>Ferry"
                    "</headline></contentMeta></newsItem>"));
  EXPECT_EQ(corrected.status, "corrected");
}

TEST(Nitf, a_message_to_editors_withdraws) {
  const Draft draft = only(
      read_xml("<nitf><head><docdata management-status=\"usable\"><ed-msg info=\"Kill\"/><doc-id "
               "id-string=\"x:1\"/></docdata></head></nitf>"));
  EXPECT_EQ(draft.status, "killed");
  EXPECT_EQ(draft.guid, "x:1");
}

std::string anpa_with_slug(const std::string& slug) {
  return "\x16\x01"
         "a\r\n\x02^" +
         slug + ",466<\r\n\t   One.\r\n\x03 AP-WF-12-04-18 1632GMT<\r\n";
}

TEST(WireText, leads_and_the_kill_of_a_slug_have_one_guid) {
  const auto first = *read_wire_text(anpa_with_slug("BC-PT--Ferry Sinks"));
  const auto lead = *read_wire_text(anpa_with_slug("BC-PT--Ferry Sinks, 1st Ld-Writethru"));
  const auto kill = *read_wire_text(anpa_with_slug("BC-PT--Ferry Sinks, KILL"));
  EXPECT_EQ(first.guid, "anpa:AP:20181204:BC-PT--Ferry Sinks");
  EXPECT_EQ(lead.guid, first.guid);
  EXPECT_EQ(lead.version, "1st Ld-Writethru");
  EXPECT_EQ(lead.status, "");
  EXPECT_EQ(kill.guid, first.guid);
  EXPECT_EQ(kill.status, "killed");
  EXPECT_EQ(read_wire_text(anpa_with_slug("BC-APNewsAlert"))->guid, "");
  EXPECT_EQ(read_wire_text(anpa_with_slug("BC-PT--Ferry Kill"))->status, "");
}

TEST(WireText, cut_anywhere_it_neither_fails_badly_nor_is_taken_for_more) {
  for (const std::string_view whole : {kIptc, kAnpa}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const std::string_view cut = whole.substr(0, length);
      if (is_wire_text(cut)) (void)read_wire_text(cut).ok();
    }
  }
}

TEST(WireText, other_binary_data_is_none) {
  EXPECT_FALSE(is_wire_text("\x01\x01\x01"));
  EXPECT_FALSE(is_wire_text("A text"));
  EXPECT_FALSE(is_wire_text(""));
}

}  // namespace
}  // namespace quire::extract::formats
