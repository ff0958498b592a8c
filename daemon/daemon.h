#pragma once
// The composition root: builds the parts in the order in which they need each other, connects them
// and takes them down again. Lives on the thread that becomes the loop's.

#include <memory>
#include <optional>
#include <vector>

#include "config/load_settings.h"
#include "daemon/alerts/alerts.h"
#include "daemon/daemon_options.h"
#include "daemon/delivery/durable_alerts.h"
#include "daemon/loop/events.h"
#include "daemon/loop/inbox.h"
#include "daemon/loop/loop.h"
#include "daemon/remotes/remotes.h"
#include "daemon/server/service_manager.h"
#include "daemon/server/socket_file.h"
#include "index/base/clock.h"
#include "index/base/file_system.h"

namespace quire {

class Daemon {
 public:
  // `load` is read again on SIGHUP; `settings` is what it gave.
  Daemon(config::LoadOptions load, config::Settings settings, log::Logger& log);
  ~Daemon();
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  // Takes the index and the socket. On failure another daemon may have them, or a path is no good.
  [[nodiscard]] Result<void> prepare();

  // Serves until SIGTERM, SIGINT or `shutdown`; then drains, commits and returns. After the first
  // signal a second one ends the process at once.
  [[nodiscard]] Result<void> run();

 private:
  [[nodiscard]] Result<std::unique_ptr<store::Library>> open_library();
  [[nodiscard]] Result<void> open_socket();
  void watch_signals();
  // Tells the service manager that it serves, and from then on that it is alive.
  void report_readiness();
  void shut_down(std::string_view reason);
  void reload();
  void read_settings_again();

  // In the order of construction; each uses only those above it.
  const config::LoadOptions load_;
  config::Settings settings_;
  log::Logger& log_;
  SystemClock clock_;
  PosixFileSystem files_;
  const server::ServiceManager manager_;
  std::optional<server::SocketFile> socket_;
  UniqueFd listening_;  // bound, until the server listens on it
  loop::Loop loop_;
  loop::Inbox inbox_;
  loop::Timer alive_;
  std::unique_ptr<ingest::Pipeline> pipeline_;
  std::unique_ptr<commands::SearchPool> searchers_;
  std::unique_ptr<alerts::Alerts> alerts_;
  std::unique_ptr<remotes::Remotes> remotes_;
  std::unique_ptr<delivery::DurableAlerts> durable_;
  std::unique_ptr<commands::Context> context_;
  std::unique_ptr<server::Server> server_;
  std::vector<std::unique_ptr<loop::SignalWatch>> signals_;
};

}  // namespace quire
