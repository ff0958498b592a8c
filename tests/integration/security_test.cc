// What must stay closed: the socket to other users, files outside of the drop folders to anybody,
// and the log to what articles and queries say.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

constexpr uid_t kNobody = 65534;

// What `work` returns, run as another user in a process of its own; 255 when it throws.
int as_nobody(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    int result = 255;
    try {
      if (::setgid(kNobody) == 0 && ::setuid(kNobody) == 0) result = work();
    } catch (const std::exception&) {
    }
    ::_exit(result);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

class OtherUsers : public testing::Test {
 protected:
  static constexpr int kServed = 0;
  static constexpr int kRefused = 1;
  static constexpr int kNoWay = 255;

  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can become another user";
    ::chmod(files_.path().c_str(), 0711);
  }
  // How another user fares with a daemon that has this in its [socket].
  int fares(const std::string& allowed) {
    DaemonProcess daemon(
        {.drops = {}, .settings = "[socket]\npath = \"" + socket_ + "\"\n" + allowed});
    if (!daemon.start()) return kNoWay;
    const int result = as_nobody([this] {
      JsonClient client(socket_);
      try {
        client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"status\"}\n");
      } catch (const std::exception&) {
        // A daemon that refuses may have closed already; what it said can still be read.
      }
      const Json answer = client.read_json();
      if (answer.contains("result")) return kServed;
      return answer["error"]["code"] == -32004 && client.at_end() ? kRefused : 2;
    });
    EXPECT_TRUE(JsonClient(socket_).result("status").contains("pid"));
    return result;
  }

  TemporaryFolder files_;
  const std::string socket_ = files_.at("run/quired.sock");
};

TEST_F(OtherUsers, cannot_connect) { EXPECT_EQ(fares(""), kNoWay); }

TEST_F(OtherUsers, are_refused_when_they_are_not_among_those_who_may) {
  EXPECT_EQ(fares("allow_users = [\"12345\"]\nallow_groups = [\"12345\"]\n"), kRefused);
}

TEST_F(OtherUsers, are_served_when_allow_users_names_them) {
  EXPECT_EQ(fares("allow_users = [\"65534\"]\n"), kServed);
}

TEST_F(OtherUsers, are_served_when_allow_groups_names_their_group) {
  EXPECT_EQ(fares("allow_groups = [\"65534\"]\n"), kServed);
}

// A secret outside of the drop folder, and ways that lead to it.
class Outside : public testing::Test {
 protected:
  void SetUp() override {
    const TemporaryFolder& files = daemon_.files();
    files.write("outside/secret.txt", "Secret\n\nxyzzysecret\n");
    files.write("drop/sub/secret.txt", "Decoy\n\nharmless\n");
    link(files.at("outside/secret.txt"), "drop/link.txt");
    link(files.at("outside"), "drop/linked");
    link("../../outside/secret.txt", "drop/sub/relative.txt");
    link(files.at("drop"), "drop/loop");
    ASSERT_TRUE(daemon_.start()) << daemon_.log();
    client_ = std::make_unique<JsonClient>(daemon_.socket());
    client_->result("sync");
  }
  void link(const std::string& target, const std::string& name) {
    ASSERT_EQ(::symlink(target.c_str(), daemon_.files().at(name).c_str()), 0);
  }
  void expect_hidden() {
    EXPECT_EQ(
        client_->result("search", {{"query", "xyzzysecret"}, {"sync", true}})["total"]["value"], 0);
  }
  // The answer, once all is done.
  Json reindex(const std::string& path) {
    Json answer = client_->call("reindex", {{"paths", {path}}});
    while (answer.contains("method")) answer = client_->read_json();  // its progress
    return answer;
  }
  void expect_not_got(const std::string& path) {
    const Json answer = client_->call("get", {{"path", path}});
    EXPECT_EQ(answer["error"]["code"], -32002) << path << " gave " << answer;
    EXPECT_EQ(answer.dump().find("xyzzysecret"), std::string::npos);
  }

  DaemonProcess daemon_;
  std::unique_ptr<JsonClient> client_;
};

TEST_F(Outside, a_path_that_leads_out_is_no_article) {
  const std::string secret = daemon_.files().at("outside/secret.txt");
  const std::string drop = daemon_.drop();
  for (const std::string& path :
       {secret, drop + "/../outside/secret.txt", drop + "/sub/../../outside/secret.txt",
        drop + "/./../outside/secret.txt", drop + "//..//outside/secret.txt", drop + "/link.txt",
        drop + "/linked/secret.txt", drop + "/sub/relative.txt", drop + "/linked", drop + "/..",
        drop + "x/../../outside/secret.txt", std::string("../outside/secret.txt"),
        secret + std::string(1, '\0') + ".txt", drop + std::string(1, '\0') + "/../secret.txt"}) {
    expect_not_got(path);
  }
}

TEST_F(Outside, a_uri_that_leads_out_is_no_article) {
  const std::string drop = "file://" + daemon_.drop();
  for (const std::string& path :
       {"file://" + daemon_.files().at("outside/secret.txt"), drop + "/../outside/secret.txt",
        drop + "/%2e%2e/outside/secret.txt", drop + "/%2E%2E%2Foutside%2Fsecret.txt",
        drop + "/..%2foutside%2fsecret.txt", drop + "/sub/%2e%2e/%2e%2e/outside/secret.txt",
        drop + "/%2e%2e/outside/secret.txt%00.txt", drop + "/linked/secret.txt",
        drop + "/%252e%252e/outside/secret.txt",
        "file://localhost" + daemon_.drop() + "/../outside/secret.txt"}) {
    expect_not_got(path);
  }
}

TEST_F(Outside, symbolic_links_are_not_followed) {
  expect_hidden();
  const Json status = client_->result("status", {{"failures", true}});
  EXPECT_EQ(status["index"]["articles"], 1);
  EXPECT_EQ(status["failures"].size(), 4U);
}

TEST_F(Outside, reindex_follows_no_link_either) {
  for (const char* name : {"/link.txt", "/linked", "/linked/secret.txt", "/sub/relative.txt"}) {
    reindex(daemon_.drop() + name);
  }
  EXPECT_EQ(reindex(daemon_.drop() + "/../outside")["error"]["code"], -32002);
  expect_hidden();
}

TEST_F(Outside, a_folder_that_becomes_a_link_takes_its_articles_along) {
  daemon_.files().rename("drop/sub", "was-sub");
  link(daemon_.files().at("outside"), "drop/sub");
  expect_hidden();
  reindex(daemon_.drop() + "/sub/secret.txt");
  expect_hidden();
  expect_not_got(daemon_.drop() + "/sub/secret.txt");
}

TEST(Security, a_drop_folder_may_be_a_link_and_what_is_beside_its_target_stays_closed) {
  TemporaryFolder files;
  files.write("real/a.txt", "Title\n\nabout walruses\n");
  files.write("secret.txt", "Secret\n\nxyzzysecret\n");
  ASSERT_EQ(::symlink(files.at("real").c_str(), files.at("link").c_str()), 0);
  DaemonProcess daemon({.drops = {files.at("link")}});
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.result("search", {{"query", "walruses"}, {"sync", true}})["total"]["value"], 1);
  for (const char* path : {"link/../secret.txt", "real/../secret.txt", "secret.txt"}) {
    EXPECT_EQ(client.call("get", {{"path", files.at(path)}})["error"]["code"], -32002) << path;
  }
}

TEST(Security, the_log_tells_nothing_of_what_articles_and_queries_say) {
  DaemonProcess daemon({.drops = {}, .settings = "", .log_level = "debug"});
  daemon.files().write("drop/a.txt", "Titlexyzzy here\n\nabout textxyzzy\n");
  daemon.files().write("drop/page.html", "<p>textxyzzy</p>\n");
  daemon.files().write("drop/binary.txt", std::string("textxyzzy\0\1\2\3", 13));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  client.result("sync");
  EXPECT_EQ(client.result("search", {{"query", "titlexyzzy"}})["total"]["value"], 1);
  client.call("search", {{"query", "(queryxyzzy"}});
  client.call("search", {{"query", "queryxyzzy"}, {"limit", 5000}});
  client.call("search", {{"queryxyzzy", 1}});
  client.call("queryxyzzy");
  client.call("get", {{"id", "queryxyzzy"}, {"query", "queryxyzzy"}});
  client.call("get", {{"path", "/queryxyzzy"}});
  client.send("queryxyzzy\n");
  client.read_json();
  daemon.files().write("drop/a.txt", "Titlexyzzy again\n\nabout textxyzzy\n");
  client.result("reindex", {{"full", true}, {"wait", false}});
  EXPECT_TRUE(daemon.wait_for_log("a new index has taken the place")) << daemon.log();
  client.result("shutdown");
  EXPECT_EQ(daemon.wait(), 0);
  EXPECT_NE(daemon.log().find("published"), std::string::npos) << "it must have logged something";
  EXPECT_EQ(daemon.log().find("xyzzy"), std::string::npos) << daemon.log();
}

}  // namespace
}  // namespace quire::test
