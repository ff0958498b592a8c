#pragma once
// Clients with many standing queries, which come back after they have lost their connection and go
// on where each query was; and whether each was told exactly what a search finds. Its methods are
// called by one thread.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/json_client.h"

namespace quire::test {

// How what was told differs from what is found afterwards, of all queries together.
struct Differences {
  std::size_t told = 0;      // matches
  std::size_t found = 0;     // by the searches
  std::size_t missing = 0;   // found, and not told
  std::size_t extra = 0;     // told, and not found
  std::size_t repeated = 0;  // told more than once
  // Told, and not found because the search took only the most frequent words of a pattern.
  std::size_t beyond = 0;
  std::vector<std::string> queries{};  // some that differ, and by how much

  [[nodiscard]] bool none() const { return missing + extra + repeated == 0; }
};

class StandingCrowd {
 public:
  // The queries are shared out among so many clients; nobody is connected yet.
  StandingCrowd(std::vector<std::string> queries, std::size_t clients);
  ~StandingCrowd();
  StandingCrowd(const StandingCrowd&) = delete;
  StandingCrowd& operator=(const StandingCrowd&) = delete;

  // Connects those that are not, and returns when they have subscribed to all their queries.
  void connect(const std::string& socket);
  // That client, or all of them, go away in the middle of whatever it is.
  void disconnect(std::size_t client);
  void disconnect_all();
  [[nodiscard]] std::size_t clients() const { return clients_.size(); }

  // Matches so far.
  [[nodiscard]] std::size_t told() const { return told_; }

  // What searches find now; call it when nothing is added any more.
  void search(JsonClient& client);
  // As many as are found.
  [[nodiscard]] std::size_t found() const;
  // To be called when all are disconnected.
  [[nodiscard]] Differences compare() const;

 private:
  struct Query {
    std::string text;
    std::uint64_t last = 0;           // number of its last match
    bool begun = false;               // it has been subscribed to before
    bool cut = false;                 // the search looked for a part of its words
    std::vector<std::uint64_t> told;  // ids of articles
    std::vector<std::uint64_t> found;
  };
  struct Client {
    std::vector<std::size_t> queries;
    std::vector<std::size_t> by_subscription;  // the query behind each number that was given
    std::uint64_t first = 0;                   // of these numbers
    std::unique_ptr<JsonClient> connection;
    std::string unread;
    std::atomic<bool> leaving{false};
    std::thread reader;
  };

  void subscribe(Client& client);
  void read(Client& client);
  // The next whole line; empty when there is none at the moment, or never again.
  [[nodiscard]] std::string next_line(Client& client, bool& ended);
  void note(Client& client, const std::string& line);

  std::vector<Query> queries_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::atomic<std::size_t> told_{0};
};

}  // namespace quire::test
