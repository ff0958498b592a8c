#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <functional>
#include <memory>
#include <thread>

#include "daemon/loop/events.h"
#include "daemon/loop/pipe_listener.h"
#include "daemon/loop/pipe_stream.h"
#include "tests/support/temporary_folder.h"

namespace quire::loop {
namespace {

class PipeTest : public testing::Test {
 protected:
  PipeTest() { std::signal(SIGPIPE, SIG_IGN); }

  // Listens, connects, and waits until both ends stand.
  void connect() {
    auto socket = bind_unix_socket(path_);
    ASSERT_TRUE(socket.ok());
    auto listener = PipeListener::listen(loop_, *std::move(socket), 8,
                                         [this](std::unique_ptr<PipeStream> stream) {
                                           server_ = std::move(stream);
                                           loop_.stop();
                                         });
    ASSERT_TRUE(listener.ok());
    listener_ = *std::move(listener);
    client_ = connect_to(path_);
    loop_.run();
    ASSERT_NE(server_, nullptr);
  }
  static UniqueFd connect_to(const std::string& path) {
    UniqueFd client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    EXPECT_EQ(::connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
              0);
    return client;
  }
  void send(std::string_view bytes) {
    ASSERT_EQ(::send(client_.get(), bytes.data(), bytes.size(), 0),
              static_cast<ssize_t>(bytes.size()));
  }
  // Exactly so many bytes; waits for them.
  std::string receive(std::size_t bytes) {
    std::string received(bytes, '\0');
    std::size_t used = 0;
    while (used < bytes) {
      const ssize_t got = ::recv(client_.get(), received.data() + used, bytes - used, 0);
      if (got <= 0) break;
      used += static_cast<std::size_t>(got);
    }
    received.resize(used);
    return received;
  }

  test::TemporaryFolder folder_;
  const std::string path_ = folder_.at("socket");
  Loop loop_;
  std::unique_ptr<PipeListener> listener_;
  std::unique_ptr<PipeStream> server_;
  UniqueFd client_;
};

TEST_F(PipeTest, what_is_read_can_be_written_back) {
  connect();
  server_->set_callbacks({[&](std::string_view bytes) { server_->write(std::string(bytes)); },
                          [](const auto&) {}, [&] { loop_.stop(); }});
  server_->resume_reading();
  send("to and fro");
  loop_.run();
  EXPECT_EQ(receive(10), "to and fro");
}

// How the end of the other side is told.
class PipeEndTest : public PipeTest {
 protected:
  void wait_for_end(const std::function<void()>& end) {
    connect();
    server_->set_callbacks({[](std::string_view) {},
                            [&](const std::optional<Error>& error) {
                              ++ends_;
                              failed_ = error.has_value();
                              loop_.stop();
                            },
                            {}});
    server_->resume_reading();
    end();
    loop_.run();
    server_->resume_reading();
  }
  int ends_ = 0;
  bool failed_ = false;
};

TEST_F(PipeEndTest, of_the_sending_half_is_told_once_and_without_an_error) {
  wait_for_end([this] { ::shutdown(client_.get(), SHUT_WR); });
  EXPECT_EQ(ends_, 1);
  EXPECT_FALSE(failed_);
}

TEST_F(PipeEndTest, of_both_halves_is_told_once_and_with_an_error) {
  wait_for_end([this] { client_.reset(); });
  EXPECT_EQ(ends_, 1);
  EXPECT_TRUE(failed_);
}

TEST_F(PipeTest, a_write_to_a_broken_connection_ends_it_with_an_error) {
  connect();
  std::optional<Error> told;
  server_->set_callbacks({[](std::string_view) {},
                          [&](std::optional<Error> error) {
                            told = std::move(error);
                            loop_.stop();
                          },
                          {}});
  client_.reset();
  server_->write(std::string(1 << 20, 'x'));
  loop_.run();
  EXPECT_TRUE(told.has_value());
}

TEST_F(PipeTest, a_big_write_is_queued_and_its_end_is_told) {
  connect();
  const std::string big(8 << 20, 'q');
  server_->set_callbacks({[](std::string_view) {}, [](const auto&) {}, [&] { loop_.stop(); }});
  server_->write(big);
  EXPECT_GT(server_->queued_bytes(), 0U);
  std::string received;
  std::jthread reader([&] { received = receive(big.size()); });
  loop_.run();
  reader.join();
  EXPECT_EQ(server_->queued_bytes(), 0U);
  EXPECT_EQ(received, big);
}

TEST_F(PipeTest, writes_arrive_in_their_order) {
  connect();
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    const std::string part = std::to_string(i) + '\n';
    expected += part;
    server_->write(part);
  }
  int drained = 0;
  server_->set_callbacks({[](std::string_view) {}, [](const auto&) {},
                          [&] {
                            ++drained;
                            loop_.stop();
                          }});
  std::string received;
  std::jthread reader([&] { received = receive(expected.size()); });
  loop_.run();
  reader.join();
  EXPECT_EQ(received, expected);
  EXPECT_EQ(drained, 1);
}

TEST_F(PipeTest, a_paused_stream_reads_nothing_until_it_is_resumed) {
  connect();
  std::string read;
  server_->set_callbacks({[&](std::string_view bytes) {
                            read += bytes;
                            loop_.stop();
                          },
                          [](const auto&) {},
                          {}});
  server_->resume_reading();
  server_->pause_reading();
  send("late");
  Timer timer(loop_);
  timer.start(std::chrono::milliseconds(5), [&] { loop_.stop(); });
  loop_.run();
  EXPECT_EQ(read, "");
  server_->resume_reading();
  loop_.run();
  EXPECT_EQ(read, "late");
}

TEST_F(PipeTest, on_read_may_destroy_the_stream) {
  connect();
  const std::string marker = "still here when the stream has gone, and long enough for the heap";
  std::string after;
  server_->set_callbacks({[this, marker, &after](std::string_view) {
                            server_.reset();
                            after = marker;
                            loop_.stop();
                          },
                          [](const auto&) {},
                          {}});
  server_->resume_reading();
  send("x");
  loop_.run();
  EXPECT_EQ(after, marker);
}

TEST_F(PipeTest, a_stream_that_goes_drops_what_is_still_queued) {
  connect();
  int told = 0;
  server_->set_callbacks({[](std::string_view) {}, [&](const auto&) { ++told; }, [&] { ++told; }});
  server_->write(std::string(8 << 20, 'q'));
  server_.reset();
  listener_.reset();
  loop_.run();
  EXPECT_EQ(told, 0);
}

TEST_F(PipeTest, the_peers_credentials_are_the_kernels) {
  connect();
  const auto peer = server_->peer();
  ASSERT_TRUE(peer.ok());
  EXPECT_EQ(peer->pid, ::getpid());
  EXPECT_EQ(peer->uid, ::getuid());
  EXPECT_EQ(peer->gid, ::getgid());
}

TEST_F(PipeTest, the_socket_is_for_its_owner_alone_whatever_the_umask) {
  const mode_t old = ::umask(0);
  const auto socket = bind_unix_socket(path_);
  ::umask(old);
  ASSERT_TRUE(socket.ok());
  struct stat status {};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
}

TEST_F(PipeTest, a_path_of_107_bytes_is_bound_and_one_of_108_is_refused) {
  const std::string longest =
      folder_.path() + '/' + std::string(kMaxSocketPath - folder_.path().size() - 1, 's');
  ASSERT_EQ(longest.size(), 107U);
  EXPECT_TRUE(bind_unix_socket(longest).ok());
  const auto refused = bind_unix_socket(longest + 's');
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
  EXPECT_FALSE(refused.error().hint.empty());
  EXPECT_NE(::access((longest + 's').c_str(), F_OK), 0);
}

TEST_F(PipeTest, what_stands_at_the_path_is_not_replaced) {
  const auto first = bind_unix_socket(path_);
  ASSERT_TRUE(first.ok());
  const auto second = bind_unix_socket(path_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
}

TEST_F(PipeTest, the_path_stays_when_the_listener_goes) {
  connect();
  listener_.reset();
  server_.reset();
  loop_.run();
  EXPECT_EQ(::access(path_.c_str(), F_OK), 0);
}

}  // namespace
}  // namespace quire::loop
