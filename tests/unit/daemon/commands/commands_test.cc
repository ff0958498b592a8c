#include <unistd.h>

#include "daemon/commands/command_table.h"
#include "index/article/article.h"
#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

using CommandsTest = CommandsFixture;

TEST_F(CommandsTest, these_are_the_methods) {
  std::set<std::string> methods;
  for (const Command& command : command_table()) methods.emplace(command.method);
  EXPECT_EQ(methods, (std::set<std::string>{"search", "complete", "get", "similar", "story", "diff",
                                            "explain", "subscribe", "unsubscribe", "sync", "audit",
                                            "reindex", "status", "shutdown"}));
  EXPECT_EQ(command_table().size(), methods.size());
}

TEST_F(CommandsTest, an_unknown_method_is_answered_with_those_there_are) {
  const Json error = answer("serach")["error"];
  EXPECT_EQ(error["code"], -32601);
  EXPECT_NE(error.dump().find("search, complete, get, similar, story, diff, explain, subscribe, "
                              "unsubscribe, sync, audit, reindex, status, shutdown"),
            std::string::npos)
      << error;
}

TEST_F(CommandsTest, every_method_refuses_a_parameter_it_does_not_know) {
  for (const Command& command : command_table()) {
    Json params{{"colour", "red"}};
    if (command.method == "search") params["query"] = "a";
    if (command.method == "get") params["id"] = "0123456789abcdef";
    EXPECT_EQ(error_of(answer(std::string(command.method), params)), -32602) << command.method;
  }
  EXPECT_EQ(shut_downs_, 0);
}

TEST_F(CommandsTest, get_gives_the_whole_article_by_its_id) {
  index({{"a.txt", "Title\n\nabout a needle\n"}});
  const std::string id = article::article_id({"wire", "a.txt"}, 0);
  const Json result = answer("get", {{"id", id}, {"query", "needle"}})["result"];
  EXPECT_EQ(result["id"], id);
  EXPECT_EQ(result["title"], "Title");
  EXPECT_EQ(result["line"], 3);
  EXPECT_EQ(result["column"], 9);
  EXPECT_EQ(result["text"], "about a needle\n");
  EXPECT_EQ(result["highlights"], Json::parse("[[8,6]]"));
}

TEST_F(CommandsTest, get_finds_an_article_by_the_path_of_its_file) {
  index({{"a b.txt", "Title\n\nbody\n"}});
  const std::string path = folder_.at("drop/a b.txt");
  EXPECT_EQ(answer("get", {{"path", path}})["result"]["title"], "Title");
  const std::string uri = "file://" + folder_.at("drop/a%20b.txt");
  EXPECT_EQ(answer("get", {{"path", uri}})["result"]["title"], "Title");
}

TEST_F(CommandsTest, get_does_not_find_what_is_not_there) {
  index({{"a.txt", "A"}});
  EXPECT_EQ(error_of(answer("get", {{"id", "0123456789abcdef"}})), -32002);
  EXPECT_EQ(error_of(answer("get", {{"path", folder_.at("drop/b.txt")}})), -32002);
  EXPECT_EQ(error_of(answer("get", {{"path", "/elsewhere/a.txt"}})), -32002);
}

TEST_F(CommandsTest, status_tells_of_the_daemon_and_its_drop_folders) {
  index({{"a.txt", "A"}});
  const Json result = answer("status")["result"];
  EXPECT_EQ(result["version"], "1.2.3");
  EXPECT_EQ(result["pid"], ::getpid());
  EXPECT_EQ(result["index"]["path"], folder_.at("index"));
  EXPECT_EQ(result["connections"], 7);
  EXPECT_GT(result["memory"]["rss_bytes"], 1'000'000);
  ASSERT_EQ(result["drops"].size(), 1U);
  EXPECT_EQ(result["drops"][0]["name"], "wire");
  EXPECT_EQ(result["drops"][0]["path"], folder_.at("drop"));
}

TEST_F(CommandsTest, status_of_an_idle_daemon_tells_of_no_merging_and_no_rebuild) {
  index({{"a.txt", "A"}});
  const Json result = answer("status")["result"];
  EXPECT_EQ(result["index"]["tombstones"], 0);
  EXPECT_EQ(result["index"]["rebuilding"], false);
  EXPECT_EQ(
      result["merging"],
      (Json{{"running", false}, {"merges", 0}, {"merged_bytes", 0}, {"write_amplification", 1.0}}));
}

TEST_F(CommandsTest, status_lists_the_files_that_could_not_be_read_when_asked_to) {
  index({{"bad.txt", "\n\n"}, {"good.txt", "good"}});
  EXPECT_TRUE(answer("status")["result"]["failures"].empty());
  const Json failures = answer("status", {{"failures", true}})["result"]["failures"];
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_EQ(failures[0]["path"], folder_.at("drop/bad.txt"));
  EXPECT_NE(failures[0]["reason"], "");
}

TEST_F(CommandsTest, shutdown_answers_and_then_begins_to_end_the_daemon) {
  start();
  int when_answered = -1;
  dispatch(*context_, call(R"({"jsonrpc":"2.0","id":1,"method":"shutdown"})",
                           [&](const Json&) { when_answered = shut_downs_; }));
  EXPECT_EQ(when_answered, 0);
  EXPECT_EQ(shut_downs_, 1);
}

}  // namespace
}  // namespace quire::commands
