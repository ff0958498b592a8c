#include "daemon/delivery/feed_channel.h"

#include <algorithm>
#include <utility>

#include "daemon/protocol/subscribe.h"
#include "index/base/format.h"

namespace quire::delivery {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kMostBytes = 64U << 20;

}  // namespace

FeedChannel::FeedChannel(FileSystem& files, const Clock& clock, FeedOptions options)
    : files_(files),
      clock_(clock),
      options_(std::move(options)),
      feed_(options_.alert, options_.query, options_.path, options_.entries) {
  const auto content = files_.read(options_.path, kMostBytes);
  if (content) feed_.read(content->bytes);
  missing_ = !content;
  foreign_ = content && !AtomFeed::is_one(content->bytes);
}

std::uint64_t FeedChannel::last_in(FileSystem& files, const std::string& path) {
  AtomFeed feed({}, {}, {}, 1);
  if (const auto content = files.read(path, kMostBytes)) feed.read(content->bytes);
  return feed.last();
}

std::optional<SteadyTime> FeedChannel::due() const {
  if (waiting_.empty() && !missing_) return std::nullopt;
  return not_before_;
}

UnixSeconds FeedChannel::now() const { return clock_.wall_nanoseconds() / 1'000'000'000; }

Result<void> FeedChannel::put(const std::string& text) {
  if (foreign_) {
    return Error{ErrorCode::kInvalidArgument,
                 format("{} is no feed of quired, and stays as it is", options_.path),
                 "remove it, or name another file"};
  }
  if (auto made = files_.create_directories(parent_path(options_.path), 0755); !made) return made;
  return files_.write_atomically(options_.path, text);
}

Outcome FeedChannel::write() {
  AtomFeed feed = feed_;
  for (const alerts::Match& match : waiting_) {
    if (const auto hit = protocol::decode_hit(match.hit)) feed.add(match.number, *hit, now());
  }
  if (const auto written = put(feed.text(now())); !written) {
    const auto pause = options_.first_pause * (1U << std::min(failures_, 16U));
    not_before_ = clock_.now() + std::min<milliseconds>(pause, options_.longest_pause);
    ++failures_;
    return {0, 0, 0, written.error().message};
  }
  Outcome outcome{waiting_.empty() ? 0 : waiting_.back().number, waiting_.size(), 0, {}};
  feed_ = std::move(feed);
  waiting_.clear();
  missing_ = false;
  failures_ = 0;
  return outcome;
}

}  // namespace quire::delivery
