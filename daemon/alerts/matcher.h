#pragma once
// Matches what is published against the standing queries, and writes the hits. Lives on a thread of
// its own, whose body is `while (matcher.step())`; publishing never waits for it. It reads what was
// published from the index by number, so it keeps nothing but numbers: a subscription that is
// behind goes on from where it was. While kMostWaiting matches of an outlet wait to be sent, or
// kMostOfOne for each of its subscriptions if these are fewer, its subscriptions wait.
//
// One delivery at a time is on its way to the loop; the next is made when the loop has taken it.
// The outlets take turns in them.

#include <algorithm>
#include <chrono>
#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "daemon/alerts/match.h"
#include "daemon/alerts/waiting_matches.h"
#include "index/base/bounded_queue.h"
#include "index/query/standing/standing_queries.h"
#include "index/store/search/searcher.h"

namespace quire::alerts {

struct MatcherOptions {
  std::string index;
  std::shared_ptr<const store::LiveView> live;
  std::vector<std::string> languages = {"en"};
  std::vector<query::DropFolder> drops;
  Render render;
  std::size_t batch = 2048;                 // articles that are matched at a time
  std::size_t delivery_bytes = 256U << 10;  // of hits in one delivery, or one hit
};

class Matcher;
using MatcherTask = std::function<void(Matcher&)>;

class Matcher {
 public:
  // `deliver` takes matches, in order for each subscription; the loop answers with taken().
  Matcher(FileSystem& files, MatcherOptions options, text::Stemmers stemmers,
          BoundedQueue<MatcherTask>& tasks, std::function<void(std::vector<Match>)> deliver);

  // Does what it is told, then a piece of what is to be done. False when the queue is closed.
  bool step();

  // To be called in tasks.
  void add(std::uint64_t id, std::uint64_t outlet, query::StandingQuery query, std::uint64_t since);
  void remove(std::uint64_t id);
  // The delivery has been taken, but for `refused`, which come again once their outlet is open.
  void taken(const std::vector<Match>& refused);
  // Up to where each of these has been matched, without those that have matches to be taken.
  [[nodiscard]] std::map<std::uint64_t, std::uint64_t> positions(
      const std::vector<std::uint64_t>& subscriptions) const;
  void open_outlet(std::uint64_t outlet);
  void close_outlet(std::uint64_t outlet);

 private:
  static constexpr std::size_t kMostOfOne = 1000;
  static constexpr std::size_t kMostWaiting = 32'768;
  // Of an outlet in one batch. So many that all its subscriptions go on together as a rule: each
  // batch of articles is read once for all.
  static constexpr std::size_t kMostOfBatch = 8 * kMostWaiting;
  struct Outlet {
    WaitingMatches waiting;  // those of subscriptions that have ended too
    std::size_t subscriptions = 0;
    bool closed = false;  // takes nothing now

    [[nodiscard]] bool has_room() const {
      return waiting.size() < std::min(kMostWaiting, kMostOfOne * subscriptions);
    }
  };
  struct Subscription {
    std::uint64_t outlet = 0;
    std::uint64_t position = 0;  // matched up to that number
    std::size_t waiting = 0;     // matches
  };
  using Subscriptions = std::map<std::uint64_t, Subscription>;
  // Whether the articles behind `from`, up to `upto`, are those that it is to be matched with next.
  static bool is_next(const Subscription& one, std::uint64_t from, std::uint64_t upto) {
    return one.position >= from && one.position < upto;
  }
  // What a batch has brought.
  struct BatchMatches {
    std::map<std::uint64_t, std::vector<WaitingMatch>> by_outlet;
    std::unordered_set<std::uint64_t> postponed;  // were not asked, for there is no room
  };
  // Some of what waits, and whose it is.
  struct Chosen {
    WaitingMatch match;
    std::uint64_t outlet = 0;

    auto operator<=>(const Chosen&) const = default;
  };

  [[nodiscard]] bool work();
  [[nodiscard]] bool deliver_some();
  [[nodiscard]] bool match_some();
  // Which of the subscriptions that are behind go next: from which number.
  [[nodiscard]] std::optional<std::uint64_t> next_start(std::uint64_t last);
  [[nodiscard]] BatchMatches match_batch(const store::NewsBatch& batch, std::uint64_t from,
                                         std::uint64_t upto) const;
  void keep(std::uint64_t outlet, std::vector<WaitingMatch> matches);
  [[nodiscard]] bool is_behind(const Subscription& one, std::uint64_t last) const {
    return one.position < last && outlets_.at(one.outlet).has_room();
  }
  // What is delivered next, by number.
  [[nodiscard]] std::vector<Chosen> choose();
  // The first of these, as many as one delivery holds, as hits; the number of them.
  [[nodiscard]] std::size_t render(const store::NewsBatch& batch, std::span<const Chosen> chosen,
                                   std::vector<Match>& matches);
  void drop(std::span<const Chosen> done);

  const MatcherOptions options_;
  text::Stemmers stemmers_;
  const query::StandingContext context_;
  store::Searcher searcher_;
  BoundedQueue<MatcherTask>& tasks_;
  const std::function<void(std::vector<Match>)> deliver_;

  query::StandingQueries queries_;
  Subscriptions subscriptions_;
  std::map<std::uint64_t, Outlet> outlets_;  // those with subscriptions
  std::uint64_t last_served_ = 0;            // the outlet whose turn is over
  bool delivering_ = false;
  bool oldest_first_ = false;
  std::optional<SteadyTime> retry_;  // after the index could not be read
};

}  // namespace quire::alerts
