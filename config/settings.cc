#include "config/settings.h"

#include <algorithm>

namespace quire::config {

bool is_alert_name(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  return !name.empty() && name.size() <= kLongest &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-';
         });
}

std::vector<std::string> stemming_languages(const IndexSettings& index) {
  std::vector<std::string> languages = {index.language};
  for (const std::string& language : index.languages) {
    const bool is_known =
        std::find(languages.begin(), languages.end(), language) != languages.end();
    if (!is_known) languages.push_back(language);
  }
  return languages;
}

std::vector<std::string> settings_that_need_restart(const Settings& old, const Settings& fresh) {
  std::vector<std::string> names;
  const auto compare = [&names](const auto& before, const auto& after, const char* name) {
    if (before != after) names.emplace_back(name);
  };
  compare(old.drops, fresh.drops, "drop");
  compare(old.extract, fresh.extract, "extract");
  compare(old.remotes, fresh.remotes, "remote");
  compare(old.index.path, fresh.index.path, "index.path");
  compare(old.index.fsync, fresh.index.fsync, "index.fsync");
  compare(old.index.language, fresh.index.language, "index.language");
  compare(old.index.languages, fresh.index.languages, "index.languages");
  compare(old.index.verify_hours, fresh.index.verify_hours, "index.verify_hours");
  compare(old.index.fresh_articles, fresh.index.fresh_articles, "index.fresh_articles");
  compare(old.index.story_percent, fresh.index.story_percent, "index.story_percent");
  compare(old.index.segments, fresh.index.segments, "index.segments");
  compare(old.watch.settle_ms, fresh.watch.settle_ms, "watch.settle_ms");
  compare(old.watch.poll_interval_ms, fresh.watch.poll_interval_ms, "watch.poll_interval_ms");
  compare(old.watch.rescan_minutes, fresh.watch.rescan_minutes, "watch.rescan_minutes");
  compare(old.watch.ignore, fresh.watch.ignore, "watch.ignore");
  compare(old.ingest.workers, fresh.ingest.workers, "ingest.workers");
  compare(old.search.threads, fresh.search.threads, "search.threads");
  compare(old.socket.path, fresh.socket.path, "socket.path");
  compare(old.socket.allow_users, fresh.socket.allow_users, "socket.allow_users");
  compare(old.socket.allow_groups, fresh.socket.allow_groups, "socket.allow_groups");
  compare(old.log.file, fresh.log.file, "log.file");
  compare(old.log.max_file, fresh.log.max_file, "log.max_file");
  compare(old.log.max_files, fresh.log.max_files, "log.max_files");
  return names;
}

}  // namespace quire::config
