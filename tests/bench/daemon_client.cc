#include "tests/bench/daemon_client.h"

#include <stdexcept>
#include <thread>

#include "index/base/format.h"

namespace quire::bench {
namespace {

using std::chrono::steady_clock;

constexpr int kDeadlineExceeded = -32003;

bool is_merging(const test::Json& status) {
  const auto merging = status.find("merging");
  return merging != status.end() && merging->is_object() && merging->value("running", false);
}

}  // namespace

void wait_until_searchable(test::JsonClient& client) {
  const auto give_up = steady_clock::now() + std::chrono::hours(6);
  while (true) {
    const test::Json answer = client.call("sync", {{"timeout_ms", 10'000}});
    if (answer.contains("result")) return;
    if (answer["error"]["code"] != kDeadlineExceeded || steady_clock::now() > give_up) {
      throw std::runtime_error("sync: " + answer.dump());
    }
  }
}

bool wait_until_at_rest(test::JsonClient& client, std::chrono::seconds limit) {
  const auto give_up = steady_clock::now() + limit;
  while (is_merging(client.result("status"))) {
    if (steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

bool wait_until_few_segments(test::JsonClient& client, std::chrono::seconds limit) {
  constexpr std::uint64_t kFew = 4;
  const auto give_up = steady_clock::now() + limit;
  while (true) {
    const test::Json status = client.result("status");
    if (!is_merging(status) && status["index"]["segments"] <= kFew) return true;
    if (steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

test::Json wait_for_reconcile(test::JsonClient& client) {
  const auto give_up = steady_clock::now() + std::chrono::minutes(10);
  while (true) {
    test::Json status = client.result("status");
    if (status["reconcile"]["runs"].get<std::uint64_t>() >= 1) return status["reconcile"];
    if (steady_clock::now() > give_up) throw std::runtime_error("reconcile does not end");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

bool start_with(test::DaemonProcess& daemon, ArticleGenerator& generator, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    daemon.files().write(format("drop/{}/{}.txt", i % 50, i), generator.next_with_fields());
  }
  if (!daemon.start_quietly()) return false;
  test::JsonClient client(daemon.socket());
  wait_until_searchable(client);
  wait_until_at_rest(client);
  return true;
}

}  // namespace quire::bench
