// Searches over several daemons: one stands at a socket, the other behind a program.

#include <csignal>

#include "index/base/format.h"
#include "tests/integration/conditions.h"
#include "tests/integration/dropping.h"

namespace quire::test {
namespace {

class Remotes : public testing::Test {
 protected:
  void SetUp() override {
    for (DaemonProcess* remote : {&near_, &far_}) ASSERT_TRUE(remote->start()) << remote->log();
    ASSERT_TRUE(own_.start()) << own_.log();
    client_ = std::make_unique<JsonClient>(own_.socket());
  }

  static void drop(const DaemonProcess& daemon, const std::string& name, const std::string& text) {
    daemon.files().write("drop/" + name, text);
    JsonClient client(daemon.socket());
    ASSERT_TRUE(synced(client));
  }
  Json search(const std::string& query, Json params = Json::object()) {
    params["query"] = query;
    return client_->result("search", std::move(params));
  }
  static std::vector<std::string> titles(const Json& found) {
    std::vector<std::string> out;
    for (const Json& hit : found["hits"]) out.push_back(hit["title"]);
    std::sort(out.begin(), out.end());
    return out;
  }
  void drop_one_each() {
    drop(own_, "own.txt", "Own\n\nA walrus at home.\n");
    drop(near_, "near.txt", "Near\n\nA walrus next door.\n");
    drop(far_, "far.txt", "Far\n\nA walrus over there.\n");
  }

  DaemonProcess near_;
  DaemonProcess far_;
  DaemonProcess own_{
      {.settings = format("[[remote]]\nname = \"near\"\nsocket = \"{}\"\ntimeout_ms = 1000\n"
                          "[[remote]]\nname = \"far\"\n"
                          "command = [\"{}\", \"--socket\", \"{}\", \"connect\"]\n",
                          near_.socket(), QUIRE_PROGRAM, far_.socket())}};
  std::unique_ptr<JsonClient> client_;
};

TEST_F(Remotes, all_of_them_are_searched_and_an_article_is_got_from_whoever_has_it) {
  drop_one_each();
  const Json found = search("walrus", {{"facets", {"year"}}});
  EXPECT_EQ(titles(found), (std::vector<std::string>{"Far", "Near", "Own"}));
  EXPECT_EQ(found["total"]["value"], 3);
  EXPECT_EQ(found["facets"][0]["values"][0]["count"], 3);
  EXPECT_FALSE(found["partial"]);
  for (const Json& hit : found["hits"]) {
    const std::string remote = hit.value("remote", "");
    EXPECT_EQ(remote.empty(), hit["title"] == "Own");
    const Json article = client_->result("get", {{"id", hit["id"]}, {"query", "walrus"}});
    EXPECT_EQ(article["title"], hit["title"]);
    EXPECT_FALSE(article["highlights"].empty());
    EXPECT_EQ(client_->result("story", {{"id", hit["id"]}})["total"], 1);
    EXPECT_EQ(client_->result("explain", {{"id", hit["id"]}, {"query", "walrus"}})["reason"], "");
  }
  EXPECT_EQ(titles(search("walrus", {{"remotes", false}})), std::vector<std::string>{"Own"});
}

TEST_F(Remotes, newer_articles_are_favoured_wherever_they_are) {
  const auto text = [](const char* title, const char* date) {
    return format("---\ntitle: {}\ndate: {}\n---\n\nA walrus.\n", title, date);
  };
  drop(near_, "old.txt", text("Old", "1990-01-01"));
  drop(near_, "new.txt", text("New", "2024-01-01"));
  const auto near_hits = [&](const char* recency) {
    return search("walrus", {{"recency", recency}})["hits"];
  };
  const Json plain = near_hits("");
  ASSERT_EQ(plain.size(), 2U);
  EXPECT_EQ(plain[0]["score"], plain[1]["score"]);
  const Json favoured = near_hits("520w");
  EXPECT_EQ(favoured[0]["title"], "New");
  EXPECT_GT(favoured[0]["score"], favoured[1]["score"]);
  const Json explained = client_->result(
      "explain", {{"id", favoured[0]["id"]}, {"query", "walrus"}, {"recency", "520w"}});
  EXPECT_EQ(explained["gains"][0]["by"], "recency");
}

TEST_F(Remotes, pages_go_on_over_all_of_them) {
  for (int i = 0; i < 7; ++i) {
    const DaemonProcess& daemon = i % 3 == 0 ? own_ : i % 3 == 1 ? near_ : far_;
    daemon.files().write(
        format("drop/{}.txt", i),
        format("Walrus {}\n\nPublished: 2018-0{}-01T00:00:00Z\n\nText {}.\n", i, i + 1, i));
  }
  for (const DaemonProcess* daemon : {&own_, &near_, &far_}) {
    JsonClient client(daemon->socket());
    ASSERT_TRUE(synced(client));
  }
  std::vector<std::string> seen;
  Json params = {{"limit", 2}, {"sort", "newest"}};
  for (int page = 0; page < 10; ++page) {
    const Json found = search("walrus", params);
    for (const Json& hit : found["hits"]) seen.push_back(hit["title"]);
    if (found["cursor"] == "") break;
    params["cursor"] = found["cursor"];
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"Walrus 6", "Walrus 5", "Walrus 4", "Walrus 3",
                                            "Walrus 2", "Walrus 1", "Walrus 0"}));
}

TEST_F(Remotes, one_that_is_down_is_named_and_comes_back) {
  drop_one_each();
  EXPECT_EQ(search("walrus")["hits"].size(), 3U);
  near_.kill();
  const Json partial = search("walrus");
  EXPECT_EQ(titles(partial), (std::vector<std::string>{"Far", "Own"}));
  EXPECT_TRUE(partial["partial"]);
  EXPECT_FALSE(partial["total"]["exact"]);
  EXPECT_EQ(partial["unreachable"][0]["remote"], "near");
  ASSERT_TRUE(near_.start()) << near_.log();
  EXPECT_TRUE(comes_true([&] { return search("walrus")["hits"].size() == 3; }));
}

TEST_F(Remotes, one_that_hangs_costs_no_more_than_its_time) {
  drop_one_each();
  EXPECT_EQ(search("walrus")["hits"].size(), 3U);
  near_.signal(SIGSTOP);
  const Json partial = search("walrus");
  near_.signal(SIGCONT);
  EXPECT_EQ(titles(partial), (std::vector<std::string>{"Far", "Own"}));
  EXPECT_EQ(partial["unreachable"][0]["remote"], "near");
  EXPECT_LT(partial["took_us"], 10'000'000);
  const Json remotes = client_->result("status")["remotes"];
  EXPECT_EQ(remotes[0]["name"], "near");
  EXPECT_EQ(remotes[0]["failed"], 1);
  EXPECT_TRUE(comes_true([&] { return search("walrus")["hits"].size() == 3; }));
}

TEST_F(Remotes, a_query_that_does_not_parse_is_an_error_as_ever) {
  const Json error = client_->call("search", {{"query", "(walrus"}})["error"];
  EXPECT_EQ(error["code"], -32001);
  EXPECT_EQ(error["data"]["position"], 0);
}

TEST_F(Remotes, an_unknown_remote_or_article_is_an_error) {
  EXPECT_EQ(client_->call("get", {{"id", "nowhere:0123456789abcdef"}})["error"]["code"], -32002);
  EXPECT_EQ(client_->call("get", {{"id", "near:0123456789abcdef"}})["error"]["code"], -32002);
}

TEST_F(Remotes, two_that_know_each_other_do_not_ask_in_circles) {
  DaemonProcess other(
      {.settings = format("[[remote]]\nname = \"back\"\nsocket = \"{}\"\n", own_.socket())});
  drop(own_, "own.txt", "Own\n\nA walrus at home.\n");
  ASSERT_TRUE(other.start()) << other.log();
  JsonClient client(other.socket());
  EXPECT_EQ(client.result("search", {{"query", "walrus"}})["hits"].size(), 1U);
}

TEST_F(Remotes, the_daemon_ends_while_a_program_still_talks) {
  drop_one_each();
  EXPECT_EQ(search("walrus")["hits"].size(), 3U);
  EXPECT_EQ(own_.terminate(), 0);
}

}  // namespace
}  // namespace quire::test
