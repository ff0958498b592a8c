#pragma once
// Standing queries: what is subscribed to, and where its matches go. The loop's half; matching is
// the Matcher's, on a thread of its own. Loop thread only.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "daemon/alerts/matcher.h"
#include "daemon/loop/inbox.h"

namespace quire::alerts {

// Where the matches of some subscriptions go, a client's connection for one.
struct Outlet {
  // Takes matches on, in that order; how many of the first. When these are not all there is no room
  // for more, and the outlet is closed until open() is called.
  std::function<std::size_t(std::span<const Match>)> take;
  // The subscription's matches wait, for the outlet is closed; the last that was taken.
  std::function<void(std::uint64_t subscription, std::uint64_t last)> lagged;
};

struct Subscribed {
  std::uint64_t subscription = 0;
  std::uint64_t seq = 0;  // its matches have larger numbers
};

class Alerts {
 public:
  // Of all clients together: what their queries may take in memory is bounded by it.
  static constexpr std::size_t kMostSubscriptions = 20'000;
  static constexpr std::size_t kMostQueryBytes = 32U << 20;

  // kInvalidArgument for a language that has no stemmer. `files` and `inbox` outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Alerts>> create(loop::Inbox& inbox, FileSystem& files,
                                                              MatcherOptions options);
  ~Alerts();
  Alerts(const Alerts&) = delete;
  Alerts& operator=(const Alerts&) = delete;

  // The number of an outlet to be named in subscribe().
  [[nodiscard]] std::uint64_t add_outlet(Outlet outlet);
  // Has room again.
  void open(std::uint64_t outlet);
  // Ends its subscriptions too.
  void remove_outlet(std::uint64_t outlet);

  // All that was published behind the number `since`, or from now on, and matches. kParse;
  // kTooLarge when there are too many; kCancelled when the outlet has gone.
  [[nodiscard]] Result<Subscribed> subscribe(std::uint64_t outlet, std::string_view query,
                                             std::optional<std::uint64_t> since);
  // Whether subscribe() would take it.
  [[nodiscard]] Result<void> check(std::string_view query);
  // False when the outlet has no such subscription.
  bool unsubscribe(std::uint64_t outlet, std::uint64_t subscription);

  // Whether its matches wait for its outlet.
  [[nodiscard]] bool is_lagging(std::uint64_t subscription) const;
  // Up to which number each of these subscriptions has been matched and all its matches were taken:
  // calls `told` later, on the loop, without those of which that cannot be said at the moment.
  using Positions = std::map<std::uint64_t, std::uint64_t>;
  void ask_positions(std::vector<std::uint64_t> subscriptions,
                     std::function<void(const Positions&)> told);
  // The last number that was given.
  [[nodiscard]] std::uint64_t last_number() const { return live_->news(); }
  // The last number that was given before that time.
  [[nodiscard]] std::uint64_t number_before(UnixSeconds when) const;

 private:
  struct Subscription {
    std::uint64_t outlet = 0;
    std::uint64_t last = 0;  // that was taken
    std::size_t bytes = 0;   // of its query
    bool lagging = false;
  };

  Alerts(loop::Inbox& inbox, FileSystem& files, MatcherOptions options, text::Stemmers own,
         text::Stemmers matchers);
  void on_delivery(std::vector<Match> matches);
  // The matches are for that outlet, which refuses some of the last.
  void hand_over(std::uint64_t outlet, std::span<const Match> matches, std::vector<Match>& refused);
  void end(std::uint64_t subscription);
  void tell(MatcherTask task) { tasks_.push_always(std::move(task)); }

  loop::Inbox& inbox_;
  const std::shared_ptr<const store::LiveView> live_;
  const std::shared_ptr<const store::NewsJournal> journal_;
  const std::vector<query::DropFolder> drops_;
  text::Stemmers stemmers_;
  BoundedQueue<MatcherTask> tasks_;
  std::map<std::uint64_t, Outlet> outlets_;
  std::map<std::uint64_t, Subscription> subscriptions_;
  std::size_t query_bytes_ = 0;
  std::uint64_t last_outlet_ = 0;
  std::uint64_t last_id_ = 0;  // of a subscription
  std::unique_ptr<Matcher> matcher_;
  std::thread thread_;
};

}  // namespace quire::alerts
