#include "daemon/server/service_manager.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>

#include "index/base/format.h"

namespace quire::server {
namespace {

std::optional<std::chrono::milliseconds> watchdog_period(const config::Environment& environment) {
  const std::string process = environment.get("WATCHDOG_PID");
  if (!process.empty() && process != std::to_string(::getpid())) return std::nullopt;
  const std::string text = environment.get("WATCHDOG_USEC");
  std::int64_t micros = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), micros);
  if (error != std::errc() || end != text.data() + text.size() || micros <= 0) return std::nullopt;
  const auto half =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(micros / 2));
  return std::max(half, std::chrono::milliseconds(1));
}

}  // namespace

ServiceManager::ServiceManager(const config::Environment& environment) {
  const std::string name = environment.get("NOTIFY_SOCKET");
  const bool known_kind = name.starts_with('/') || name.starts_with('@');
  if (!known_kind || name.size() >= sizeof address_.sun_path) return;
  address_.sun_family = AF_UNIX;
  std::copy(name.begin(), name.end(), &address_.sun_path[0]);
  // An abstract name begins with a NUL and ends with its length.
  if (name.starts_with('@')) address_.sun_path[0] = '\0';
  address_length_ = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  socket_ = UniqueFd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (socket_.valid()) period_ = watchdog_period(environment);
}

void ServiceManager::ready(std::string_view status) const {
  send(format("READY=1\nMAINPID={}\nSTATUS={}", ::getpid(), status));
}

void ServiceManager::reloading() const {
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
  send(format("RELOADING=1\nMONOTONIC_USEC={}", now.count()));
}

void ServiceManager::stopping() const { send("STOPPING=1"); }

void ServiceManager::alive() const { send("WATCHDOG=1"); }

void ServiceManager::send(std::string_view message) const {
  if (!socket_.valid()) return;
  ssize_t sent = 0;
  do {
    // The socket functions take every kind of address through this type.
    sent = ::sendto(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                    reinterpret_cast<const sockaddr*>(&address_), address_length_);
  } while (sent < 0 && errno == EINTR);
}

}  // namespace quire::server
