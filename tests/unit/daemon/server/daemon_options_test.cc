#include "daemon/daemon_options.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "index/store/library_lock.h"

namespace quire {
namespace {

using std::chrono::milliseconds;

TEST(DaemonOptions, the_log_is_as_the_settings_say) {
  config::Settings settings;
  settings.log = {config::LogLevel::kWarning, "/var/log/quired", 123, 4};
  const log::Options options = log_options(settings);
  EXPECT_EQ(options.level, log::Level::kWarning);
  EXPECT_EQ(options.file, "/var/log/quired");
  EXPECT_EQ(options.max_file_bytes, 123U);
  EXPECT_EQ(options.max_files, 4U);
}

TEST(DaemonOptions, every_log_level_has_its_own) {
  const std::pair<config::LogLevel, log::Level> levels[] = {
      {config::LogLevel::kDebug, log::Level::kDebug},
      {config::LogLevel::kInfo, log::Level::kInfo},
      {config::LogLevel::kWarning, log::Level::kWarning},
      {config::LogLevel::kError, log::Level::kError}};
  for (const auto& [setting, level] : levels) {
    config::Settings settings;
    settings.log.level = setting;
    EXPECT_EQ(log_options(settings).level, level);
  }
}

TEST(DaemonOptions, the_library_is_synced_as_the_settings_say) {
  config::Settings settings;
  settings.index.path = "/index";
  EXPECT_EQ(library_options(settings).path, "/index");
  EXPECT_EQ(library_options(settings).boot_id, store::current_boot_id());
  EXPECT_EQ(library_options(settings).durability, store::Durability::kFresh);
  settings.index.fsync = config::FsyncPolicy::kAlways;
  EXPECT_EQ(library_options(settings).durability, store::Durability::kAlways);
}

TEST(DaemonOptions, a_drop_folder_ignores_its_own_globs_and_those_of_all) {
  config::Settings settings;
  settings.watch.ignore = {"all"};
  settings.drops.push_back({"wire", "/wire", {"own"}, config::WatchBackend::kPolling});
  settings.drops.push_back({"notes", "/notes", {}, config::WatchBackend::kAuto});
  const ingest::PipelineOptions options = pipeline_options(settings);
  ASSERT_EQ(options.drops.size(), 2U);
  EXPECT_EQ(options.drops[0].name, "wire");
  EXPECT_EQ(options.drops[0].root, "/wire");
  EXPECT_EQ(options.drops[0].backend, watch::Backend::kPolling);
  EXPECT_TRUE(options.drops[0].ignore.ignores("own"));
  EXPECT_TRUE(options.drops[0].ignore.ignores("all"));
  EXPECT_TRUE(options.drops[1].ignore.ignores("all"));
  EXPECT_FALSE(options.drops[1].ignore.ignores("own"));
}

TEST(DaemonOptions, every_watch_backend_has_its_own) {
  const std::pair<config::WatchBackend, watch::Backend> backends[] = {
      {config::WatchBackend::kAuto, watch::Backend::kInotify},
      {config::WatchBackend::kInotify, watch::Backend::kInotify},
      {config::WatchBackend::kFsEvent, watch::Backend::kFsEvent},
      {config::WatchBackend::kPolling, watch::Backend::kPolling}};
  for (const auto& [setting, backend] : backends) {
    config::Settings settings;
    settings.drops.push_back({"wire", "/wire", {}, setting});
    EXPECT_EQ(pipeline_options(settings).drops[0].backend, backend);
  }
}

TEST(DaemonOptions, the_pipeline_gets_its_times_and_limits) {
  config::Settings settings;
  settings.index.path = "/index";
  settings.index.language = "de";
  settings.index.languages = {"en", "de"};
  settings.limits.file_size = 99;
  settings.watch.settle_ms = 7;
  settings.watch.poll_interval_ms = 8;
  settings.watch.rescan_minutes = 2;
  settings.index.verify_hours = 3;
  settings.ingest.workers = 3;
  const ingest::PipelineOptions options = pipeline_options(settings);
  EXPECT_EQ(options.threads.index, "/index");
  EXPECT_EQ(options.threads.languages, (std::vector<std::string>{"de", "en"}));
  EXPECT_EQ(options.threads.reading.max_file_bytes, 99U);
  EXPECT_EQ(options.threads.reading.settle, milliseconds(7));
  EXPECT_EQ(options.threads.workers, 3U);
  EXPECT_EQ(options.poll_interval, milliseconds(8));
  EXPECT_EQ(options.rescan, milliseconds(120'000));
  EXPECT_EQ(options.threads.checking.interval, std::chrono::hours(3));
}

TEST(DaemonOptions, no_number_of_threads_means_one_a_core) {
  const config::Settings settings;
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  EXPECT_EQ(pipeline_options(settings).threads.workers, cores);
  EXPECT_EQ(search_options(settings).threads, cores);
}

TEST(DaemonOptions, the_searchers_know_where_the_drop_folders_are) {
  config::Settings settings;
  settings.index.path = "/index";
  settings.index.language = "fr";
  settings.search.threads = 5;
  settings.drops.push_back({"wire", "/wire", {}, {}});
  const commands::SearchPoolOptions options = search_options(settings);
  EXPECT_EQ(options.threads, 5U);
  EXPECT_EQ(options.index, "/index");
  EXPECT_EQ(options.languages, (std::vector<std::string>{"fr"}));
  EXPECT_EQ(options.drop_roots, (std::map<std::string, std::string>{{"wire", "/wire"}}));
}

TEST(DaemonOptions, commands_and_the_server_get_their_limits) {
  config::Settings settings;
  settings.limits.results = 11;
  settings.limits.deadline_ms = 12;
  settings.limits.connections = 13;
  settings.limits.request_bytes = 14;
  settings.limits.outstanding = 15;
  settings.limits.client_backlog_bytes = 16;
  settings.limits.client_stall_s = 17;
  settings.limits.clients_bytes = 18;
  EXPECT_EQ(command_limits(settings).results, 11U);
  EXPECT_EQ(command_limits(settings).deadline_ms, 12U);
  const server::ServerOptions options = server_options(settings);
  EXPECT_EQ(options.connections, 13U);
  EXPECT_EQ(options.clients_bytes, 18U);
  EXPECT_EQ(options.session.request_bytes, 14U);
  EXPECT_EQ(options.session.outstanding, 15U);
  EXPECT_EQ(options.session.backlog_bytes, 16U);
  EXPECT_EQ(options.session.stall, std::chrono::seconds(17));
}

TEST(DaemonOptions, the_daemons_own_user_is_served_beside_those_of_the_settings) {
  config::Settings settings;
  settings.socket.allow_users = {501};
  settings.socket.allow_groups = {601, 602};
  const server::AccessRules access = server_options(settings).access;
  EXPECT_EQ(access.own_user, ::geteuid());
  EXPECT_EQ(access.users, std::vector<uid_t>{501});
  EXPECT_EQ(access.groups, (std::vector<gid_t>{601, 602}));
}

}  // namespace
}  // namespace quire
