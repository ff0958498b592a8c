#include "daemon/daemon_options.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "daemon/commands/hit.h"
#include "daemon/process/foreign_settings.h"
#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"
#include "index/query/syntax/days.h"
#include "index/query/syntax/parser.h"
#include "index/store/library_lock.h"

namespace quire {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::size_t threads_for(std::uint32_t wanted) {
  return wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

watch::Backend backend_of(config::WatchBackend backend) {
  switch (backend) {
    case config::WatchBackend::kAuto:
    case config::WatchBackend::kInotify:
      return watch::Backend::kInotify;
    case config::WatchBackend::kFsEvent:
      return watch::Backend::kFsEvent;
    case config::WatchBackend::kPolling:
      return watch::Backend::kPolling;
  }
  return watch::Backend::kInotify;
}

log::Level level_of(config::LogLevel level) {
  switch (level) {
    case config::LogLevel::kDebug:
      return log::Level::kDebug;
    case config::LogLevel::kInfo:
      return log::Level::kInfo;
    case config::LogLevel::kWarning:
      return log::Level::kWarning;
    case config::LogLevel::kError:
      return log::Level::kError;
  }
  return log::Level::kInfo;
}

std::vector<process::ForeignFormat> foreign_formats(const config::Settings& settings) {
  const char* path = std::getenv("PATH");
  return process::foreign_formats(settings.extract, path != nullptr ? path : "");
}

}  // namespace

log::Options log_options(const config::Settings& settings) {
  log::Options options;
  options.level = level_of(settings.log.level);
  options.file = settings.log.file;
  options.max_file_bytes = settings.log.max_file;
  options.max_files = settings.log.max_files;
  return options;
}

store::LibraryOptions library_options(const config::Settings& settings) {
  store::LibraryOptions options;
  options.path = settings.index.path;
  options.durability = settings.index.fsync == config::FsyncPolicy::kAlways
                           ? store::Durability::kAlways
                           : store::Durability::kFresh;
  options.fresh_documents = settings.index.fresh_articles;
  options.story_contained = settings.index.story_percent / 100.0;
  options.merging.segments = settings.index.segments;
  options.boot_id = store::current_boot_id();
  return options;
}

ingest::PipelineOptions pipeline_options(const config::Settings& settings) {
  ingest::PipelineOptions options;
  for (const config::DropSettings& drop : settings.drops) {
    std::vector<std::string> ignore = settings.watch.ignore;
    ignore.insert(ignore.end(), drop.ignore.begin(), drop.ignore.end());
    options.drops.push_back(
        {drop.name, drop.path, watch::IgnoreRules(std::move(ignore)), backend_of(drop.backend)});
  }
  options.threads.workers = threads_for(settings.ingest.workers);
  options.threads.index = settings.index.path;
  options.threads.languages = config::stemming_languages(settings.index);
  options.threads.reading.max_file_bytes = settings.limits.file_size;
  options.threads.reading.foreign = foreign_formats(settings);
  options.threads.reading.settle = milliseconds(settings.watch.settle_ms);
  // Ourselves, also when the program's file has been replaced meanwhile.
  options.threads.merging.command = {"/proc/self/exe", "--merge-segments"};
  options.threads.checking.interval = std::chrono::hours(settings.index.verify_hours);
  options.poll_interval = milliseconds(settings.watch.poll_interval_ms);
  options.rescan = minutes(settings.watch.rescan_minutes);
  return options;
}

commands::SearchPoolOptions search_options(const config::Settings& settings) {
  commands::SearchPoolOptions options;
  options.threads = threads_for(settings.search.threads);
  options.index = settings.index.path;
  options.languages = config::stemming_languages(settings.index);
  for (const config::DropSettings& drop : settings.drops) options.drop_roots[drop.name] = drop.path;
  return options;
}

std::vector<remotes::RemoteOptions> remote_options(const config::Settings& settings) {
  std::vector<remotes::RemoteOptions> options;
  for (const config::RemoteSettings& remote : settings.remotes) {
    options.push_back(
        {remote.name, remote.socket, remote.command, milliseconds(remote.timeout_ms)});
  }
  return options;
}

alerts::MatcherOptions matcher_options(const config::Settings& settings,
                                       std::shared_ptr<const store::LiveView> live) {
  alerts::MatcherOptions options;
  options.index = settings.index.path;
  options.languages = config::stemming_languages(settings.index);
  std::map<std::string, std::string> roots;
  for (const config::DropSettings& drop : settings.drops) {
    options.drops.push_back({drop.name, drop.path});
    roots[drop.name] = drop.path;
  }
  options.render = [roots = std::move(roots), stories = live->stories()](
                       const store::StoredArticle& article,
                       text::Stemmers& stemmers) -> alerts::WriteHit {
    const auto maker = std::make_shared<const commands::HitMaker>(
        article, commands::HitMaking{stemmers, roots, stories.get()});
    return [maker](const text::MatchTerms& terms) {
      return protocol::encode_hit(maker->hit(terms, text::SnippetSize{}));
    };
  };
  options.live = std::move(live);
  return options;
}

commands::CommandLimits command_limits(const config::Settings& settings) {
  return {settings.limits.results, settings.limits.deadline_ms};
}

std::vector<Error> check_alerts(const config::Settings& settings) {
  std::vector<Error> errors;
  for (const config::AlertSettings& alert : settings.alerts) {
    const auto parsed = query::parse(alert.query, {false, query::local_today()});
    if (parsed) continue;
    Error error = parsed.error();
    error.message = format("alert \"{}\" does not work: {}", alert.name, error.message);
    errors.push_back(std::move(error));
  }
  return errors;
}

server::ServerOptions server_options(const config::Settings& settings) {
  server::ServerOptions options;
  options.connections = settings.limits.connections;
  options.clients_bytes = settings.limits.clients_bytes;
  options.session.request_bytes = settings.limits.request_bytes;
  options.session.outstanding = settings.limits.outstanding;
  options.session.backlog_bytes = settings.limits.client_backlog_bytes;
  options.session.stall = seconds(settings.limits.client_stall_s);
  options.access.own_user = ::geteuid();
  options.access.users = settings.socket.allow_users;
  options.access.groups = settings.socket.allow_groups;
  return options;
}

}  // namespace quire
