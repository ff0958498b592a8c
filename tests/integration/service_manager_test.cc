// What a service manager is told, and the socket that it hands over.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "index/base/unique_fd.h"
#include "tests/support/daemon_process.h"
#include "tests/support/json_client.h"

namespace quire::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

UniqueFd bound_socket(const std::string& path, int type) {
  UniqueFd fd(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  EXPECT_EQ(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return fd;
}

// Takes the place of systemd's end of NOTIFY_SOCKET.
class Manager {
 public:
  Manager() : socket_(bound_socket(path(), SOCK_DGRAM)) {}

  [[nodiscard]] std::string path() const { return folder_.at("notify"); }
  // The next message; empty after 20 seconds.
  [[nodiscard]] std::string next() const {
    pollfd entry{socket_.get(), POLLIN, 0};
    if (::poll(&entry, 1, 20'000) != 1) return {};
    char buffer[512];
    const ssize_t got = ::recv(socket_.get(), buffer, sizeof buffer, 0);
    return {buffer, got > 0 ? static_cast<std::size_t>(got) : 0};
  }

 private:
  TemporaryFolder folder_;
  UniqueFd socket_;
};

DaemonOptions told_to(const Manager& manager) {
  DaemonOptions options;
  options.environment = {"NOTIFY_SOCKET=" + manager.path()};
  return options;
}

TEST(ServiceManager, is_told_when_the_daemon_serves_reloads_and_ends) {
  const Manager manager;
  DaemonProcess daemon(told_to(manager));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_THAT(manager.next(), StartsWith("READY=1\nMAINPID=" + std::to_string(daemon.pid())));
  JsonClient(daemon.socket()).result("status");
  daemon.signal(SIGHUP);
  EXPECT_THAT(manager.next(), StartsWith("RELOADING=1\nMONOTONIC_USEC="));
  EXPECT_THAT(manager.next(), StartsWith("READY=1\n"));
  EXPECT_EQ(daemon.terminate(), 0);
  EXPECT_EQ(manager.next(), "STOPPING=1");
}

TEST(ServiceManager, that_wants_a_sign_of_life_gets_one_again_and_again) {
  const Manager manager;
  DaemonOptions options = told_to(manager);
  options.environment.emplace_back("WATCHDOG_USEC=20000");
  DaemonProcess daemon(std::move(options));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_THAT(manager.next(), StartsWith("READY=1"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(manager.next(), "WATCHDOG=1");
}

TEST(ServiceManager, that_watches_another_process_gets_none) {
  const Manager manager;
  DaemonOptions options = told_to(manager);
  options.environment.emplace_back("WATCHDOG_USEC=20000");
  options.environment.emplace_back("WATCHDOG_PID=1");
  DaemonProcess daemon(std::move(options));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_THAT(manager.next(), StartsWith("READY=1"));
  JsonClient(daemon.socket()).result("sync");
  EXPECT_EQ(daemon.terminate(), 0);
  EXPECT_EQ(manager.next(), "STOPPING=1");
}

TEST(ServiceManager, that_is_not_there_does_not_keep_the_daemon_from_serving) {
  DaemonOptions options;
  options.environment = {"NOTIFY_SOCKET=/no/such/socket", "WATCHDOG_USEC=20000"};
  DaemonProcess daemon(std::move(options));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_EQ(daemon.terminate(), 0);
}

// As systemd starts what it hands a socket: as descriptor 3.
std::function<void()> handing_over(int socket, const char* count = "1") {
  return [socket, count] {
    ::dup2(socket, 3);
    ::fcntl(3, F_SETFD, 0);  // which dup2 does not do when it is 3 already
    ::setenv("LISTEN_FDS", count, 1);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
  };
}

TEST(SocketActivation, who_connects_before_the_daemon_is_started_is_answered) {
  const TemporaryFolder folder;
  const std::string path = folder.at("activated.sock");
  const UniqueFd socket = bound_socket(path, SOCK_STREAM);
  ASSERT_EQ(::listen(socket.get(), 8), 0);
  JsonClient client(path);
  DaemonOptions options;
  options.before_exec = handing_over(socket.get());
  DaemonProcess daemon(std::move(options));
  ASSERT_TRUE(daemon.start()) << daemon.log();
  EXPECT_EQ(client.result("status")["pid"], daemon.pid());
  EXPECT_THAT(daemon.log(), HasSubstr(" on " + path));
  // The socket is the manager's, to start the next daemon with.
  EXPECT_EQ(daemon.terminate(), 0);
  EXPECT_EQ(::access(path.c_str(), F_OK), 0);
}

TEST(SocketActivation, what_cannot_be_served_on_is_refused_with_the_reason) {
  const TemporaryFolder folder;
  const UniqueFd datagrams = bound_socket(folder.at("datagrams"), SOCK_DGRAM);
  DaemonOptions options;
  options.before_exec = handing_over(datagrams.get());
  DaemonProcess daemon(std::move(options));
  EXPECT_FALSE(daemon.start());
  EXPECT_EQ(daemon.wait(), 1);
  EXPECT_THAT(daemon.log(), HasSubstr("no listening Unix stream socket"));
}

TEST(SocketActivation, several_sockets_are_refused) {
  const TemporaryFolder folder;
  const UniqueFd socket = bound_socket(folder.at("stream"), SOCK_STREAM);
  DaemonOptions options;
  options.before_exec = handing_over(socket.get(), "2");
  DaemonProcess daemon(std::move(options));
  EXPECT_FALSE(daemon.start());
  EXPECT_THAT(daemon.log(), HasSubstr("one socket can be handed over, not 2"));
}

}  // namespace
}  // namespace quire::test
