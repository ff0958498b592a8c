#include "client/connection/line_socket.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include "tests/support/temporary_folder.h"
#include "tests/unit/client/fake_daemon.h"

namespace quire::client {
namespace {

using std::chrono::milliseconds;
using test::FakeDaemon;
using Reply = FakeDaemon::Reply;
using testing::HasSubstr;

SteadyTime soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(20); }
SteadyTime at_once() { return std::chrono::steady_clock::now() + milliseconds(20); }

Error connect_error(const std::string& path) {
  const auto socket = LineSocket::connect(path, milliseconds(20));
  EXPECT_FALSE(socket.ok());
  return socket.ok() ? Error{} : socket.error();
}

UniqueFd bound_socket(const std::string& path) {
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(&address.sun_path[0], path.data(), path.size());
  EXPECT_EQ(::bind(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return fd;
}

TEST(LineSocket, a_missing_socket_is_told_with_how_to_start_a_daemon) {
  const test::TemporaryFolder folder;
  const Error error = connect_error(folder.at("none.sock"));
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_EQ(error.message, "no daemon answers: there is no socket at " + folder.at("none.sock"));
  EXPECT_THAT(error.hint, HasSubstr("start the daemon with `quired`"));
}

TEST(LineSocket, a_socket_that_nobody_listens_on_is_told_apart) {
  const test::TemporaryFolder folder;
  { const UniqueFd left_behind = bound_socket(folder.at("s")); }
  const Error error = connect_error(folder.at("s"));
  EXPECT_EQ(error.code, ErrorCode::kIo);
  EXPECT_EQ(error.message, "no daemon answers: nobody listens at " + folder.at("s"));
}

TEST(LineSocket, a_listener_whose_queue_is_full_is_busy) {
  const test::TemporaryFolder folder;
  const UniqueFd listener = bound_socket(folder.at("s"));
  ASSERT_EQ(::listen(listener.get(), 0), 0);
  const auto waiting = LineSocket::connect(folder.at("s"), milliseconds(20));
  ASSERT_TRUE(waiting.ok());
  EXPECT_EQ(connect_error(folder.at("s")).code, ErrorCode::kBusy);
}

TEST(LineSocket, a_path_that_is_too_long_is_refused_and_not_cut) {
  const Error error = connect_error("/" + std::string(107, 's'));
  EXPECT_EQ(error.code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(error.message, HasSubstr("a socket's path has 1 to 107 bytes, this one 108"));
}

TEST(LineSocket, lines_come_back_whole) {
  FakeDaemon daemon([](std::string_view line) {
    return Reply{"{" + std::string(line) + "}\n{2}\n", false};
  });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  ASSERT_TRUE(socket.ok());
  ASSERT_TRUE(socket->send("a", soon()).ok());
  EXPECT_EQ(*socket->receive(soon()), "{a}");
  EXPECT_EQ(*socket->receive(soon()), "{2}");
}

TEST(LineSocket, a_line_may_be_larger_than_any_buffer) {
  const std::string large(3U << 20, 'x');
  FakeDaemon daemon([&large](std::string_view) { return Reply{"{" + large + "\n", false}; });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  ASSERT_TRUE(socket->send(large, soon()).ok());
  EXPECT_EQ(socket->receive(soon())->size(), large.size() + 1);
}

TEST(LineSocket, an_answer_that_does_not_come_is_late) {
  FakeDaemon daemon([](std::string_view) { return Reply{"{half a line", false}; });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  ASSERT_TRUE(socket->send("a", soon()).ok());
  EXPECT_EQ(socket->receive(at_once()).error().code, ErrorCode::kDeadlineExceeded);
}

TEST(LineSocket, a_peer_that_closes_is_an_error) {
  FakeDaemon daemon([](std::string_view) { return Reply{{}, true}; });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  ASSERT_TRUE(socket->send("a", soon()).ok());
  const auto line = socket->receive(soon());
  ASSERT_FALSE(line.ok());
  EXPECT_EQ(line.error().code, ErrorCode::kIo);
  EXPECT_EQ(line.error().message, "the daemon closed the connection before it answered");
}

TEST(LineSocket, writing_to_a_peer_that_is_gone_is_an_error_and_no_signal) {
  FakeDaemon daemon([](std::string_view) { return Reply{{}, true}; });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  ASSERT_TRUE(socket->send("a", soon()).ok());
  ASSERT_TRUE(socket->wait_until_closed(soon()));
  EXPECT_EQ(socket->send("b", soon()).error().code, ErrorCode::kIo);
}

TEST(LineSocket, a_peer_that_stays_is_not_closed) {
  FakeDaemon daemon([](std::string_view) { return Reply{}; });
  auto socket = LineSocket::connect(daemon.path(), milliseconds(5000));
  EXPECT_FALSE(socket->wait_until_closed(at_once()));
}

}  // namespace
}  // namespace quire::client
