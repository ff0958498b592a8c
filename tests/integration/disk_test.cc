// A disk that is full, or fails: what was published goes on answering, the status says what is
// wrong, and afterwards nothing is missing.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>

#include "index/base/format.h"
#include "tests/faults/fault_plan.h"
#include "tests/integration/conditions.h"
#include "tests/support/daemon_process.h"

namespace quire::test {
namespace {

void drop_articles(const DaemonProcess& daemon, int count, const std::string& word) {
  for (int i = 0; i < count; ++i) {
    daemon.files().write(format("drop/{}{}.txt", word, i), format("Title\n\nabout {}\n", word));
  }
}

// All at once, so that they come as a load and are built into segments.
void drop_load(const DaemonProcess& daemon, const std::string& word) {
  daemon.signal(SIGSTOP);
  drop_articles(daemon, 300, word);
  daemon.signal(SIGCONT);
}

void expect_as_the_folder(JsonClient& client) {
  ASSERT_TRUE(synced(client));
  EXPECT_TRUE(comes_true([&] { return problems(client).empty(); })) << problems(client);
  const Json audit = client.result("audit");
  EXPECT_EQ(audit["equal"], true) << audit.dump().substr(0, 2000);
}

// A small file system that is seen by this process and its children alone.
bool mount_at(const std::string& path) {
  return ::unshare(CLONE_NEWNS) == 0 &&
         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) &&
         ::mount("none", path.c_str(), "tmpfs", 0, "size=8m") == 0;
}

bool can_mount_at(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(mount_at(path) ? 0 : 1);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0;
}

// Takes all the room there is.
void fill(const std::string& path) {
  const UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  ASSERT_TRUE(file.valid());
  for (std::size_t piece = 1U << 20; piece > 0; piece /= 2) {
    const std::string bytes(piece, 'x');
    while (::write(file.get(), bytes.data(), bytes.size()) > 0) {
    }
  }
}

TEST(Disk, that_is_full_is_told_and_once_there_is_room_again_nothing_is_missing) {
  const TemporaryFolder somewhere;
  if (!can_mount_at(somewhere.at("mount"))) GTEST_SKIP() << "mounting is not permitted here";
  std::optional<DaemonProcess> daemon;
  DaemonOptions options;
  options.before_exec = [&daemon] { (void)mount_at(daemon->index()); };
  daemon.emplace(options);
  ASSERT_TRUE(daemon->start()) << daemon->log();
  JsonClient client(daemon->socket());
  drop_articles(*daemon, 10, "walruses");
  ASSERT_TRUE(synced(client));

  // As the daemon sees it.
  const std::string filler = format("/proc/{}/root{}/filler", daemon->pid(), daemon->index());
  fill(filler);
  drop_load(*daemon, "narwhals");
  drop_articles(*daemon, 3, "seals");
  EXPECT_TRUE(comes_true([&] { return has_problem(client, "could not be written"); }))
      << daemon->log();
  EXPECT_EQ(total(client, "walruses"), 10U);

  ASSERT_EQ(::unlink(filler.c_str()), 0);
  expect_as_the_folder(client);
  EXPECT_EQ(total(client, "walruses"), 10U);
  EXPECT_EQ(total(client, "narwhals"), 300U);
  EXPECT_EQ(total(client, "seals"), 3U);
}

struct Failure {
  const char* name;
  SystemCall call;
  const char* path;
  int error_number;
};

std::ostream& operator<<(std::ostream& out, const Failure& failure) { return out << failure.name; }

class FailingDisk : public testing::TestWithParam<Failure> {
 protected:
  FailingDisk() {
    DaemonOptions options;
    for (std::string& variable : plan_.environment()) options.environment.push_back(variable);
    daemon_.emplace(options);
  }

  TemporaryFolder folder_;
  FaultPlanFile plan_{folder_.at("plan")};
  std::optional<DaemonProcess> daemon_;
};

TEST_P(FailingDisk, is_told_and_once_it_is_well_nothing_is_missing) {
  ASSERT_TRUE(daemon_->start()) << daemon_->log();
  JsonClient client(daemon_->socket());
  drop_articles(*daemon_, 10, "walruses");
  ASSERT_TRUE(synced(client));

  const Failure& failure = GetParam();
  const std::size_t rule = plan_.fail(failure.call, failure.path, failure.error_number);
  drop_load(*daemon_, "narwhals");
  drop_articles(*daemon_, 3, "walruses");  // changed in place
  EXPECT_TRUE(comes_true([&] { return has_problem(client, "could not be written"); }))
      << daemon_->log();
  EXPECT_GT(plan_.hits(rule), 0U);
  EXPECT_EQ(total(client, "walruses"), 10U);

  plan_.heal();
  expect_as_the_folder(client);
  EXPECT_EQ(total(client, "walruses"), 10U);
  EXPECT_EQ(total(client, "narwhals"), 300U);
}

TEST_P(FailingDisk, whose_trouble_ends_with_nothing_left_to_write_is_known_to_be_well) {
  ASSERT_TRUE(daemon_->start()) << daemon_->log();
  JsonClient client(daemon_->socket());
  drop_articles(*daemon_, 10, "walruses");
  ASSERT_TRUE(synced(client));
  const Failure& failure = GetParam();
  plan_.fail(failure.call, failure.path, failure.error_number);
  drop_load(*daemon_, "narwhals");
  ASSERT_TRUE(comes_true([&] { return has_problem(client, "could not be written"); }))
      << daemon_->log();
  for (int i = 0; i < 300; ++i) daemon_->files().remove(format("drop/narwhals{}.txt", i));
  plan_.heal();
  expect_as_the_folder(client);
  EXPECT_EQ(total(client, ""), 10U);
}

constexpr Failure kFailures[] = {
    {"full_in_a_segment", SystemCall::kWrite, "/segments/", ENOSPC},
    {"broken_in_a_segment", SystemCall::kWrite, "/segments/", EIO},
    {"full_in_a_built_segment", SystemCall::kWrite, "/building/", ENOSPC},
    {"broken_at_the_fsync_of_a_built_segment", SystemCall::kSync, "/building/", EIO},
    {"broken_where_a_built_segment_is_moved_in", SystemCall::kRename, "/building/bulk-", EIO},
    {"full_where_the_manifest_is_made", SystemCall::kCreate, "/XAPIANDB.new", ENOSPC},
    {"full_in_the_manifest", SystemCall::kWrite, "/XAPIANDB.new", ENOSPC},
    {"broken_at_the_fsync_of_the_manifest", SystemCall::kSync, "/XAPIANDB.new", EIO},
    {"broken_where_the_manifest_is_published", SystemCall::kRename, "/XAPIANDB.new", EIO},
};

INSTANTIATE_TEST_SUITE_P(Everywhere, FailingDisk, testing::ValuesIn(kFailures),
                         [](const auto& failure) { return std::string(failure.param.name); });

}  // namespace
}  // namespace quire::test
