// Pages of a search while articles are dropped and removed.

#include <gtest/gtest.h>

#include <map>

#include "index/base/format.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

class Paging : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
  }

  // The more walruses the better; several on each day.
  void drop(int number) {
    std::string text =
        format("Number {}\n\nLISBON, March {}, 2019 - About a walrus.", number, number % 7 + 1);
    for (int i = 0; i < number % 5; ++i) text += " A walrus more.";
    daemon_.files().write(format("drop/{}.txt", number), text + "\n");
  }

  Json page(const Json& cursor) {
    return client_->result("search", {{"query", "walrus"},
                                      {"sort", GetParam()},
                                      {"limit", 6},
                                      {"sync", true},
                                      {"cursor", cursor}});
  }

  DaemonProcess daemon_;
  std::unique_ptr<JsonClient> client_;
};

TEST_P(Paging, shows_each_article_once_while_others_come_and_go_and_the_daemon_is_restarted) {
  constexpr int kFirst = 40;
  for (int i = 0; i < kFirst; ++i) drop(i);
  std::map<std::string, int> times;
  Json cursor = "";
  int pages = 0;
  do {
    const Json found = page(cursor);
    for (const Json& hit : found["hits"]) ++times[hit["title"]];
    cursor = found["cursor"];
    ++pages;
    ASSERT_LT(pages, 30);
    if (pages < 6) drop(kFirst + pages);
    if (pages == 2) {
      ASSERT_EQ(daemon_.terminate(), 0);
      SetUp();
    }
  } while (!cursor.get<std::string>().empty());
  for (int i = 0; i < kFirst; ++i) EXPECT_EQ(times[format("Number {}", i)], 1) << i;
  for (const auto& [title, count] : times) EXPECT_EQ(count, 1) << title;
}

INSTANTIATE_TEST_SUITE_P(Orders, Paging, testing::Values("relevance", "newest", "oldest"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace quire::test
