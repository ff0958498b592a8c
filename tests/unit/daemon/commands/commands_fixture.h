#pragma once
// All that a command needs of the daemon: an index with some articles, a pool of searchers and a
// pipeline that has not been started.

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/alerts/alerts.h"
#include "daemon/commands/command_table.h"
#include "daemon/commands/search_pool.h"
#include "daemon/delivery/durable_alerts.h"
#include "daemon/ingest/pipeline.h"
#include "daemon/loop/events.h"
#include "daemon/remotes/remotes.h"
#include "index/extract/extract.h"
#include "index/store/library.h"
#include "tests/support/temporary_folder.h"

namespace quire::commands {

using Json = nlohmann::json;

class CommandsFixture : public testing::Test {
 protected:
  CommandsFixture() { folder_.make_folder("drop"); }

  // Puts files with these names and contents into the drop folder and the index. To be called once,
  // before the searchers start.
  void index(const std::vector<std::pair<std::string, std::string>>& contents) {
    auto library =
        store::Library::open(files_, {folder_.at("index"), store::Durability::kFresh, "boot"});
    ASSERT_TRUE(library.ok());
    auto builder = store::SegmentBuilder::create({"en"});
    for (const auto& [name, text] : contents) {
      const article::FileKey key{"wire", name};
      auto content = files_.read(folder_.write("drop/" + name, text), 1U << 20);
      const auto state = store::file_state(content->status);
      auto articles = extract::articles_in(key, *std::move(content));
      const auto prepared = articles ? builder->prepare(key, state, *std::move(articles))
                                     : builder->prepare_failure(key, state, articles.error());
      ASSERT_TRUE((*library)->replace(prepared).ok());
    }
    ASSERT_TRUE((*library)->close().ok());
  }

  [[nodiscard]] Engine engine() {
    return {store::Searcher(files_, folder_.at("index")), *text::Stemmers::create({"en"}),
            drop_roots_};
  }

  // Builds the context; tests change the options before.
  void start() {
    ingest::PipelineOptions pipeline;
    pipeline.drops.push_back({"wire", folder_.at("drop"), watch::IgnoreRules(), {}});
    pipeline.threads.index = folder_.at("index");
    pipeline_ = std::make_unique<ingest::Pipeline>(
        ingest::Pipeline::Surroundings{loop_, inbox_, files_, clock_, *log_}, pipeline);
    pool_.index = folder_.at("index");
    pool_.drop_roots = drop_roots_;
    auto searchers = SearchPool::create(inbox_, files_, pool_);
    ASSERT_TRUE(searchers.ok());
    searchers_ = *std::move(searchers);
    alerts::MatcherOptions matching;
    matching.index = folder_.at("index");
    matching.live = std::make_shared<store::LiveView>();
    auto alerts = alerts::Alerts::create(inbox_, files_, std::move(matching));
    ASSERT_TRUE(alerts.ok());
    alerts_ = *std::move(alerts);
    auto durable = delivery::DurableAlerts::create({loop_, inbox_, files_, clock_, *log_, *alerts_},
                                                   folder_.at("alerts"), {});
    ASSERT_TRUE(durable.ok());
    durable_ = *std::move(durable);
    context_ = std::make_unique<Context>(Context{
        *pipeline_, *searchers_, *alerts_, remotes_, *durable_, clock_,
        DaemonFacts{"1.2.3", folder_.at("index"), clock_.now(), [] { return std::uint64_t{7}; }},
        limits_, [this] { ++shut_downs_; }});
  }

  [[nodiscard]] Call call(std::string_view request, std::function<void(Json)> answered) {
    auto incoming = protocol::parse_incoming(request, false);
    Call call;
    call.request = std::move(incoming.requests.at(0));
    call.cancelled = std::make_shared<std::atomic<bool>>(false);
    call.client = client_;
    call.respond = [answered = std::move(answered)](const std::string& text) {
      answered(Json::parse(text));
    };
    call.notify = [](const std::string&) {};
    return call;
  }

  // The whole answer to a request; runs the loop until it is there.
  Json answer(const std::string& method, const Json& params = Json::object()) {
    if (!context_) start();
    const Json request{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
    Json result;
    bool running = false;
    dispatch(*context_, call(request.dump(), [&](Json answer) {
      result = std::move(answer);
      if (running) loop_.stop();
    }));
    running = true;
    if (result.is_null()) loop_.run();
    return result;
  }
  int error_of(const Json& answer) { return answer.at("error").at("code").get<int>(); }

  test::TemporaryFolder folder_;
  PosixFileSystem files_;
  SystemClock clock_;
  std::unique_ptr<log::Logger> log_ = log::Logger::silent();
  const std::map<std::string, std::string> drop_roots_{{"wire", folder_.at("drop")}};
  SearchPoolOptions pool_;
  CommandLimits limits_;
  const std::shared_ptr<ClientState> client_ = std::make_shared<ClientState>();
  int shut_downs_ = 0;
  loop::Loop loop_;
  loop::Inbox inbox_{loop_};
  std::unique_ptr<ingest::Pipeline> pipeline_;
  std::unique_ptr<SearchPool> searchers_;
  std::unique_ptr<alerts::Alerts> alerts_;
  remotes::Remotes remotes_{loop_, clock_, {}};
  std::unique_ptr<delivery::DurableAlerts> durable_;
  std::unique_ptr<Context> context_;
};

}  // namespace quire::commands
