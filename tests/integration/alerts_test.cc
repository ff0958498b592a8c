// Alerts through the real daemon: kept by it, run as commands, read as feeds, whatever becomes of
// it.

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "tests/integration/conditions.h"
#include "tests/integration/dropping.h"

namespace quire::test {
namespace {

class Alerts : public Dropping {
 protected:
  explicit Alerts(DaemonOptions options = {}) : Dropping(std::move(options)) {}

  [[nodiscard]] std::string at(const std::string& name) const { return daemon_.files().at(name); }
  // The lines of a file below the test's folder; none when it is not there.
  [[nodiscard]] std::vector<std::string> lines(const std::string& name) const {
    std::ifstream in(at(name));
    std::vector<std::string> found;
    // Not one that is still being written.
    for (std::string line; std::getline(in, line) && !in.eof();) found.push_back(line);
    return found;
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    std::ifstream in(at(name));
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
  }
  [[nodiscard]] std::size_t entries(const std::string& name) const {
    const std::string feed = text(name);
    std::size_t count = 0;
    for (std::size_t at = feed.find("<entry"); at != std::string::npos;
         at = feed.find("<entry", at + 1)) {
      ++count;
    }
    return count;
  }
  // As `status` tells of it; null when there is none of that name.
  Json alert(const std::string& name) {
    const Json status = client_->result("status");
    for (const Json& one : status["alerts"]) {
      if (one["name"] == name) return one;
    }
    return {};
  }
  bool delivers(const std::string& name, std::uint64_t count) {
    return comes_true([&] { return alert(name)["delivered"] == count; });
  }
};

std::string script(const std::string& name, const std::string& body) {
  return "[[alert]]\nname = \"" + name +
         "\"\nquery = \"walrus\"\ncommand = [\"/bin/sh\", \"-c\", '" + body + "']\n";
}

class Commands : public Alerts {
 protected:
  Commands() : Alerts({.settings = script("walruses", "cat >> $FOLDER/told")}) {}
};

TEST_F(Commands, a_match_is_handed_to_the_command_as_a_line_of_json) {
  drop("a.txt", "One\n\nabout narwhals\n");
  drop("b.txt", "Two\n\nabout walruses\n");
  ASSERT_TRUE(delivers("walruses", 1));
  ASSERT_EQ(lines("told").size(), 1U);
  const Json told = Json::parse(lines("told").front());
  EXPECT_EQ(told["alert"], "walruses");
  EXPECT_EQ(told["title"], "Two");
  EXPECT_EQ(told["again"], false);
  EXPECT_EQ(alert("walruses")["command"], "/bin/sh");
  EXPECT_EQ(alert("walruses")["seq"], told["seq"]);
}

TEST_F(Commands, what_was_published_while_the_daemon_was_away_is_delivered_once) {
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 1));
  daemon_.terminate();
  drop("b.txt", "Two\n\nwalrus\n");
  ASSERT_TRUE(daemon_.start());
  client_ = std::make_unique<JsonClient>(daemon_.socket());
  ASSERT_TRUE(delivers("walruses", 1));
  ASSERT_EQ(lines("told").size(), 2U);
  EXPECT_EQ(Json::parse(lines("told").back())["title"], "Two");
}

// Of each start at most the one that was under way comes twice.
TEST_F(Commands, nothing_is_lost_when_the_daemon_is_killed) {
  std::mt19937 random(std::random_device{}());
  int dropped = 0;
  constexpr int kKills = 6;
  for (int round = 0; round < kKills; ++round) {
    for (std::uint64_t left = random() % 8 + 1; left > 0; --left) {
      const std::string title = "walrus " + std::to_string(dropped++);
      drop(title + ".txt", title + "\n\ntext\n");
    }
    const std::size_t until = lines("told").size() + random() % 3;
    ASSERT_TRUE(comes_true([&] { return lines("told").size() >= until || random() % 50 == 0; }));
    restart(true);
  }
  std::map<std::string, int> told;
  ASSERT_TRUE(comes_true([&] {
    told.clear();
    for (const std::string& line : lines("told")) ++told[Json::parse(line)["title"]];
    return told.size() == static_cast<std::size_t>(dropped);
  }));
  int repeated = 0;
  for (const auto& [title, times] : told) repeated += times - 1;
  EXPECT_LE(repeated, kKills);
}

class FailingCommands : public Alerts {
 protected:
  FailingCommands()
      : Alerts({.settings = script("broken", "echo first >&2; echo no such desk >&2; exit 3") +
                            "retries = 0\n" + script("slow", "sleep 60") +
                            "retries = 0\ntimeout_s = 1\n" +
                            "[[alert]]\nname = \"absent\"\nquery = \"walrus\"\n"
                            "command = [\"/no/such/program\"]\nretries = 0\n"}) {}
};

TEST_F(FailingCommands, a_failure_is_counted_and_told_with_the_last_line_of_its_complaint) {
  drop("a.txt", "One\n\nwalrus\n");
  for (const auto& [name, said] : std::map<std::string, std::string>{
           {"broken", "/bin/sh ended with status 3: no such desk; given up after 1 attempts"},
           {"slow", "/bin/sh took longer than 1000 ms; given up after 1 attempts"},
           {"absent",
            "/no/such/program ended with status 127: cannot be started: No such file or "
            "directory; given up after 1 attempts"}}) {
    ASSERT_TRUE(comes_true([&] { return alert(name)["failures"] == 1; })) << name;
    EXPECT_EQ(alert(name)["last_failure"]["what"], said);
    EXPECT_EQ(alert(name)["delivered"], 0);
    EXPECT_EQ(alert(name)["matched"], 1);
    EXPECT_TRUE(daemon_.wait_for_log("alert \"" + name + "\": " + said));
  }
}

class RetriedCommands : public Alerts {
 protected:
  RetriedCommands()
      : Alerts({.settings = script("walruses",
                                   "echo x >> $FOLDER/tried; [ -e $FOLDER/well ] && "
                                   "echo x >> $FOLDER/told")}) {}
};

TEST_F(RetriedCommands, what_failed_is_tried_again) {
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(comes_true([&] { return alert("walruses")["failures"] == 1; }));
  EXPECT_EQ(lines("tried").size(), 1U);
  daemon_.files().write("well", "");
  ASSERT_TRUE(delivers("walruses", 1));
  EXPECT_EQ(lines("told").size(), 1U);
}

class LongCommands : public Alerts {
 protected:
  LongCommands()
      : Alerts({.settings = script("walruses", "echo $$ >> $FOLDER/told; exec sleep 600")}) {}
  pid_t running() {
    EXPECT_TRUE(comes_true([&] { return !lines("told").empty(); }));
    return std::stoi(lines("told").back());
  }
};

TEST_F(LongCommands, a_command_ends_with_the_daemon_however_that_ends) {
  for (const bool by_force : {false, true}) {
    drop(by_force ? "b.txt" : "a.txt", "One\n\nwalrus\n");
    const pid_t child = running();
    if (by_force) {
      daemon_.kill();
    } else {
      daemon_.terminate();
    }
    EXPECT_TRUE(comes_true([child] { return ::kill(child, 0) != 0; }));
    std::ofstream(at("told"), std::ios::trunc);
    ASSERT_TRUE(daemon_.start());
  }
}

// The daemon goes on while commands hang, and no more of them than a few.
TEST_F(LongCommands, a_command_that_hangs_holds_up_nothing_else) {
  for (int i = 0; i < 100; ++i) {
    drop(std::to_string(i) + ".txt", std::to_string(i) + "\n\nwalrus\n");
  }
  (void)running();
  EXPECT_EQ(total("walrus"), 100U);
  ASSERT_TRUE(comes_true([&] { return alert("walruses")["lagging"] == true; }));
  EXPECT_EQ(lines("told").size(), 1U);
  EXPECT_EQ(alert("walruses")["delivered"], 0);
}

const std::string kFeed = "feed = \"$FOLDER/out/walrus.xml\"\n";
const std::string kWalrusFeed =
    "[[alert]]\nname = \"walruses\"\nquery = \"walrus\"\nentries = 3\n" + kFeed;

class Feeds : public Alerts {
 protected:
  explicit Feeds(const std::string& more = {}) : Alerts({.settings = kWalrusFeed + more}) {}
};

TEST_F(Feeds, the_last_matches_stand_in_the_feed_newest_first) {
  ASSERT_TRUE(comes_true([&] { return text("out/walrus.xml").ends_with("</feed>\n"); }));
  EXPECT_EQ(entries("out/walrus.xml"), 0U);
  for (int i = 1; i <= 5; ++i) {
    drop(std::to_string(i) + ".txt", "No. " + std::to_string(i) + " <&>\n\nwalrus\n");
    ASSERT_TRUE(delivers("walruses", static_cast<std::uint64_t>(i)));
  }
  const std::string feed = text("out/walrus.xml");
  EXPECT_EQ(entries("out/walrus.xml"), 3U);
  EXPECT_EQ(feed.find("No. 2"), std::string::npos);
  EXPECT_LT(feed.find("<title>No. 5 &lt;&amp;&gt;</title>"), feed.find("<title>No. 4"));
  EXPECT_LT(feed.find("<title>No. 4"), feed.find("<title>No. 3"));
}

TEST_F(Feeds, a_restart_goes_on_with_the_feed_and_repeats_nothing) {
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 1));
  const std::string before = text("out/walrus.xml");
  // As if the daemon had been killed between the two files.
  daemon_.kill();
  daemon_.files().write("index/alerts/walruses.feed", "0\n");
  ASSERT_TRUE(daemon_.start());
  client_ = std::make_unique<JsonClient>(daemon_.socket());
  EXPECT_EQ(total("walrus"), 1U);
  EXPECT_EQ(text("out/walrus.xml"), before);
  drop("b.txt", "Two\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 1));
  EXPECT_EQ(entries("out/walrus.xml"), 2U);
}

TEST_F(Feeds, a_changed_article_takes_the_place_of_its_entry) {
  drop("a.txt", "One\n\nwalrus\n");
  drop("b.txt", "Two\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 2));
  drop("a.txt", "One, corrected\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 3));
  const std::string feed = text("out/walrus.xml");
  EXPECT_EQ(entries("out/walrus.xml"), 2U);
  EXPECT_LT(feed.find("One, corrected"), feed.find("Two"));
}

TEST_F(Feeds, settings_that_are_read_again_end_begin_and_change_alerts) {
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(delivers("walruses", 1));
  const std::string settings = text("quired.toml");
  const auto use = [&](const std::string& changed) {
    daemon_.files().write("quired.toml", changed);
    daemon_.signal(SIGHUP);
  };
  std::string changed = settings;
  changed.replace(changed.find("query = \"walrus\""), 16, "query = \"walrus OR narwhal\"");
  use(changed);
  ASSERT_TRUE(comes_true([&] { return alert("walruses")["query"] == "walrus OR narwhal"; }));
  drop("b.txt", "Two\n\nnarwhal\n");
  ASSERT_TRUE(delivers("walruses", 1));
  EXPECT_EQ(entries("out/walrus.xml"), 2U);
  const std::size_t begin = changed.find("[[alert]]");
  use(changed.erase(begin, changed.find("walrus.xml") + 12 - begin));
  ASSERT_TRUE(comes_true([&] { return alert("walruses").is_null(); }));
  drop("c.txt", "Three\n\nnarwhal\n");
  EXPECT_EQ(total("narwhal"), 2U);
  EXPECT_EQ(entries("out/walrus.xml"), 2U);
}

class OddAlerts : public Feeds {
 protected:
  OddAlerts()
      : Feeds(
            "[[alert]]\nname = \"odd\"\nquery = \"(walrus\"\ncommand = [\"true\"]\n"
            "[[alert]]\nname = \"letter\"\nquery = \"walrus\"\n"
            "feed = \"$FOLDER/letter.txt\"\n") {
    daemon_.files().write("letter.txt", "Dear reader");
  }
};

TEST_F(OddAlerts, a_query_that_does_not_parse_is_a_problem_and_the_others_work) {
  EXPECT_TRUE(has_problem(*client_, "alert \\\"odd\\\" does not work"));
  drop("a.txt", "One\n\nwalrus\n");
  EXPECT_TRUE(delivers("walruses", 1));
  daemon_.terminate();
  EXPECT_EQ(daemon_.run_to_end({"--check-config", "--config", daemon_.settings_file()}), 2);
  EXPECT_NE(daemon_.log().find("quired: alert \"odd\" does not work"), std::string::npos);
}

TEST_F(OddAlerts, a_file_that_is_no_feed_is_left_alone) {
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(comes_true([&] { return alert("letter")["failures"] > 0; }));
  EXPECT_EQ(text("letter.txt"), "Dear reader");
}

class DurableSubscriptions : public Alerts {
 protected:
  const Json kWalruses = {{"query", "walrus"}, {"name", "walruses"}, {"durable", true}};
};

TEST_F(DurableSubscriptions, one_without_a_client_remembers_where_it_was) {
  auto first = std::make_unique<JsonClient>(daemon_.socket());
  first->result("subscribe", kWalruses);
  EXPECT_EQ(alert("walruses")["connected"], true);
  drop("a.txt", "One\n\nwalrus\n");
  const Json match = first->read_json()["params"];
  EXPECT_EQ(match["hit"]["title"], "One");
  first.reset();
  ASSERT_TRUE(comes_true([&] { return alert("walruses")["connected"] == false; }));
  for (const bool by_force : {false, true}) {
    const std::string title = by_force ? "Three" : "Two";
    drop(title + ".txt", title + "\n\nwalrus\n");
    restart(by_force);
    JsonClient again(daemon_.socket());
    again.result("subscribe", kWalruses);
    const Json next = again.read_json()["params"];
    EXPECT_EQ(next["hit"]["title"], title);
    const std::string seq = next["seq"].dump() + "\n";
    ASSERT_TRUE(comes_true([&] { return text("index/alerts/walruses.client") == seq; }));
  }
}

TEST_F(DurableSubscriptions, its_feed_goes_on_without_a_client) {
  Json params = kWalruses;
  params["feed"] = true;
  std::string feed;
  {
    JsonClient maker(daemon_.socket());
    feed = maker.result("subscribe", params)["feed"];
  }
  EXPECT_EQ(feed, daemon_.index() + "/alerts/walruses.atom");
  drop("a.txt", "One\n\nwalrus\n");
  ASSERT_TRUE(comes_true([&] { return entries("index/alerts/walruses.atom") == 1; }));
  restart(true);
  drop("b.txt", "Two\n\nwalrus\n");
  EXPECT_TRUE(comes_true([&] { return entries("index/alerts/walruses.atom") == 2; }));
}

TEST_F(DurableSubscriptions, it_ends_by_its_name_and_for_good) {
  JsonClient maker(daemon_.socket());
  maker.result("subscribe", kWalruses);
  client_->result("unsubscribe", {{"name", "walruses"}});
  restart(false);
  EXPECT_TRUE(alert("walruses").is_null());
  EXPECT_EQ(client_->call("unsubscribe", {{"name", "walruses"}})["error"]["code"], -32602);
}

TEST_F(DurableSubscriptions, what_cannot_be_is_refused) {
  JsonClient maker(daemon_.socket());
  maker.result("subscribe", kWalruses);
  const auto code = [&](const Json& params) -> int {
    return client_->call("subscribe", params)["error"]["code"];
  };
  EXPECT_EQ(code(kWalruses), -32004);  // it has a client
  EXPECT_EQ(code({{"query", "x"}, {"name", "walruses"}, {"durable", true}}), -32602);
  EXPECT_EQ(code({{"query", "x"}, {"name", "../x"}, {"durable", true}}), -32602);
  EXPECT_EQ(code({{"query", "(x"}, {"name", "x"}, {"durable", true}}), -32001);
  EXPECT_EQ(code({{"query", "x"}, {"name", "x"}}), -32602);
  EXPECT_EQ(code({{"query", "x"}, {"durable", true}}), -32602);
}

}  // namespace
}  // namespace quire::test
