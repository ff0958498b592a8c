// What the system runs short of: watches and file descriptors.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string>

#include "index/base/format.h"
#include "tests/faults/fault_plan.h"
#include "tests/integration/conditions.h"
#include "tests/support/daemon_process.h"
#include "tests/support/sanitized.h"

namespace quire::test {
namespace {

constexpr int kWatches = 10;

bool write_to(const char* path, const std::string& text) {
  const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
  return file.valid() &&
         ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// In a user namespace of its own, where nobody else's watches count. False when that cannot be had.
bool limit_watches() {
  const std::string user = format("{0} {0} 1", ::getuid());
  const std::string group = format("{0} {0} 1", ::getgid());
  return ::unshare(CLONE_NEWUSER) == 0 && write_to("/proc/self/uid_map", user) &&
         write_to("/proc/self/setgroups", "deny") && write_to("/proc/self/gid_map", group) &&
         write_to("/proc/sys/user/max_inotify_watches", std::to_string(kWatches));
}

bool can_limit_watches() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(limit_watches() ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0;
}

TEST(Watches, when_they_run_out_the_rest_is_polled_and_the_status_says_what_would_help) {
  TemporaryFolder folder;
  FaultPlanFile plan(folder.at("plan"));
  DaemonOptions options;
  options.settings = "[watch]\npoll_interval_ms = 100\n";
  if (can_limit_watches()) {
    options.before_exec = [] { (void)limit_watches(); };
  } else {
    for (std::string& variable : plan.environment()) options.environment.push_back(variable);
    plan.fail(SystemCall::kWatch, "/drop/", ENOSPC, kWatches);
  }
  DaemonProcess daemon(options);
  for (int i = 0; i < 3 * kWatches; ++i) {
    daemon.files().write(format("drop/folder{}/a.txt", i), "Title\n\nabout walruses\n");
  }
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  ASSERT_TRUE(synced(client));
  EXPECT_GT(client.result("status")["drops"][0]["polled_folders"], 0);
  EXPECT_TRUE(has_problem(client, "fs.inotify.max_user_watches")) << problems(client);

  for (int i = 0; i < 3 * kWatches; ++i) {
    daemon.files().write(format("drop/folder{}/new/b.txt", i), "Title\n\nabout narwhals\n");
    daemon.files().remove(format("drop/folder{}/a.txt", i));
  }
  ASSERT_TRUE(synced(client));
  EXPECT_EQ(total(client, "narwhals"), 3U * kWatches);
  EXPECT_EQ(total(client, "walruses"), 0U);
  EXPECT_EQ(client.result("audit")["equal"], true);
}

void set_descriptor_limit(const DaemonProcess& daemon, rlim_t most) {
  rlimit limit{};
  ASSERT_EQ(::prlimit(daemon.pid(), RLIMIT_NOFILE, nullptr, &limit), 0);
  limit.rlim_cur = std::min(most, limit.rlim_max);
  ASSERT_EQ(::prlimit(daemon.pid(), RLIMIT_NOFILE, &limit, nullptr), 0);
}

// The number that the next descriptor of the daemon would get.
rlim_t next_descriptor(const DaemonProcess& daemon) {
  const std::string folder = format("/proc/{}/fd/", daemon.pid());
  rlim_t number = 0;
  while (std::filesystem::is_symlink(folder + std::to_string(number))) ++number;
  return number;
}

TEST(Descriptors, when_they_run_out_it_says_so_and_makes_up_for_it_afterwards) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer itself needs a descriptor to look at an object";
  DaemonOptions options;
  options.settings = "[watch]\npoll_interval_ms = 100\n";
  DaemonProcess daemon(options);
  daemon.files().write("drop/a.txt", "Title\n\nabout walruses\n");
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  ASSERT_TRUE(synced(client));
  // Every searching thread has its handles open: one alone would take too long for so many.
  Json searches = Json::array();
  for (int i = 0; i < 64; ++i) {
    searches.push_back(
        {{"jsonrpc", "2.0"}, {"id", i}, {"method", "search"}, {"params", {{"query", "walruses"}}}});
  }
  for (int i = 0; i < 20; ++i) {
    client.send(searches.dump() + "\n");
    ASSERT_EQ(client.read_json().size(), 64U);
  }

  set_descriptor_limit(daemon, next_descriptor(daemon));
  for (int i = 0; i < 20; ++i) {
    daemon.files().write(format("drop/new{}/deep/b.txt", i), "Title\n\nabout narwhals\n");
  }
  EXPECT_TRUE(comes_true([&] { return has_problem(client, "Too many open files"); }))
      << problems(client) << daemon.log();
  // A searching thread that has to open a segment just then cannot, and says so.
  const Json answer = client.call("search", {{"query", "walruses"}});
  if (answer.contains("result")) {
    EXPECT_EQ(answer["result"]["total"]["value"], 1);
  } else {
    EXPECT_EQ(answer["error"]["code"], -32005) << answer;
  }

  set_descriptor_limit(daemon, 1000);
  ASSERT_TRUE(synced(client));
  EXPECT_EQ(total(client, "narwhals"), 20U);
  // Whoever could not open a segment tries again within a second.
  EXPECT_TRUE(comes_true([&] { return client.result("audit")["equal"] == true; }))
      << client.result("audit");
  EXPECT_TRUE(comes_true([&] { return problems(client).empty(); })) << problems(client);
}

}  // namespace
}  // namespace quire::test
