#include "daemon/delivery/atom_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::delivery {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr UnixSeconds kNow = 1'700'000'000;

protocol::Hit hit(const std::string& id, const std::string& title) {
  protocol::Hit one;
  one.id = id;
  one.path = "/home/ada/Articles/" + id + ".txt";
  one.uri = "file://" + one.path;
  one.title = title;
  one.published = "2023-11-14T08:00:00Z";
  one.snippet = "about " + title;
  return one;
}

TEST(AtomFeed, is_complete_without_an_entry) {
  const AtomFeed feed("desk", "a & b", "/tmp/desk one.xml", 3);
  EXPECT_EQ(feed.text(kNow),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:q=\"urn:quire:feed\">\n"
            "<id>urn:quire:alert:desk</id>\n"
            "<title>desk</title>\n"
            "<subtitle>a &amp; b</subtitle>\n"
            "<updated>2023-11-14T22:13:20Z</updated>\n"
            "<author><name>quired</name></author>\n"
            "<link rel=\"self\" href=\"file:///tmp/desk%20one.xml\"/>\n"
            "</feed>\n");
}

TEST(AtomFeed, an_entry_says_what_the_hit_says) {
  AtomFeed feed("desk", "x", "/f", 3);
  protocol::Hit one = hit("1a", "One");
  one.authors = {"Jane Doe"};
  one.source = "Gazette";
  feed.add(5, one, kNow);
  EXPECT_THAT(
      feed.text(kNow + 60),
      HasSubstr("<entry q:seq=\"5\"><id>urn:quire:article:1a</id><title>One</title>"
                "<updated>2023-11-14T22:13:20Z</updated><published>2023-11-14T08:00:00Z</published>"
                "<link rel=\"alternate\" href=\"file:///home/ada/Articles/1a.txt\"/>"
                "<author><name>Jane Doe</name></author><category term=\"Gazette\"/>"
                "<summary>about One</summary></entry>\n"));
  EXPECT_THAT(feed.text(kNow + 60), HasSubstr("\n<updated>2023-11-14T22:13:20Z</updated>\n"));
}

TEST(AtomFeed, what_xml_cannot_have_is_escaped_or_left_out) {
  AtomFeed feed("desk", "x", "/f", 3);
  feed.add(1, hit("1a", "a<b>\"c\" & d\ne\x01\x1b f\xEF\xBF\xBE"), kNow);
  EXPECT_THAT(feed.text(kNow), HasSubstr("<title>a&lt;b&gt;&quot;c&quot; &amp; d e f</title>"));
}

TEST(AtomFeed, an_article_without_a_title_is_named_by_its_file) {
  AtomFeed feed("desk", "x", "/f", 3);
  feed.add(1, hit("1a", " "), kNow);
  EXPECT_THAT(feed.text(kNow), HasSubstr("<title>1a.txt</title>"));
}

TEST(AtomFeed, keeps_the_newest_and_each_article_once) {
  AtomFeed feed("desk", "x", "/f", 2);
  feed.add(1, hit("1a", "One"), kNow);
  feed.add(2, hit("2a", "Two"), kNow);
  feed.add(3, hit("1a", "One again"), kNow);
  EXPECT_THAT(feed.text(kNow), Not(HasSubstr("<title>One</title>")));
  EXPECT_LT(feed.text(kNow).find("One again"), feed.text(kNow).find("Two"));
  feed.add(4, hit("3a", "Three"), kNow);
  EXPECT_THAT(feed.text(kNow), Not(HasSubstr("Two")));
  EXPECT_EQ(feed.last(), 4U);
}

TEST(AtomFeed, goes_on_with_what_it_has_written) {
  AtomFeed first("desk", "x", "/f", 2);
  first.add(1, hit("1a", "One </id> <"), kNow);
  first.add(2, hit("2a", "Two"), kNow);
  AtomFeed second("desk", "x", "/f", 2);
  second.read(first.text(kNow));
  EXPECT_EQ(second.text(kNow + 9), first.text(kNow + 9));
  EXPECT_EQ(second.last(), 2U);
  second.read("<entry q:seq=\"7\"><id>broken\n<entry>\nwords\n");
  EXPECT_EQ(second.last(), 0U);
}

}  // namespace
}  // namespace quire::delivery
