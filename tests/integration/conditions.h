#pragma once
// Waits of integration tests: for something to become so, however long it takes within reason.

#include <chrono>
#include <thread>

#include "tests/support/json_client.h"

namespace quire::test {

// Whether `condition()` comes to hold within a minute.
template <class Condition>
bool comes_true(Condition condition) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

// Whether all that was dropped before is searchable within some minutes.
inline bool synced(JsonClient& client) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    if (client.call("sync", {{"timeout_ms", 15'000}}).contains("result")) return true;
  }
  return false;
}

inline std::uint64_t total(JsonClient& client, const std::string& query) {
  return client.result("search", {{"query", query}, {"limit", 0}})["total"]["value"];
}

inline Json problems(JsonClient& client) { return client.result("status")["problems"]; }

// Whether one of the daemon's problems names `text`.
inline bool has_problem(JsonClient& client, const std::string& text) {
  return problems(client).dump().find(text) != std::string::npos;
}

}  // namespace quire::test
