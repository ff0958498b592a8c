#include "tests/support/standing_crowd.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

namespace quire::test {
namespace {

constexpr int kLook = 20;  // milliseconds

// The number or the hexadecimal id behind `key`; throws when it is not there.
std::uint64_t number_behind(const std::string& line, std::string_view key, int base) {
  const std::size_t at = line.find(key);
  if (at == std::string::npos) throw std::runtime_error("no " + std::string(key) + ": " + line);
  return std::stoull(line.substr(at + key.size(), 20), nullptr, base);
}

bool is_match(const std::string& line) {
  return line.find(R"("method":"match")") != std::string::npos;
}

}  // namespace

StandingCrowd::StandingCrowd(std::vector<std::string> queries, std::size_t clients) {
  for (std::size_t i = 0; i < clients; ++i) clients_.push_back(std::make_unique<Client>());
  for (std::string& text : queries) {
    clients_[queries_.size() % clients]->queries.push_back(queries_.size());
    queries_.push_back({std::move(text), 0, false, false, {}, {}});
  }
}

StandingCrowd::~StandingCrowd() { disconnect_all(); }

void StandingCrowd::connect(const std::string& socket) {
  for (const auto& client : clients_) {
    if (client->reader.joinable()) continue;
    client->connection = std::make_unique<JsonClient>(socket);
    client->unread.clear();
    client->leaving = false;
    subscribe(*client);
    client->reader = std::thread([this, one = client.get()] { read(*one); });
  }
}

void StandingCrowd::subscribe(Client& client) {
  client.by_subscription.clear();
  std::map<std::uint64_t, std::size_t> numbers;
  for (const std::size_t index : client.queries) {
    Query& query = queries_[index];
    Json params = {{"query", query.text}};
    if (query.begun) params["since"] = query.last;
    const Json request = {
        {"jsonrpc", "2.0"}, {"id", 1}, {"method", "subscribe"}, {"params", std::move(params)}};
    client.connection->send(request.dump() + "\n");
    while (true) {
      bool ended = false;
      const std::string line = next_line(client, ended);
      if (ended) throw std::runtime_error("the daemon has gone");
      if (line.empty()) continue;
      if (is_match(line)) {
        // Numbers are given one after the other, but to all clients.
        const auto number = number_behind(line, R"("subscription":)", 10);
        Query& told = queries_[numbers.at(number)];
        told.last = number_behind(line, R"("seq":)", 10);
        told.told.push_back(number_behind(line, R"("hit":{"id":")", 16));
        ++told_;
        continue;
      }
      if (line.find("\"lagged\"") != std::string::npos) continue;
      const Json answer = Json::parse(line);
      if (!answer.contains("result")) throw std::runtime_error(query.text + ": " + line);
      numbers[answer["result"]["subscription"]] = index;
      if (!query.begun) query.last = answer["result"]["seq"];
      query.begun = true;
      break;
    }
  }
  client.first = numbers.empty() ? 0 : numbers.begin()->first;
  for (const auto& [number, index] : numbers) {
    client.by_subscription.resize(number - client.first + 1);
    client.by_subscription.back() = index;
  }
}

std::string StandingCrowd::next_line(Client& client, bool& ended) {
  while (true) {
    const std::size_t end = client.unread.find('\n');
    if (end != std::string::npos) {
      std::string line = client.unread.substr(0, end);
      client.unread.erase(0, end + 1);
      return line;
    }
    pollfd readable{client.connection->fd(), POLLIN, 0};
    if (::poll(&readable, 1, kLook) <= 0) return {};
    std::array<char, 16384> bytes{};
    const ssize_t got = ::recv(client.connection->fd(), bytes.data(), bytes.size(), 0);
    if (got <= 0) {
      ended = true;
      return {};
    }
    client.unread.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

void StandingCrowd::read(Client& client) {
  bool ended = false;
  while (!ended && !client.leaving) {
    const std::string line = next_line(client, ended);
    if (!line.empty() && is_match(line)) note(client, line);
  }
}

void StandingCrowd::note(Client& client, const std::string& line) {
  const auto number = number_behind(line, R"("subscription":)", 10);
  Query& query = queries_[client.by_subscription.at(number - client.first)];
  query.last = number_behind(line, R"("seq":)", 10);
  query.told.push_back(number_behind(line, R"("hit":{"id":")", 16));
  ++told_;
}

void StandingCrowd::disconnect(std::size_t client) {
  Client& one = *clients_[client];
  one.leaving = true;
  if (one.reader.joinable()) one.reader.join();
  one.connection.reset();
}

void StandingCrowd::disconnect_all() {
  for (std::size_t i = 0; i < clients_.size(); ++i) disconnect(i);
}

void StandingCrowd::search(JsonClient& client) {
  constexpr std::size_t kPage = 1000;
  for (Query& query : queries_) {
    query.found.clear();
    std::string cursor;
    do {
      const Json page = client.result("search", {{"query", query.text},
                                                 {"stories", false},
                                                 {"snippet_chars", 0},
                                                 {"sort", "oldest"},
                                                 {"cursor", cursor},
                                                 {"limit", kPage}});
      for (const Json& word : page["expanded"]) query.cut = query.cut || word["cut"] == true;
      for (const Json& hit : page["hits"]) {
        query.found.push_back(std::stoull(hit["id"].get<std::string>(), nullptr, 16));
      }
      cursor = page["cursor"];
    } while (!cursor.empty());
  }
}

std::size_t StandingCrowd::found() const {
  std::size_t count = 0;
  for (const Query& query : queries_) count += query.found.size();
  return count;
}

Differences StandingCrowd::compare() const {
  constexpr std::size_t kNamed = 10;
  Differences all;
  for (const Query& query : queries_) {
    std::vector<std::uint64_t> told = query.told;
    std::vector<std::uint64_t> found = query.found;
    std::sort(told.begin(), told.end());
    std::sort(found.begin(), found.end());
    all.told += told.size();
    all.found += found.size();
    const auto once = std::unique(told.begin(), told.end());
    const auto repeated = static_cast<std::size_t>(std::distance(once, told.end()));
    told.erase(once, told.end());
    std::vector<std::uint64_t> missing;
    std::vector<std::uint64_t> extra;
    std::set_difference(found.begin(), found.end(), told.begin(), told.end(),
                        std::back_inserter(missing));
    std::set_difference(told.begin(), told.end(), found.begin(), found.end(),
                        std::back_inserter(extra));
    if (query.cut) {
      all.beyond += extra.size();
      extra.clear();
    }
    all.missing += missing.size();
    all.extra += extra.size();
    all.repeated += repeated;
    const bool differs = !missing.empty() || !extra.empty() || repeated > 0;
    if (differs && all.queries.size() < kNamed) {
      all.queries.push_back(query.text + ": " + std::to_string(missing.size()) + " missing, " +
                            std::to_string(extra.size()) + " too many, " +
                            std::to_string(repeated) + " repeated, of " +
                            std::to_string(found.size()));
    }
  }
  return all;
}

}  // namespace quire::test
