#include "daemon/server/socket_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <optional>

#include "index/base/file_system.h"
#include "tests/support/temporary_folder.h"

namespace quire::server {
namespace {

class SocketFileTest : public testing::Test {
 protected:
  SocketFileTest() { ::unsetenv("LISTEN_PID"); }
  [[nodiscard]] static mode_t mode_of(const std::string& path) {
    struct stat s {};
    return ::lstat(path.c_str(), &s) == 0 ? s.st_mode & 07777U : 0;
  }
  [[nodiscard]] static bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
  }
  [[nodiscard]] static ino_t inode_of(const std::string& path) {
    struct stat s {};
    return ::lstat(path.c_str(), &s) == 0 ? s.st_ino : 0;
  }
  // Whether somebody listens at path_.
  [[nodiscard]] bool answers() const {
    const UniqueFd client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    return ::connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
           0;
  }

  test::TemporaryFolder folder_;
  const std::string path_ = folder_.at("run/quired.sock");
};

TEST_F(SocketFileTest, the_socket_and_its_new_folder_are_for_their_owner_alone) {
  auto file = SocketFile::bind(path_);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(mode_of(folder_.at("run")), 0700U);
  EXPECT_EQ(mode_of(path_), 0600U);
}

TEST_F(SocketFileTest, one_that_others_may_use_lets_them_through_to_it_and_to_nothing_else) {
  auto file = SocketFile::bind(path_, Reach::kAnyUser);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(mode_of(folder_.at("run")), 0711U);
  EXPECT_EQ(mode_of(path_), 0666U);
  EXPECT_EQ(mode_of(path_ + ".lock"), 0600U);
}

TEST_F(SocketFileTest, the_socket_can_be_listened_on) {
  auto file = SocketFile::bind(path_);
  ASSERT_TRUE(file.ok());
  const UniqueFd socket = file->take_socket();
  ASSERT_EQ(::listen(socket.get(), 1), 0);
  EXPECT_TRUE(answers());
}

TEST_F(SocketFileTest, the_socket_is_removed_at_the_end) {
  {
    auto file = SocketFile::bind(path_);
    ASSERT_TRUE(file.ok());
    ASSERT_TRUE(exists(path_));
  }
  EXPECT_FALSE(exists(path_));
}

TEST_F(SocketFileTest, one_that_has_been_moved_from_removes_nothing) {
  std::optional<SocketFile> heir;
  {
    auto file = SocketFile::bind(path_);
    ASSERT_TRUE(file.ok());
    heir.emplace(*std::move(file));
  }
  EXPECT_TRUE(exists(path_));
  heir.reset();
  EXPECT_FALSE(exists(path_));
}

TEST_F(SocketFileTest, a_successors_socket_is_left_alone) {
  {
    auto file = SocketFile::bind(path_);
    ASSERT_TRUE(file.ok());
    folder_.rename("run/quired.sock", "run/kept");  // so that its inode is not used again
    ASSERT_TRUE(loop::bind_unix_socket(path_).ok());
  }
  EXPECT_TRUE(exists(path_));
}

TEST_F(SocketFileTest, a_stale_socket_is_replaced) {
  folder_.make_folder("run");
  ASSERT_EQ(::chmod(folder_.at("run").c_str(), 0700), 0);
  ASSERT_TRUE(loop::bind_unix_socket(path_).ok());
  const ino_t stale = inode_of(path_);
  ASSERT_EQ(::link(path_.c_str(), folder_.at("kept").c_str()), 0);
  auto file = SocketFile::bind(path_);
  ASSERT_TRUE(file.ok());
  EXPECT_NE(inode_of(path_), stale);
}

TEST_F(SocketFileTest, what_is_no_socket_is_neither_replaced_nor_harmed) {
  folder_.write("run/quired.sock", "somebody's letters");
  ASSERT_EQ(::chmod(folder_.at("run").c_str(), 0700), 0);
  const auto file = SocketFile::bind(path_);
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(PosixFileSystem().read(path_, 100)->bytes, "somebody's letters");
}

TEST_F(SocketFileTest, a_folder_that_others_can_write_to_is_refused) {
  folder_.make_folder("run");
  for (const mode_t mode : {0777U, 01777U, 0770U, 0702U}) {
    ASSERT_EQ(::chmod(folder_.at("run").c_str(), mode), 0);
    const auto file = SocketFile::bind(path_);
    ASSERT_FALSE(file.ok()) << mode;
    EXPECT_EQ(file.error().code, ErrorCode::kPermission);
    EXPECT_NE(file.error().hint, "");
  }
}

TEST_F(SocketFileTest, a_folder_that_others_can_only_read_will_do) {
  folder_.make_folder("run");
  ASSERT_EQ(::chmod(folder_.at("run").c_str(), 0755), 0);
  EXPECT_TRUE(SocketFile::bind(path_).ok());
}

TEST_F(SocketFileTest, a_folder_of_another_user_is_refused) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  folder_.make_folder("run");
  ASSERT_EQ(::chmod(folder_.at("run").c_str(), 0755), 0);
  ASSERT_EQ(::chown(folder_.at("run").c_str(), 12'345, 12'345), 0);
  const auto file = SocketFile::bind(path_);
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::kPermission);
}

TEST_F(SocketFileTest, a_second_one_is_told_who_holds_the_first) {
  auto first = SocketFile::bind(path_);
  ASSERT_TRUE(first.ok());
  const ino_t socket = inode_of(path_);
  const auto second = SocketFile::bind(path_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_EQ(inode_of(path_), socket);
}

TEST_F(SocketFileTest, another_one_can_follow_when_the_first_has_gone) {
  { ASSERT_TRUE(SocketFile::bind(path_).ok()); }
  EXPECT_TRUE(SocketFile::bind(path_).ok());
}

TEST_F(SocketFileTest, a_path_that_is_too_long_for_a_socket_is_refused) {
  const std::string name(loop::kMaxSocketPath, 's');
  const auto file = SocketFile::bind(folder_.at("run/" + name));
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::kInvalidArgument);
}

TEST_F(SocketFileTest, nothing_is_inherited_without_the_variables_or_with_another_process_s) {
  EXPECT_FALSE(inherited_socket()->valid());
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_PID", std::to_string(::getpid() + 1).c_str(), 1);
  EXPECT_FALSE(inherited_socket()->valid());
  ::unsetenv("LISTEN_PID");
  ::unsetenv("LISTEN_FDS");
}

}  // namespace
}  // namespace quire::server
