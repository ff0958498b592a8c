#include "index/base/uri.h"

#include <gtest/gtest.h>

namespace quire {
namespace {

TEST(FileUri, any_path_goes_through_and_comes_back) {
  const std::string path = "/a b/new\nline/\xFF%/caf\xC3\xA9.txt";
  const std::string uri = path_to_file_uri(path);
  EXPECT_EQ(uri, "file:///a%20b/new%0Aline/%FF%25/caf%C3%A9.txt");
  EXPECT_EQ(file_uri_to_path(uri), path);
}

TEST(FileUri, broken_ones_are_refused) {
  for (const char* uri : {"/a", "http://x/", "file://host/a", "file:///%", "file:///%4",
                          "file:///%zz", "file:///%00"}) {
    EXPECT_EQ(file_uri_to_path(uri), std::nullopt) << uri;
  }
}

TEST(HostOf, is_the_bare_host_in_lower_case) {
  EXPECT_EQ(host_of("https://www.Gazette.example:8080/a/b?c"), "gazette.example");
  EXPECT_EQ(host_of("http://ada@news.gazette.example"), "news.gazette.example");
  EXPECT_EQ(host_of("https://gazette.example#top"), "gazette.example");
  EXPECT_EQ(host_of("http://[::1]:80/"), "[::1]");
}

TEST(HostOf, is_empty_where_there_is_none) {
  for (const char* url :
       {"", "gazette.example", "mailto:ada@gazette.example", "file:///a", "://"}) {
    EXPECT_EQ(host_of(url), "") << url;
  }
}

}  // namespace
}  // namespace quire
