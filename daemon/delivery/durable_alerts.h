#pragma once
// Alerts: standing queries with a name that the daemon keeps, in the settings or made by a client.
// The matches of each go to a command, a feed, and the client that is connected to it, each at its
// own pace; up to where they have gone stands in a file, so that a daemon that starts goes on
// there. The loop's half; what takes time is the Courier's, on a thread of its own. Loop thread
// only.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "config/settings.h"
#include "daemon/alerts/alerts.h"
#include "daemon/delivery/courier.h"
#include "daemon/log/logger.h"
#include "daemon/loop/events.h"
#include "daemon/loop/inbox.h"

namespace quire::delivery {

// What a client wants to be kept.
struct Wanted {
  std::string name;
  std::string query;
  bool feed = false;
  std::optional<std::uint64_t> since{};  // nothing: where it is, or from now on
};

struct Kept {
  std::uint64_t subscription = 0;
  std::uint64_t seq = 0;  // its matches have larger numbers
  std::string feed;       // the path of its feed; empty: none
};

// How an alert is doing. The counts are since the start.
struct AlertReport {
  std::string name;
  std::string query;
  bool from_settings = false;
  bool connected = false;  // a client gets its matches
  std::string command;     // the program; empty: none
  std::string feed;        // the path; empty: none
  std::uint64_t seq = 0;   // up to it all its matches have been delivered
  std::uint64_t matched = 0;
  std::uint64_t delivered = 0;
  bool lagging = false;  // matches wait, for they come faster than they are delivered
  std::uint64_t failures = 0;
  std::string last_failure;  // empty: none
  UnixSeconds last_failure_at = 0;
};

// An alert that cannot work.
struct AlertProblem {
  Error error;
  UnixSeconds since = 0;
};

class DurableAlerts {
 public:
  // Of clients; those in the settings do not count.
  static constexpr std::size_t kMost = 1000;

  struct Surroundings {
    loop::Loop& loop;
    loop::Inbox& inbox;
    FileSystem& files;
    const Clock& clock;
    log::Logger& log;
    alerts::Alerts& alerts;
  };

  // `folder` is where it keeps its files. All of the surroundings outlive it.
  [[nodiscard]] static Result<std::unique_ptr<DurableAlerts>> create(
      const Surroundings& surroundings, const std::string& folder,
      const std::vector<config::AlertSettings>& settings);
  ~DurableAlerts();
  DurableAlerts(const DurableAlerts&) = delete;
  DurableAlerts& operator=(const DurableAlerts&) = delete;

  // Takes over other settings: what is not in them ends and is forgotten, what has changed goes on
  // from where it was.
  void set_settings(const std::vector<config::AlertSettings>& settings);

  // Makes the alert, or connects to the one of that name; `answer` is called when it is safe on
  // disk. kInvalidArgument when it is another's or has another query, kBusy when a client is
  // connected to it, kTooLarge, kParse.
  void subscribe(const Wanted& wanted, std::uint64_t outlet,
                 const std::function<void(Result<Kept>)>& answer);
  // The client was sent a match; of an alert or not.
  void sent(std::uint64_t subscription, std::uint64_t number);
  // The client's subscription has ended; the alert stays.
  void disconnect(std::uint64_t subscription);
  // All of the client's have.
  void disconnect_all(std::uint64_t outlet);
  // Ends the alert of a client. kInvalidArgument when there is none of that name, or it stands in
  // the settings.
  void remove(const std::string& name, const std::function<void(Result<void>)>& answer);

  // By name.
  [[nodiscard]] std::vector<AlertReport> report() const;
  [[nodiscard]] std::vector<AlertProblem> problems() const;

 private:
  // A channel of an alert.
  struct Way {
    std::uint64_t outlet = 0;
    std::uint64_t subscription = 0;  // 0: none; a client's comes and goes
    std::uint64_t upto = 0;          // delivered
    std::uint64_t noted = 0;         // the same, as it stands on disk
    bool noting = false;
    std::size_t waiting = 0;  // matches the Courier has
    std::uint64_t matched = 0;
    std::uint64_t delivered = 0;
  };
  struct Alert {
    config::AlertSettings settings;
    bool from_settings = false;
    bool connecting = false;  // a client is, but it is not yet on disk
    std::optional<AlertProblem> problem;
    std::uint64_t failures = 0;
    std::string last_failure;
    UnixSeconds last_failure_at = 0;
    std::map<Channel, std::uint64_t> ids;  // of its ways
  };
  struct Place {
    std::string alert;
    Channel channel = Channel::kClient;
    Way way;
  };

  DurableAlerts(const Surroundings& surroundings, const std::string& folder);

  void begin(Alert& alert, Channel channel, std::optional<std::uint64_t> from);
  void begin_all(Alert& alert, const KeptAlert& kept);
  void begin_kept();
  void end(const std::string& name);
  void end_way(std::uint64_t id);
  [[nodiscard]] std::uint64_t add_place(Alert& alert, Channel channel, std::uint64_t upto);
  [[nodiscard]] Result<bool> may_connect(const Wanted& wanted);
  void define(const Wanted& wanted, std::uint64_t outlet,
              const std::function<void(Result<Kept>)>& answer);
  [[nodiscard]] Result<Kept> connect(const Wanted& wanted, std::uint64_t outlet);
  // How many of the first there was room for.
  [[nodiscard]] std::size_t take(std::uint64_t id, std::span<const alerts::Match> matches);
  void on_outcome(std::uint64_t id, const Outcome& outcome);
  void note(std::uint64_t id);
  void look_at_positions();
  void on_positions(const alerts::Alerts::Positions& positions);
  [[nodiscard]] UnixSeconds now() const;
  void tell(CourierTask task) { tasks_.push_always(std::move(task)); }

  const Surroundings to_;
  AlertFiles books_;  // the Courier's, once its thread runs
  BoundedQueue<CourierTask> tasks_;
  std::map<std::string, KeptAlert> kept_;  // of those that have not begun
  std::map<std::string, Alert> alerts_;
  std::map<std::uint64_t, Place> places_;           // by the id of the way
  std::map<std::uint64_t, std::uint64_t> clients_;  // ids of ways by subscription
  std::uint64_t last_id_ = 0;
  loop::Timer timer_;
  Courier courier_;
  std::thread thread_;
};

}  // namespace quire::delivery
