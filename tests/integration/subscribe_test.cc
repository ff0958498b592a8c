// Standing queries through the real daemon: each match once and in order, whatever becomes of the
// daemon or of the client.

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <set>

#include "tests/integration/conditions.h"
#include "tests/integration/dropping.h"

namespace quire::test {
namespace {

// A connection that has one subscription.
class Subscriber {
 public:
  Subscriber(const std::string& socket, const std::string& query,
             std::optional<std::uint64_t> since = {})
      : client_(socket) {
    Json params = {{"query", query}};
    if (since) params["since"] = *since;
    answer_ = client_.result("subscribe", params);
  }

  [[nodiscard]] std::uint64_t seq() const { return answer_["seq"]; }
  Json next() {
    Json news = client_.read_json();
    while (news["method"] == "lagged") news = client_.read_json();
    EXPECT_EQ(news["method"], "match") << news;
    EXPECT_EQ(news["params"]["subscription"], answer_["subscription"]);
    return news["params"];
  }
  std::string next_title() { return next()["hit"]["title"]; }
  JsonClient& client() { return client_; }

 private:
  JsonClient client_;
  Json answer_;
};

class Subscriptions : public Dropping {
 protected:
  explicit Subscriptions(DaemonOptions options = {}) : Dropping(std::move(options)) {}
  void sync() { ASSERT_TRUE(synced(*client_)); }
  // Until it is done; on the way it tells how far it is.
  void reindex(const Json& params) {
    JsonClient client(daemon_.socket());
    Json answer = client.call("reindex", params);
    while (!answer.contains("result")) answer = client.read_json();
  }
  // What a subscriber gets that asks for all that came behind a number, until the title.
  std::vector<std::string> told_since(const std::string& query, std::uint64_t since) {
    sync();
    drop("end.txt", "The end " + std::to_string(++ends_) + "\n\nabout endings\n");
    sync();
    Subscriber again(daemon_.socket(), "(" + query + ") OR endings", since);
    std::vector<std::string> titles;
    while (true) {
      const std::string title = again.next_title();
      if (title == "The end " + std::to_string(ends_)) return titles;
      if (!title.starts_with("The end")) titles.push_back(title);
    }
  }

  int ends_ = 0;
};

TEST_F(Subscriptions, what_matches_is_told_as_it_is_published) {
  Subscriber walruses(daemon_.socket(), "walrus");
  drop("a.txt", "One\n\nabout narwhals\n");
  drop("b.txt", "Two\n\nabout walruses\n");
  const Json match = walruses.next();
  EXPECT_EQ(match["hit"]["title"], "Two");
  EXPECT_EQ(match["hit"]["path"], daemon_.drop() + "/b.txt");
  EXPECT_EQ(match["hit"]["snippet"]["highlights"], Json::parse("[[6,8]]"));
  EXPECT_GT(match["seq"], walruses.seq());
  EXPECT_FALSE(match.contains("updated"));
}

TEST_F(Subscriptions, a_query_means_what_it_means_to_a_search) {
  const std::vector<std::string> matching = {
      "walr*",      "wlaruses~", "tusks NEAR/2 walruses", "title:ice AND body",
      "*",          "since:2h",  "\"about walruses\"",    "walruses SAME tusks",
      "path:a.txt", "words:3..", "-narwhals +walrus"};
  std::vector<std::unique_ptr<Subscriber>> all;
  for (const std::string& query : matching) {
    all.push_back(std::make_unique<Subscriber>(daemon_.socket(), query));
  }
  Subscriber other(daemon_.socket(), "narw*");
  drop("a.txt", "Ice\n\nThe body is about walruses and tusks\n");
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i]->next_title(), "Ice") << matching[i];
  }
  drop("b.txt", "Sea\n\nabout narwhals\n");
  EXPECT_EQ(other.next_title(), "Sea");
}

// A search looks for the 500 most frequent words.
TEST_F(Subscriptions, a_pattern_stands_for_all_words_however_many) {
  constexpr int kArticles = 1200;
  Subscriber all(daemon_.socket(), "walr*");
  for (int i = 0; i < kArticles; ++i) {
    daemon_.files().write("staged/" + std::to_string(i) + ".txt",
                          "No. " + std::to_string(i) + "\n\nwalrx" + std::to_string(i) + "\n");
  }
  daemon_.files().rename("staged", "drop/load");
  std::set<std::string> titles;
  for (int i = 0; i < kArticles; ++i) titles.insert(all.next_title());
  EXPECT_EQ(titles.size(), kArticles);
}

TEST_F(Subscriptions, a_query_that_does_not_parse_is_refused) {
  const Json response = client_->call("subscribe", {{"query", "(walrus"}});
  EXPECT_EQ(response["error"]["code"], -32001);
  EXPECT_EQ(response["error"]["data"]["position"], 0);
}

TEST_F(Subscriptions, a_client_that_comes_back_gets_what_it_missed_and_then_the_rest) {
  Subscriber first(daemon_.socket(), "walrus");
  drop("a.txt", "One\n\nwalrus\n");
  const std::uint64_t seq = first.next()["seq"];
  drop("b.txt", "Two\n\nwalrus\n");
  sync();
  Subscriber second(daemon_.socket(), "walrus", seq);
  EXPECT_EQ(second.next_title(), "Two");
  drop("c.txt", "Three\n\nwalrus\n");
  EXPECT_EQ(second.next_title(), "Three");
}

TEST_F(Subscriptions, since_may_be_a_time) {
  drop("a.txt", "One\n\nwalrus\n");
  sync();
  JsonClient client(daemon_.socket());
  client.result("subscribe", {{"query", "walrus"}, {"since", "2h"}});
  EXPECT_EQ(client.read_json()["params"]["hit"]["title"], "One");
  const Json wrong = client_->call("subscribe", {{"query", "walrus"}, {"since", "noon"}});
  EXPECT_EQ(wrong["error"]["code"], -32602);
}

TEST_F(Subscriptions, numbers_go_on_after_a_restart) {
  for (const bool by_force : {false, true}) {
    Subscriber first(daemon_.socket(), "walrus");
    const std::string name = by_force ? "forced" : "ended";
    drop(name + "1.txt", name + " one\n\nwalrus\n");
    const std::uint64_t seq = first.next()["seq"];
    drop(name + "2.txt", name + " two\n\nwalrus\n");
    sync();
    restart(by_force);
    drop(name + "3.txt", name + " three\n\nwalrus\n");
    const auto titles = told_since("walrus", seq);
    EXPECT_EQ(titles, (std::vector<std::string>{name + " two", name + " three"}));
  }
}

TEST_F(Subscriptions, what_is_read_again_as_it_was_is_not_told_again) {
  Subscriber walruses(daemon_.socket(), "walrus");
  drop("a.txt", "One\n\nwalrus\n");
  drop("b.txt", "Two\n\nwalrus\n");
  sync();
  const std::uint64_t seq = client_->result("subscribe", {{"query", "walrus"}})["seq"];
  reindex({{"paths", {daemon_.drop()}}});
  reindex({{"full", true}});
  drop("a.txt", "One\n\nwalrus\n");
  sync();
  restart(true);
  EXPECT_EQ(told_since("walrus", seq), std::vector<std::string>());
}

TEST_F(Subscriptions, a_changed_article_is_told_as_an_update) {
  Subscriber walruses(daemon_.socket(), "walrus");
  drop("a.txt", "One\n\nwalrus\n");
  const Json first = walruses.next();
  drop("a.txt", "One, corrected\n\nwalrus and its tusks\n");
  const Json second = walruses.next();
  EXPECT_EQ(second["updated"], true);
  EXPECT_EQ(second["hit"]["title"], "One, corrected");
  EXPECT_GT(second["seq"], first["seq"]);
  EXPECT_EQ(told_since("walrus", 0), std::vector<std::string>{"One, corrected"});
}

TEST_F(Subscriptions, an_ended_subscription_tells_nothing_more) {
  Subscriber walruses(daemon_.socket(), "walrus");
  Subscriber others(daemon_.socket(), "walrus");
  walruses.client().result(
      "unsubscribe",
      {{"subscription", walruses.client().result("subscribe", {{"query", "x"}})["subscription"]}});
  const Json foreign = client_->call("unsubscribe", {{"subscription", 1}});
  EXPECT_EQ(foreign["error"]["code"], -32602);
  drop("a.txt", "One\n\nwalrus\n");
  EXPECT_EQ(walruses.next_title(), "One");
  EXPECT_EQ(others.next_title(), "One");
}

class SlowClients : public Subscriptions {
 protected:
  SlowClients() : Subscriptions({.settings = "[limits]\nclient_backlog_bytes = \"64 KiB\"\n"}) {}
};

// Who reads nothing is told where it was, and the daemon keeps nothing for it but that.
TEST_F(SlowClients, a_slow_client_gets_all_of_it_in_the_end) {
  constexpr int kArticles = 3000;
  JsonClient slow(daemon_.socket());
  slow.result("subscribe", {{"query", "walrus"}});
  Subscriber quick(daemon_.socket(), "walrus");
  const std::string text(2000, 'w');
  for (int i = 0; i < kArticles; ++i) {
    drop(std::to_string(i) + ".txt", "walrus " + std::to_string(i) + "\n\nwalrus " + text + "\n");
  }
  // When this one has all of it the other has been served as far as it goes.
  for (int i = 0; i < kArticles; ++i) quick.next();
  std::set<std::string> titles;
  std::uint64_t last = 0;
  bool lagged = false;
  while (titles.size() < kArticles) {
    const Json news = slow.read_json();
    if (news["method"] == "lagged") {
      lagged = true;
      EXPECT_LE(news["params"]["seq"], last);
      continue;
    }
    const std::uint64_t seq = news["params"]["seq"];
    ASSERT_GT(seq, last);
    last = seq;
    EXPECT_TRUE(titles.insert(news["params"]["hit"]["title"]).second);
  }
  EXPECT_TRUE(lagged);
}

// Articles come one by one and in bulk, the daemon is killed, and the client loses its connection,
// at random.
TEST_F(Subscriptions, nothing_is_lost_or_told_twice_when_all_is_killed_at_random) {
  std::mt19937 random(std::random_device{}());
  std::uint64_t since = 0;
  std::map<std::string, int> told;
  int dropped = 0;
  const auto drop_some = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const std::string title = "walrus " + std::to_string(dropped++);
      drop(title + ".txt", title + "\n\ntext\n");
    }
  };
  const auto note = [&](const Json& match) {
    EXPECT_GT(match["seq"], since);
    since = match["seq"];
    ++told[match["hit"]["title"]];
  };
  for (int round = 0; round < 12; ++round) {
    Subscriber subscriber(daemon_.socket(), "walrus", since);
    drop_some(static_cast<int>(random() % (round % 4 == 0 ? 400 : 20)) + 1);
    if (round % 3 == 0) sync();
    const std::size_t missing = static_cast<std::size_t>(dropped) - told.size();
    for (std::size_t left = random() % missing; left > 0; --left) note(subscriber.next());
    drop_some(static_cast<int>(random() % 20));
    if (random() % 2 == 0) restart(true);
  }
  sync();
  Subscriber rest(daemon_.socket(), "walrus", since);
  while (told.size() < static_cast<std::size_t>(dropped)) note(rest.next());
  for (const auto& [title, times] : told) EXPECT_EQ(times, 1) << title;
}

}  // namespace
}  // namespace quire::test
