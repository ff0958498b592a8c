#include "tests/faults/crash_run.h"

#include <chrono>
#include <thread>

#include "index/base/format.h"

namespace quire::test {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Small segments, and few of them, so that they are sealed and merged all the time.
constexpr const char* kIndexSettings = "fresh_articles = 40\nsegments = 3";
constexpr const char* kSettings = "[watch]\nsettle_ms = 20\n";
constexpr milliseconds kPatience{400};  // for a fault to be come to, after the last change
constexpr std::size_t kBatch = 64;      // requests that are sent together
constexpr std::size_t kMostTold = 5;

std::unique_ptr<DaemonProcess> make_daemon(const FaultPlanFile& plan) {
  DaemonOptions options;
  options.settings = kSettings;
  options.index_settings = kIndexSettings;
  for (std::string& variable : plan.environment()) {
    options.environment.push_back(std::move(variable));
  }
  return std::make_unique<DaemonProcess>(std::move(options));
}

Json search_for(int id, const std::string& query) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"method", "search"},
          {"params", {{"query", query}, {"limit", 2}, {"snippet_chars", 0}}}};
}

}  // namespace

CrashRun::CrashRun(std::uint64_t seed)
    : plan_(plan_folder_.at("plan")),
      daemon_(make_daemon(plan_)),
      model_(daemon_->files(), "drop/", seed) {
  if (!start()) wrong_.emplace_back("it does not start at all");
}

std::vector<std::string> CrashRun::kill_once() {
  // Half of the kills come at a certain place, a tenth while it starts again, the rest at any time.
  const std::uint64_t kind = model_.below(10);
  const FaultPoint* point = nullptr;
  std::size_t rule = 0;
  const auto points = fault_points();
  const std::uint64_t chosen = model_.below(points.size());
  const std::uint64_t good = model_.below(1000);
  if (kind < 6) {
    point = &points[chosen];
    rule =
        plan_.kill_at(point->call, point->path,
                      static_cast<int>(good % (static_cast<std::uint64_t>(point->most_good) + 1)));
  }
  if (kind == 5) {
    // What it does first of all.
    daemon_->kill();
    load();
    (void)start();
  }
  const auto wait = microseconds(model_.below(30'000));
  load();
  if (point == nullptr) std::this_thread::sleep_for(wait);
  kill(point, rule);
  // While nobody looks.
  for (std::uint64_t i = model_.below(3); i > 0; --i) model_.change();
  if (start()) {
    check();
  } else {
    wrong_.emplace_back("it does not start again");
  }
  if (!wrong_.empty()) wrong_.push_back("it was killed: " + last_place_);
  if (!wrong_.empty()) wrong_.push_back("the log since the start: " + daemon_->log());
  return std::exchange(wrong_, {});
}

void CrashRun::load() {
  for (std::uint64_t i = 1 + model_.below(12); i > 0; --i) {
    model_.change();
    // So that what comes now and then meets a daemon that is at something else.
    const auto pause = microseconds(model_.below(4) == 0 ? model_.below(8'000) : 0);
    std::this_thread::sleep_for(pause);
    if (model_.below(10) == 0) ask_for_reindex();
  }
}

void CrashRun::ask_for_reindex() {
  Json params = {{"wait", false}};
  const std::uint64_t kind = model_.below(3);
  if (kind == 1) params["full"] = true;
  if (kind == 2) params["paths"] = Json::array({daemon_->drop() + "/folder1"});
  try {
    auto client = std::make_unique<JsonClient>(daemon_->socket());
    client->send(
        Json{{"jsonrpc", "2.0"}, {"id", 1}, {"method", "reindex"}, {"params", params}}.dump() +
        "\n");
    reindexes_.push_back(std::move(client));
  } catch (const std::runtime_error&) {
    // It has been killed by now.
  }
}

void CrashRun::kill(const FaultPoint* point, std::size_t rule) {
  const auto give_up = steady_clock::now() + kPatience;
  while (point != nullptr && plan_.hits(rule) == 0 && steady_clock::now() < give_up) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  const bool struck = point != nullptr && plan_.hits(rule) > 0;
  const std::string place = struck ? std::string(point->name) : "at any time";
  ++kills_[place];
  last_place_ = place;
  daemon_->kill();
  plan_.heal();
  reindexes_.clear();
}

bool CrashRun::start() { return daemon_->start(); }

void CrashRun::check() {
  try {
    JsonClient client(daemon_->socket());
    client.result("sync", {{"timeout_ms", 60'000}});
    check_audit(client);
    check_words(client);
    check_queries(client);
  } catch (const std::exception& failure) {
    wrong_.push_back(format("it does not answer: {}", failure.what()));
  }
}

void CrashRun::check_audit(JsonClient& client) {
  const Json found = client.result("audit");
  expect_equal("files of the audit", found["files"].get<std::size_t>(), model_.files().size());
  for (const char* list : {"missing", "stale", "orphans", "duplicates", "failed", "unreadable"}) {
    if (found[list]["total"] == 0) continue;
    wrong_.push_back(format("audit: {} {}, as {}", found[list]["total"].get<std::uint64_t>(), list,
                            found[list]["entries"][0]["path"].get<std::string>()));
  }
}

void CrashRun::check_words(JsonClient& client) {
  // Each word, and the file where alone it stands; none for what has gone.
  std::vector<std::pair<std::string, std::string>> words;
  for (const auto& [path, word] : model_.files()) words.emplace_back(word, path);
  for (const std::string& word : model_.gone()) words.emplace_back(word, "");
  for (std::size_t first = 0; first < words.size(); first += kBatch) {
    const std::size_t last = std::min(words.size(), first + kBatch);
    Json batch = Json::array();
    for (std::size_t i = first; i < last; ++i) {
      batch.push_back(search_for(static_cast<int>(i), words[i].first));
    }
    client.send(batch.dump() + "\n");
    for (const Json& answer : client.read_json()) {
      if (!answer.contains("result")) throw std::runtime_error(answer.dump());
      const auto& [word, path] = words.at(answer.at("id").get<std::size_t>());
      const Json& hits = answer.at("result").at("hits");
      const bool found = hits.size() == 1 && hits[0].at("path") == daemon_->drop() + "/" + path;
      if (path.empty() ? hits.empty() : found) continue;
      if (wrong_.size() < kMostTold) {
        std::string where;
        for (const Json& hit : hits) where += " " + hit.at("path").get<std::string>();
        wrong_.push_back(format("{} should be in \"{}\" alone, and is in{}", word, path, where));
      }
    }
  }
}

void CrashRun::check_queries(JsonClient& client) {
  const std::size_t all = model_.files().size();
  const Json status = client.result("status");
  expect_equal("articles", status["index"]["articles"].get<std::size_t>(), all);
  expect_equal("failed files", status["index"]["failed_files"].get<std::size_t>(), std::size_t{0});
  expect_equal("pending", status["work"]["pending"].get<std::size_t>(), std::size_t{0});
  if (!status["problems"].empty()) wrong_.push_back("problems: " + status["problems"].dump());
  if (all > 1000) return;  // beyond it totals are estimates
  for (const char* query :
       {"walruses", "\"civilian police\"", "title:title", "walrus AND police"}) {
    expect_equal(query, total(client, query), std::uint64_t{all});
  }
  expect_equal("NOT", total(client, "walruses NOT police"), std::uint64_t{0});
}

std::uint64_t CrashRun::total(JsonClient& client, const std::string& query) {
  return client.result("search", {{"query", query}, {"limit", 0}})["total"]["value"];
}

template <class Value>
void CrashRun::expect_equal(const std::string& what, const Value& actual, const Value& wanted) {
  if (actual == wanted) return;
  wrong_.push_back(format("{}: {}, not {}", what, actual, wanted));
}

}  // namespace quire::test
