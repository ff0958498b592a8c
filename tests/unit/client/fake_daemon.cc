#include "tests/unit/client/fake_daemon.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>

namespace quire::test {
namespace {

void send_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

FakeDaemon::FakeDaemon(Script script)
    : path_(folder_.at("quired.sock")),
      script_(std::move(script)),
      listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(&address.sun_path[0], path_.data(), path_.size());
  EXPECT_EQ(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(::listen(listener_.get(), 8), 0);
  thread_ = std::thread([this] { serve(); });
}

FakeDaemon::~FakeDaemon() {
  const std::uint64_t one = 1;
  EXPECT_EQ(::write(stop_.get(), &one, sizeof one), static_cast<ssize_t>(sizeof one));
  thread_.join();
}

FakeDaemon::Script FakeDaemon::answers(std::string response) {
  return [response = std::move(response), done = std::make_shared<bool>(false)](std::string_view) {
    const bool first = !std::exchange(*done, true);
    return Reply{first ? response + "\n" : "", false};
  };
}

FakeDaemon::Script FakeDaemon::answers_in_turn(std::vector<std::string> responses) {
  return [responses = std::move(responses),
          next = std::make_shared<std::size_t>(0)](std::string_view) -> Reply {
    if (*next == responses.size()) return {{}, true};
    return {responses[(*next)++] + "\n", false};
  };
}

std::vector<std::string> FakeDaemon::lines() const {
  MutexLock lock(mutex_);
  return lines_;
}

bool FakeDaemon::wait_for(int fd) const {
  std::array<pollfd, 2> entries{pollfd{fd, POLLIN, 0}, pollfd{stop_.get(), POLLIN, 0}};
  if (::poll(entries.data(), entries.size(), -1) < 0) return false;
  return entries[1].revents == 0;
}

void FakeDaemon::serve() {
  while (wait_for(listener_.get())) {
    const UniqueFd connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.valid()) serve_connection(connection.get());
  }
}

void FakeDaemon::serve_connection(int fd) {
  std::string buffer;
  std::array<char, 4096> chunk{};
  while (wait_for(fd)) {
    const ssize_t count = ::recv(fd, chunk.data(), chunk.size(), 0);
    if (count <= 0) return;
    buffer.append(chunk.data(), static_cast<std::size_t>(count));
    for (std::size_t end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
      const std::string line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      {
        MutexLock lock(mutex_);
        lines_.push_back(line);
      }
      const Reply reply = script_(line);
      send_all(fd, reply.text);
      if (reply.close) return;
    }
  }
}

}  // namespace quire::test
