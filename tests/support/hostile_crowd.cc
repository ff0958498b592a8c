#include "tests/support/hostile_crowd.h"

#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <stdexcept>

namespace quire::test {
namespace {

constexpr std::size_t kHalfRequest = 200 * 1024;
constexpr int kPatienceMs = 20'000;

std::string search_line(const std::string& query, int limit, int snippet_chars) {
  return Json{{"jsonrpc", "2.0"},
              {"id", 1},
              {"method", "search"},
              {"params", {{"query", query}, {"limit", limit}, {"snippet_chars", snippet_chars}}}}
             .dump() +
         "\n";
}

// A client that the daemon has dropped may say no more.
void send_if_wanted(const JsonClient& client, std::string_view bytes) {
  try {
    client.send(bytes);
  } catch (const std::runtime_error&) {
  }
}

void wait_for_first_byte(const JsonClient& client) {
  pollfd look{client.fd(), POLLIN, 0};
  if (::poll(&look, 1, kPatienceMs) <= 0) throw std::runtime_error("no answer to a slow client");
}

}  // namespace

HostileCrowd::HostileCrowd(const std::string& socket, const HostileCrowdOptions& options)
    : flood_request_(search_line(options.query, 10, 240)) {
  raise_descriptor_limit();
  const std::string long_search = search_line(options.query, 200, 2000);
  for (std::size_t i = 0; i < options.slow_clients; ++i) {
    slow_.push_back(std::make_unique<JsonClient>(socket));
    const JsonClient& client = *slow_.back();
    if (i % 4 == 1) send_if_wanted(client, "{" + std::string(kHalfRequest, ' '));
    if (i % 4 < 2) continue;
    send_if_wanted(client, long_search + long_search);
    wait_for_first_byte(client);
    if (i % 4 == 3) trickling_.push_back(&client);
  }
  flooding_thread_ = std::thread([this, socket] { flood(socket); });
  trickling_thread_ = std::thread([this] { trickle(); });
}

HostileCrowd::~HostileCrowd() {
  stopping_ = true;
  flooding_thread_.join();
  trickling_thread_.join();
}

void HostileCrowd::flood(const std::string& socket) {
  const JsonClient client(socket);
  std::string requests;
  for (int i = 0; i < 500; ++i) requests += flood_request_;
  std::string_view to_send = requests;
  std::vector<char> buffer(1U << 16);
  while (!stopping_) {
    pollfd look{client.fd(), POLLIN | POLLOUT, 0};
    if (::poll(&look, 1, 10) <= 0) continue;
    if ((look.revents & POLLIN) != 0) {
      const ssize_t got = ::recv(client.fd(), buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got <= 0) return;
      flood_answers_ +=
          static_cast<std::size_t>(std::count(buffer.begin(), buffer.begin() + got, '\n'));
    }
    if ((look.revents & POLLOUT) != 0) {
      const ssize_t sent =
          ::send(client.fd(), to_send.data(), to_send.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent > 0) to_send.remove_prefix(static_cast<std::size_t>(sent));
      if (to_send.empty()) to_send = requests;
    }
  }
}

void HostileCrowd::trickle() {
  while (!stopping_) {
    for (const JsonClient* client : trickling_) {
      char byte = 0;
      (void)::recv(client->fd(), &byte, 1, MSG_DONTWAIT);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace quire::test
