// More changes at once than the kernel keeps for anybody: the queue overflows, and all is found.
// QUIRE_BURST_FILES says how many files, where 20,000 are not enough.

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "index/base/format.h"
#include "tests/integration/conditions.h"
#include "tests/support/daemon_process.h"

namespace quire::test {
namespace {

// Of four files one is renamed, one is moved to another folder, one is removed, one stays.
constexpr int kKinds = 4;
constexpr int kFolders = 50;

int burst_files() {
  const char* files = std::getenv("QUIRE_BURST_FILES");
  return files != nullptr ? std::atoi(files) : 20'000;
}

std::string path_of(int number, const char* suffix) {
  return format("drop/folder{}/{}{}.txt", number / kKinds % kFolders, number, suffix);
}

TEST(Overflow, of_the_events_of_a_burst_loses_and_leaves_nothing) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  for (int i = 0; i < kFolders; ++i) daemon.files().make_folder(format("drop/folder{}", i));
  ASSERT_TRUE(synced(client));
  // It cannot keep up with what it cannot see.
  daemon.signal(SIGSTOP);
  const int files = burst_files();
  for (int i = 0; i < files; ++i) {
    daemon.files().write(path_of(i, ""), format("Number {}\n\nabout walruses, word{}x\n", i, i));
  }
  for (int i = 0; i < files; ++i) {
    if (i % kKinds == 1) daemon.files().rename(path_of(i, ""), path_of(i, "-renamed"));
    if (i % kKinds == 2) daemon.files().rename(path_of(i, ""), format("drop/moved{}.txt", i));
    if (i % kKinds == 3) daemon.files().remove(path_of(i, ""));
  }
  daemon.signal(SIGCONT);
  ASSERT_TRUE(synced(client));
  const Json status = client.result("status");
  EXPECT_GT(status["drops"][0]["overflows"], 0);
  EXPECT_EQ(status["index"]["articles"], files / kKinds * (kKinds - 1));
  const Json audit = client.result("audit");
  EXPECT_EQ(audit["equal"], true) << audit.dump().substr(0, 2000);
  EXPECT_EQ(audit["files"], files / kKinds * (kKinds - 1));
  for (int i = files / 2; i < files / 2 + 40; ++i) {
    EXPECT_EQ(total(client, format("word{}x", i)), i % kKinds == 3 ? 0U : 1U) << i;
  }
}

// What is read in a folder may be on its way into the index when the folder goes.
TEST(FolderRenamedTwice, leaves_nothing_where_it_was_for_a_moment) {
  DaemonProcess daemon;
  ASSERT_TRUE(daemon.start()) << daemon.log();
  JsonClient client(daemon.socket());
  constexpr int kFiles = 200;
  for (int i = 0; i < kFiles; ++i) {
    daemon.files().write(format("prepared/{}.txt", i), format("Number {}\n\nabout walruses\n", i));
  }
  daemon.files().rename("prepared", "drop/at0");
  ASSERT_TRUE(synced(client));
  for (int round = 0; round < 12; ++round) {
    daemon.files().rename(format("drop/at{}", 2 * round), format("drop/at{}", 2 * round + 1));
    std::this_thread::sleep_for(std::chrono::milliseconds(round * 7 % 50));
    daemon.files().rename(format("drop/at{}", 2 * round + 1), format("drop/at{}", 2 * round + 2));
    ASSERT_TRUE(synced(client));
    ASSERT_EQ(client.result("status")["index"]["articles"], kFiles) << round;
  }
}

}  // namespace
}  // namespace quire::test
