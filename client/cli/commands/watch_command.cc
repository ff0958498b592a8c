#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "client/cli/commands/commands.h"
#include "client/cli/output/hit_output.h"
#include "daemon/process/child_process.h"
#include "index/base/format.h"

namespace quire::cli {
namespace {

using std::chrono::milliseconds;

// Between two attempts to reach a daemon that has gone.
constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{2000};
// How often a command is looked at.
constexpr milliseconds kLook{20};

protocol::SubscribeRequest request_of(const WatchOptions& options) {
  protocol::SubscribeRequest request;
  request.query = options.query;
  request.name = options.name;
  request.durable = !options.name.empty();
  request.feed = options.feed;
  if (options.since.empty()) return request;
  std::uint64_t number = 0;
  const char* const end = options.since.data() + options.since.size();
  const auto read = std::from_chars(options.since.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end) {
    request.since = number;
  } else {
    request.since_time = options.since;
  }
  return request;
}

class Watch {
 public:
  Watch(const Context& context, const WatchOptions& options)
      : context_(context), options_(options), request_(request_of(options)) {}

  ExitStatus run() {
    milliseconds pause = kFirstPause;
    while (true) {
      auto connection = context_.connect();
      if (!connection && !begun_) return context_.no_daemon(connection.error());
      if (connection) {
        if (const auto status = follow(*connection)) return *status;
        pause = kFirstPause;
      }
      std::this_thread::sleep_for(pause);
      pause = std::min(2 * pause, kLongestPause);
    }
  }

 private:
  // Until the connection is lost, or all is done.
  std::optional<ExitStatus> follow(client::Connection& connection) {
    const auto answer = connection.subscribe(request_, {});
    if (!answer) {
      if (begun_ && answer.error().code == ErrorCode::kIo) return std::nullopt;
      return context_.query_failed(answer.error(), request_.query);
    }
    if (std::exchange(gone_, false)) context_.note("quired is back");
    if (!begun_ && !answer->feed.empty()) context_.note("the feed is " + answer->feed);
    begun_ = true;
    request_.since_time.clear();
    request_.since = answer->seq;
    while (true) {
      const auto news = connection.next_notification();
      if (!news) {
        gone_ = true;
        context_.note("quired is gone; waiting for it to come back");
        return std::nullopt;
      }
      if (news->notification != "match") continue;
      const auto match = protocol::decode_match(news->params);
      if (!match) return context_.failed(match.error());
      if (auto shown = show(*match); !shown) return context_.failed(shown.error());
      request_.since = match->seq;
      ++count_;
      if (options_.count > 0 && count_ == options_.count) return ExitStatus::kDone;
      if (!context_.out().flush()) return ExitStatus::kOutput;
    }
  }

  Result<void> show(const protocol::MatchNotification& match) {
    if (!options_.command.empty())
      return execute(protocol::encode_alert(request_.name, match) + "\n");
    if (options_.json_lines) {
      context_.out() << protocol::encode_alert(request_.name, match) << '\n';
      return {};
    }
    const auto hit = protocol::decode_hit(match.hit);
    if (!hit) return hit.error();
    if (match.updated) context_.out() << context_.style().warning("updated: ");
    write_text(context_.out(), *hit, context_.style(), context_.terminal(), context_.width());
    context_.out() << '\n';
    return {};
  }

  // What it prints is printed; that it fails is said, and it goes on.
  Result<void> execute(const std::string& input) {
    auto child = process::ChildProcess::start({"/bin/sh", "-c", options_.command}, input);
    if (!child) return child.error();
    std::optional<int> status;
    while (!status) status = child->wait_for(kLook);
    context_.out() << child->output();
    if (*status != 0) context_.warn("the command failed");
    return {};
  }

  const Context& context_;
  const WatchOptions& options_;
  protocol::SubscribeRequest request_;
  bool begun_ = false;
  bool gone_ = false;
  std::uint32_t count_ = 0;
};

}  // namespace

ExitStatus run_watch(const Context& context, const WatchOptions& options) {
  return Watch(context, options).run();
}

}  // namespace quire::cli
