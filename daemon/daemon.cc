#include "daemon/daemon.h"

#include <unistd.h>

#include <csignal>
#include <cstring>

#include "config/version.h"
#include "index/base/format.h"

namespace quire {
namespace {

// How long answers that are still under way may take when the daemon ends.
constexpr std::chrono::milliseconds kPatience{3000};

}  // namespace

Daemon::Daemon(config::LoadOptions load, config::Settings settings, log::Logger& log)
    : load_(std::move(load)),
      settings_(std::move(settings)),
      log_(log),
      manager_(load_.environment),
      inbox_(loop_),
      alive_(loop_) {}

Daemon::~Daemon() = default;

Result<void> Daemon::prepare() {
  // The socket's lock comes first: it tells most clearly that a daemon is running already.
  if (auto opened = open_socket(); !opened) return opened;
  auto library = open_library();
  if (!library) return library.error();

  pipeline_ = std::make_unique<ingest::Pipeline>(
      ingest::Pipeline::Surroundings{loop_, inbox_, files_, clock_, log_},
      pipeline_options(settings_));
  commands::SearchPoolOptions searching = search_options(settings_);
  searching.live = (*library)->live_view();
  auto searchers = commands::SearchPool::create(inbox_, files_, std::move(searching));
  if (!searchers) return searchers.error();
  searchers_ = *std::move(searchers);
  auto alerts =
      alerts::Alerts::create(inbox_, files_, matcher_options(settings_, (*library)->live_view()));
  if (!alerts) return alerts.error();
  alerts_ = *std::move(alerts);
  remotes_ = std::make_unique<remotes::Remotes>(loop_, clock_, remote_options(settings_));
  auto durable =
      delivery::DurableAlerts::create({loop_, inbox_, files_, clock_, log_, *alerts_},
                                      join_path(settings_.index.path, "alerts"), settings_.alerts);
  if (!durable) return durable.error();
  durable_ = *std::move(durable);
  commands::DaemonFacts facts{std::string(config::version()), settings_.index.path, clock_.now(),
                              [this] { return server_->connections(); }};
  context_ = std::make_unique<commands::Context>(commands::Context{
      *pipeline_, *searchers_, *alerts_, *remotes_, *durable_, clock_, std::move(facts),
      command_limits(settings_), [this] { shut_down("asked to by a client"); }});
  server_ = std::make_unique<server::Server>(loop_, server_options(settings_), *context_, log_);
  return pipeline_->start(*std::move(library));
}

Result<std::unique_ptr<store::Library>> Daemon::open_library() {
  auto library = store::Library::open(files_, library_options(settings_));
  if (!library) return library.error();
  for (const std::string& notice : (*library)->notices()) log_.warn("{}", notice);
  std::vector<std::string> names;
  for (const config::DropSettings& drop : settings_.drops) names.push_back(drop.name);
  const auto gone = (*library)->retain_drops(names);
  if (!gone) return gone.error();
  if (auto published = (*library)->publish(); !published) return published.error();
  for (const std::string& name : *gone) {
    log_.warn("drop folder \"{}\" is not in the settings any more: its articles were removed",
              name);
  }
  return library;
}

Result<void> Daemon::open_socket() {
  auto inherited = server::inherited_socket();
  if (!inherited) return inherited.error();
  if (inherited->valid()) {
    listening_ = *std::move(inherited);
    return {};
  }
  const config::SocketSettings& socket = settings_.socket;
  // The kernel lets nobody else through to a socket of mode 0600.
  const bool shared = !socket.allow_users.empty() || !socket.allow_groups.empty();
  auto file = server::SocketFile::bind(socket.path,
                                       shared ? server::Reach::kAnyUser : server::Reach::kOwner);
  if (!file) return file.error();
  socket_.emplace(*std::move(file));
  listening_ = socket_->take_socket();
  return {};
}

Result<void> Daemon::run() {
  watch_signals();
  const std::string socket = server::path_of_socket(listening_.get());
  if (auto listening = server_->listen(std::move(listening_)); !listening) return listening;
  log_.info("quired {} (process {}) serves {} on {}", config::version(), ::getpid(),
            settings_.index.path, socket);
  report_readiness();
  loop_.run();
  signals_.clear();
  auto stopped = pipeline_->stop();
  log_.info("ended");
  return stopped;
}

void Daemon::report_readiness() {
  manager_.ready(format("Serves {}", settings_.index.path));
  // A loop that hangs does not come to it.
  if (const auto period = manager_.alive_period()) {
    alive_.start_repeating(*period, [this] { manager_.alive(); });
  }
}

void Daemon::watch_signals() {
  for (const int number : {SIGTERM, SIGINT}) {
    signals_.push_back(std::make_unique<loop::SignalWatch>(
        loop_, number, [this, number] { shut_down(::strsignal(number)); }));
  }
  signals_.push_back(std::make_unique<loop::SignalWatch>(loop_, SIGHUP, [this] { reload(); }));
}

void Daemon::shut_down(std::string_view reason) {
  log_.info("ending: {}", reason);
  manager_.stopping();
  // From here on the signals have their usual effect again.
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGINT, SIG_DFL);
  pipeline_->give_up_waits();
  server_->shut_down(kPatience, [this] { loop_.stop(); });
}

void Daemon::reload() {
  manager_.reloading();
  read_settings_again();
  manager_.ready(format("Serves {}", settings_.index.path));
}

void Daemon::read_settings_again() {
  auto loaded = config::load_settings(load_);
  if (!loaded.errors.empty()) {
    for (const Error& error : loaded.errors) log_.error("{}", describe(error));
    return log_.error("the settings were not reloaded");
  }
  for (const std::string& name : config::settings_that_need_restart(settings_, loaded.settings)) {
    log_.warn("{} has changed, which takes a restart", name);
  }
  settings_.log.level = loaded.settings.log.level;
  settings_.limits = loaded.settings.limits;
  settings_.alerts = loaded.settings.alerts;
  durable_->set_settings(settings_.alerts);
  log_.set_level(log_options(settings_).level);
  context_->limits = command_limits(settings_);
  server_->set_options(server_options(settings_));
  log_.info("the settings were reloaded");
}

}  // namespace quire
