#include "daemon/delivery/alert_files.h"

#include <array>
#include <charconv>
#include <utility>

#include "config/settings.h"
#include "index/base/format.h"

namespace quire::delivery {
namespace {

constexpr std::array kChannels = {Channel::kClient, Channel::kCommand, Channel::kFeed};
constexpr std::string_view kDefinition = "alert";
constexpr std::string_view kFeedFile = "atom";
constexpr std::uint64_t kMostBytes = 1U << 20;
// The first line of a definition; the query is all the rest.
constexpr std::string_view kWithFeed = "feed\n";
constexpr std::string_view kWithoutFeed = "-\n";

void take_definition(std::string_view text, KeptAlert& alert) {
  for (const std::string_view head : {kWithFeed, kWithoutFeed}) {
    if (!text.starts_with(head)) continue;
    alert.query = text.substr(head.size());
    alert.feed = head == kWithFeed;
  }
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

AlertFiles::AlertFiles(FileSystem& files, std::string folder)
    : files_(files), folder_(std::move(folder)) {}

std::string AlertFiles::path(const std::string& name, std::string_view ending) const {
  return join_path(folder_, format("{}.{}", name, ending));
}

std::string AlertFiles::feed_path(const std::string& name) const { return path(name, kFeedFile); }

Result<std::map<std::string, KeptAlert>> AlertFiles::read_all() {
  if (auto made = files_.create_directories(folder_, 0700); !made) return made.error();
  const auto entries = files_.list(folder_);
  if (!entries) return entries.error();
  std::map<std::string, KeptAlert> alerts;
  for (const DirectoryEntry& entry : *entries) {
    const std::size_t dot = entry.name.find('.');
    if (dot == std::string::npos) continue;
    const std::string name = entry.name.substr(0, dot);
    const std::string_view ending = std::string_view(entry.name).substr(dot + 1);
    if (!config::is_alert_name(name)) continue;
    const auto content = files_.read(join_path(folder_, entry.name), kMostBytes);
    if (!content) continue;
    if (ending == kDefinition) take_definition(content->bytes, alerts[name]);
    for (const Channel channel : kChannels) {
      if (ending != name_of(channel)) continue;
      if (const auto number = number_in(content->bytes)) alerts[name].upto[channel] = *number;
    }
  }
  return alerts;
}

Result<void> AlertFiles::define(const std::string& name, const std::string& query, bool feed) {
  return files_.write_atomically(path(name, kDefinition),
                                 std::string(feed ? kWithFeed : kWithoutFeed) + query);
}

Result<void> AlertFiles::note(const std::string& name, Channel channel, std::uint64_t upto) {
  return files_.write_atomically(path(name, name_of(channel)), format("{}\n", upto));
}

Result<void> AlertFiles::forget(const std::string& name) {
  // The definition first: what is left of the others without it means nothing.
  if (auto gone = files_.remove_tree(path(name, kDefinition)); !gone) return gone;
  for (const Channel channel : kChannels) {
    if (auto gone = files_.remove_tree(path(name, name_of(channel))); !gone) return gone;
  }
  return files_.remove_tree(path(name, kFeedFile));
}

}  // namespace quire::delivery
