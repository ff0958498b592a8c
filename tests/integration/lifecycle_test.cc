// Starting, ending, and getting along with other daemons and with what a dead one left.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

mode_t mode_of(const std::string& path) {
  struct stat s {};
  return ::lstat(path.c_str(), &s) == 0 ? s.st_mode & 07777U : 0;
}

bool exists(const std::string& path) {
  struct stat s {};
  return ::lstat(path.c_str(), &s) == 0;
}

TEST(Lifecycle, the_socket_is_for_its_owner_alone) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_EQ(mode_of(daemon.socket()), 0600U);
  EXPECT_EQ(mode_of(daemon.files().at("run")), 0700U);
  EXPECT_EQ(mode_of(daemon.index()), 0700U);
}

TEST(Lifecycle, sigterm_and_sigint_end_it_with_0_and_take_the_socket_along) {
  for (const int number : {SIGTERM, SIGINT}) {
    DaemonProcess daemon;
    ASSERT_TRUE(daemon.start()) << daemon.log();
    daemon.signal(number);
    EXPECT_EQ(daemon.wait(), 0) << daemon.log();
    EXPECT_FALSE(exists(daemon.socket()));
  }
}

TEST(Lifecycle, shutdown_is_answered_before_it_ends) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.result("shutdown"), Json::object());
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(daemon.wait(), 0) << daemon.log();
}

TEST(Lifecycle, what_was_dropped_just_before_the_end_is_there_after_the_next_start) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  for (int i = 0; i < 50; ++i) {
    daemon.files().write("drop/" + std::to_string(i) + ".txt", "Title\n\nabout walruses\n");
  }
  ASSERT_EQ(daemon.terminate(), 0);
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.result("search", {{"query", "walruses"}, {"sync", true}})["total"]["value"], 50);
}

TEST(Lifecycle, a_second_daemon_is_refused_with_the_pid_of_the_first) {
  DaemonProcess first;
  ASSERT_TRUE(first.start()) << first.log();
  const std::string pid = std::to_string(first.pid());
  DaemonProcess second;
  EXPECT_EQ(second.run_to_end(
                {"--drop", second.drop(), "--index", second.index(), "--socket", first.socket()}),
            1);
  EXPECT_NE(second.log().find("as process " + pid), std::string::npos) << second.log();
  // Another socket, but the same index.
  DaemonProcess third;
  EXPECT_EQ(third.run_to_end(
                {"--drop", third.drop(), "--index", first.index(), "--socket", third.socket()}),
            1);
  EXPECT_NE(third.log().find("in use by process " + pid), std::string::npos) << third.log();
  JsonClient client(first.socket());
  EXPECT_EQ(client.result("status")["pid"], first.pid());
}

TEST(Lifecycle, the_socket_of_a_killed_daemon_is_replaced) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  daemon.kill();
  ASSERT_TRUE(exists(daemon.socket()));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.result("status")["pid"], daemon.pid());
}

TEST(Lifecycle, a_file_that_is_no_socket_is_never_removed_for_one) {
  DaemonProcess daemon;
  const std::string path = daemon.files().write("precious", "text");
  EXPECT_NE(
      daemon.run_to_end({"--drop", daemon.drop(), "--index", daemon.index(), "--socket", path}), 0);
  EXPECT_TRUE(exists(path));
}

TEST(Lifecycle, a_socket_path_that_is_too_long_is_refused_with_the_limit) {
  DaemonProcess daemon;
  EXPECT_EQ(daemon.run_to_end({"--drop", daemon.drop(), "--index", daemon.index(), "--socket",
                               daemon.files().at(std::string(120, 's'))}),
            2);
  EXPECT_NE(daemon.log().find("107"), std::string::npos) << daemon.log();
}

TEST(Lifecycle, sighup_reloads_what_can_be_reloaded_and_names_the_rest) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  std::ofstream(daemon.settings_file(), std::ios::app)
      << "[limits]\nresults = 5\n[watch]\nsettle_ms = 300\n";
  daemon.signal(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("the settings were reloaded")) << daemon.log();
  EXPECT_NE(daemon.log().find("watch.settle_ms has changed, which takes a restart"),
            std::string::npos);
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.call("search", {{"query", "x"}, {"limit", 6}})["error"]["code"], -32004);
}

TEST(Lifecycle, settings_that_are_wrong_are_not_reloaded) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  std::ofstream(daemon.settings_file(), std::ios::app) << "[limits]\nresluts = 5\n";
  daemon.signal(SIGHUP);
  ASSERT_TRUE(daemon.wait_for_log("the settings were not reloaded")) << daemon.log();
  EXPECT_NE(daemon.log().find("resluts"), std::string::npos);
  JsonClient client(daemon.socket());
  client.result("status");
}

TEST(Lifecycle, check_config_says_whether_it_would_start) {
  DaemonProcess daemon;
  EXPECT_EQ(daemon.run_to_end({"--check-config", "--config", daemon.settings_file()}), 0);
  EXPECT_NE(daemon.log().find("is good"), std::string::npos) << daemon.log();
  const std::string bad = daemon.files().write("bad.toml", "[index]\npaht = \"/x\"\n");
  EXPECT_EQ(daemon.run_to_end({"--check-config", "--config", bad}), 2);
  EXPECT_NE(daemon.log().find("bad.toml:2:"), std::string::npos) << daemon.log();
}

TEST(Lifecycle, a_log_file_is_written_when_one_is_set) {
  DaemonProcess daemon({.drops = {}, .settings = ""});
  const std::string log = daemon.files().at("quired.log");
  DaemonProcess logging({.drops = {}, .settings = "[log]\nfile = \"" + log + "\"\n"});
  ASSERT_TRUE(logging.start()) << logging.log();
  ASSERT_EQ(logging.terminate(), 0) << logging.log();
  std::ifstream in(log);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_NE(text.find(" serves "), std::string::npos);
  EXPECT_NE(text.find("ended"), std::string::npos);
}

TEST(Lifecycle, an_index_of_a_newer_format_is_left_alone) {
  DaemonProcess daemon;
  daemon.files().write("index/format", "999\n");
  EXPECT_FALSE(daemon.start());
  EXPECT_EQ(daemon.wait(), 1);
  EXPECT_NE(daemon.log().find("format 999"), std::string::npos) << daemon.log();
}

TEST(Lifecycle, a_broken_manifest_is_built_anew_from_the_drop_folder) {
  DaemonProcess daemon;
  daemon.files().write("drop/a.txt", "Title\n\nabout walruses\n");
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient(daemon.socket()).result("sync");
  ASSERT_EQ(daemon.terminate(), 0);
  daemon.files().write("index/XAPIANDB", "garbage");
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_NE(daemon.log().find("the manifest is broken"), std::string::npos);
  JsonClient client(daemon.socket());
  EXPECT_EQ(client.result("search", {{"query", "walruses"}, {"sync", true}})["total"]["value"], 1);
}

}  // namespace
}  // namespace quire::test
