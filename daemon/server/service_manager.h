#pragma once
// What the daemon tells a service manager such as systemd: that it serves, that it ends, that it is
// alive. The protocol is one datagram a message (sd_notify(3), "Notes"); without a manager nothing
// is sent. Loop thread only.

#include <sys/socket.h>
#include <sys/un.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "config/environment.h"
#include "index/base/unique_fd.h"

namespace quire::server {

class ServiceManager {
 public:
  // The manager that NOTIFY_SOCKET names, a path or, with '@' in front, an abstract name. One that
  // cannot be reached is none: a daemon must not fail for want of somebody to tell of it.
  explicit ServiceManager(const config::Environment& environment);

  [[nodiscard]] bool present() const { return socket_.valid(); }
  // How often it wants to hear alive(), half of WATCHDOG_USEC; nothing when it does not, or when
  // WATCHDOG_PID is that of another process.
  [[nodiscard]] std::optional<std::chrono::milliseconds> alive_period() const { return period_; }

  // It serves; `status` is a line for people.
  void ready(std::string_view status) const;
  // The settings are being read again; ready() says when that is done.
  void reloading() const;
  void stopping() const;
  void alive() const;

 private:
  void send(std::string_view message) const;

  UniqueFd socket_;
  sockaddr_un address_{};
  socklen_t address_length_ = 0;
  std::optional<std::chrono::milliseconds> period_;
};

}  // namespace quire::server
