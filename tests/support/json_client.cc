#include "tests/support/json_client.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <cstring>
#include <stdexcept>

namespace quire::test {

JsonClient::JsonClient(const std::string& socket) : fd_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, socket.c_str(), sizeof address.sun_path - 1);
  if (::connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to " + socket);
  }
  const timeval patience{20, 0};
  ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(fd_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

Json JsonClient::call(std::string_view method, Json params) {
  const Json request = {
      {"jsonrpc", "2.0"}, {"id", next_id_++}, {"method", method}, {"params", std::move(params)}};
  send(request.dump() + "\n");
  return read_json();
}

Json JsonClient::result(std::string_view method, Json params) {
  Json response = call(method, std::move(params));
  if (!response.contains("result")) throw std::runtime_error(response.dump());
  return response["result"];
}

void JsonClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the daemon takes no more bytes");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool JsonClient::fill() {
  char buffer[65536];
  const ssize_t got = ::recv(fd_.get(), buffer, sizeof buffer, 0);
  if (got < 0 && errno == ECONNRESET) return false;
  if (got < 0) throw std::runtime_error("the daemon does not answer");
  buffer_.append(buffer, static_cast<std::size_t>(got));
  return got > 0;
}

std::string JsonClient::read_line() {
  std::size_t end = 0;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    if (!fill()) throw std::runtime_error("the daemon has closed the connection");
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

std::string JsonClient::read_bytes(std::size_t count) {
  while (buffer_.size() < count) {
    if (!fill()) throw std::runtime_error("the daemon has closed the connection");
  }
  std::string bytes = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return bytes;
}

bool JsonClient::at_end() { return buffer_.empty() && !fill(); }

void JsonClient::close_sending_half() const { ::shutdown(fd_.get(), SHUT_WR); }

}  // namespace quire::test
