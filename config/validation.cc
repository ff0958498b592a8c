#include "config/validation.h"

#include <algorithm>

#include "config/paths.h"
#include "index/base/file_system.h"
#include "index/base/format.h"

namespace quire::config {
namespace {

constexpr std::size_t kMaxName = 32;

// What becomes a part of ids.
bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxName &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '.' || c == '-';
         });
}

// The code of a language, as in ISO 639.
bool is_language(std::string_view name) {
  return (name.size() == 2 || name.size() == 3) &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Validator {
 public:
  Validator(const Settings& settings, const Origins& origins)
      : settings_(settings), origins_(origins) {}

  std::vector<Error> run() && {
    for (std::size_t i = 0; i < settings_.drops.size(); ++i) {
      check_name(i);
      check_other_drops(i);
      check_index(i);
      check_log(i);
    }
    for (std::size_t i = 0; i < settings_.remotes.size(); ++i) check_remote(i);
    for (std::size_t i = 0; i < settings_.alerts.size(); ++i) {
      check_alert(i);
      check_other_alerts(i);
    }
    check_rest();
    return std::move(errors_);
  }

 private:
  void fail(const std::string& setting, std::string message, std::string hint) {
    errors_.push_back({ErrorCode::kInvalidArgument, origins_.prefix(setting) + std::move(message),
                       std::move(hint)});
  }

  void check_name(std::size_t i) {
    const std::string& name = settings_.drops[i].name;
    const std::string setting = format("drop[{}].name", i);
    if (!name.empty() && !is_name(name)) {
      fail(setting, format("\"{}\" cannot be a drop folder's name", name),
           format("use 1 to {} letters, digits, '_', '.' and '-'", kMaxName));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (name.empty() || settings_.drops[j].name != name) continue;
      fail(setting, format("two drop folders are named \"{}\"", name),
           "article ids are made of the name: give each its own");
      return;
    }
  }

  void check_other_drops(std::size_t i) {
    const DropSettings& drop = settings_.drops[i];
    for (std::size_t j = 0; j < i; ++j) {
      const DropSettings& other = settings_.drops[j];
      if (drop.path.empty() || other.path.empty()) continue;
      const bool inner = is_within(drop.path, other.path);
      if (!inner && !is_within(other.path, drop.path)) continue;
      const bool same = drop.path == other.path;
      fail(format("drop[{}].path", i),
           same ? format("drop folders \"{}\" and \"{}\" are both {}", other.name, drop.name,
                         drop.path)
                : format("drop folder {} is within drop folder {}", inner ? drop.path : other.path,
                         inner ? other.path : drop.path),
           "every article would be there twice: keep one of them, or ignore the inner folder");
    }
  }

  void check_index(std::size_t i) {
    const std::string& index = settings_.index.path;
    const std::string& drop = settings_.drops[i].path;
    if (index.empty() || drop.empty()) return;
    if (is_within(index, drop)) {
      fail("index.path", format("the index {} is within the drop folder {}", index, drop),
           "the index would be indexed itself: move it elsewhere");
    } else if (is_within(drop, index)) {
      fail(format("drop[{}].path", i),
           format("the drop folder {} is within the index {}", drop, index),
           "only the daemon may write there: move the drop folder elsewhere");
    }
  }

  void check_log(std::size_t i) {
    const std::string& drop = settings_.drops[i].path;
    if (settings_.log.file.empty() || drop.empty()) return;
    if (!is_within(settings_.log.file, drop)) return;
    fail("log.file", format("the log {} is within the drop folder {}", settings_.log.file, drop),
         "every line of the log would be indexed, and logged again: move it elsewhere");
  }

  void check_remote(std::size_t i) {
    const RemoteSettings& remote = settings_.remotes[i];
    const std::string setting = format("remote[{}]", i);
    if (!remote.name.empty() && !is_name(remote.name)) {
      fail(setting + ".name", format("\"{}\" cannot be a remote's name", remote.name),
           format("use 1 to {} letters, digits, '_', '.' and '-'", kMaxName));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (remote.name.empty() || settings_.remotes[j].name != remote.name) continue;
      fail(setting + ".name", format("two remotes are named \"{}\"", remote.name),
           "its articles' ids begin with the name: give each its own");
    }
    if (remote.socket.empty() == remote.command.empty()) {
      fail(setting,
           format("the remote \"{}\" needs one of \"socket\" and \"command\"", remote.name),
           "name the path of its socket, or a program such as [\"ssh\", \"HOST\", \"quire\", "
           "\"connect\"]");
    }
    if (remote.socket == settings_.socket.path && !remote.socket.empty()) {
      fail(setting + ".socket", format("the remote \"{}\" is this daemon itself", remote.name),
           "name the socket of another one");
    }
    if (remote.socket.size() > kMaxSocketPath) {
      fail(setting + ".socket",
           format("the socket's path has {} bytes, {} are possible: {}", remote.socket.size(),
                  kMaxSocketPath, remote.socket),
           "choose a shorter one");
    }
  }

  void check_alert(std::size_t i) {
    const AlertSettings& alert = settings_.alerts[i];
    if (!alert.name.empty() && !is_alert_name(alert.name)) {
      fail(format("alert[{}].name", i), format("\"{}\" cannot be an alert's name", alert.name),
           "use 1 to 64 letters, digits, '_' and '-'");
    }
    if (alert.command.empty() && alert.feed.empty()) {
      fail(format("alert[{}].name", i),
           format("alert \"{}\" has neither a \"command\" nor a \"feed\"", alert.name),
           "say what is to become of its matches");
    }
    for (const DropSettings& drop : settings_.drops) {
      if (alert.feed.empty() || drop.path.empty() || !is_within(alert.feed, drop.path)) continue;
      fail(format("alert[{}].feed", i),
           format("the feed {} is within the drop folder {}", alert.feed, drop.path),
           "its entries would be indexed, and match again: move it elsewhere");
    }
  }

  void check_other_alerts(std::size_t i) {
    const AlertSettings& alert = settings_.alerts[i];
    for (std::size_t j = 0; j < i; ++j) {
      const AlertSettings& other = settings_.alerts[j];
      if (!alert.name.empty() && alert.name == other.name) {
        fail(format("alert[{}].name", i), format("two alerts are named \"{}\"", alert.name),
             "what has been delivered is remembered by the name: give each its own");
      }
      if (!alert.feed.empty() && alert.feed == other.feed) {
        fail(format("alert[{}].feed", i),
             format("the feed {} is that of alert \"{}\" too", alert.feed, other.name),
             "give each its own file");
      }
    }
  }

  void check_rest() {
    if (settings_.socket.path.size() > kMaxSocketPath) {
      fail("socket.path",
           format("the socket's path has {} bytes, {} are possible: {}",
                  settings_.socket.path.size(), kMaxSocketPath, settings_.socket.path),
           "choose a shorter one");
    }
    check_language("index.language", settings_.index.language);
    for (const std::string& language : settings_.index.languages) {
      check_language("index.languages", language);
    }
  }

  void check_language(const std::string& setting, const std::string& language) {
    if (is_language(language)) return;
    fail(setting, format("\"{}\" is no language", language),
         "write its ISO 639 code, as in \"en\"");
  }

  const Settings& settings_;
  const Origins& origins_;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> validate(const Settings& settings, const Origins& origins) {
  return Validator(settings, origins).run();
}

}  // namespace quire::config
