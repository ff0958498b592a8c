#pragma once
// The whole pipeline on a loop, with its threads.

#include <algorithm>
#include <filesystem>
#include <functional>

#include "daemon/ingest/pipeline.h"
#include "index/base/clock.h"
#include "index/base/format.h"
#include "index/store/search/searcher.h"
#include "tests/support/run_until.h"
#include "tests/unit/daemon/ingest/ingest_fixture.h"

namespace quire::ingest {

using std::chrono::milliseconds;

class PipelineTest : public IngestFixture {
 protected:
  PipelineTest() {
    options_.drops.push_back(
        {"wire", folder_.at("drop"), watch::IgnoreRules({"drafts"}), watch::Backend::kInotify});
    options_.threads.index = folder_.at("index");
    options_.threads.merging.command = {QUIRED_PROGRAM, "--merge-segments"};
    options_.threads.reading.settle = milliseconds(1);
    options_.poll_interval = milliseconds(5);
    options_.rescan = milliseconds(0);
  }
  // The loop is told to stop by no one any more.
  ~PipelineTest() override { pipeline_.reset(); }

  void start() {
    pipeline_ = std::make_unique<Pipeline>(
        Pipeline::Surroundings{loop_, inbox_, files_, clock_, *log_}, options_);
    auto library = open_library(library_options_);
    live_ = library->live_view();
    ASSERT_TRUE(pipeline_->start(std::move(library)).ok());
  }
  void start_and_sync() {
    start();
    ASSERT_TRUE(run_until([&] { return pipeline_->status().reconciles > 0; }));
    ASSERT_EQ(sync(), "");
  }
  bool run_until(const std::function<bool()>& condition) {
    return test::run_until(loop_, condition);
  }
  // The name of the error that `sync` ended in; empty when it went well.
  std::string sync(milliseconds timeout = milliseconds(10'000)) {
    std::string outcome = "never";
    pipeline_->sync(timeout, [&](const Result<std::uint64_t>& result) {
      outcome = result ? "" : std::string(name_of(result.error().code));
    });
    run_until([&] { return outcome != "never"; });
    return outcome;
  }
  // 0.txt, 1.txt and so on, with the titles "number 0" and so on.
  void drop_many(int files) const {
    for (int i = 0; i < files; ++i) drop(format("{}.txt", i), format("number {}", i));
  }
  [[nodiscard]] std::string title_of(const std::string& relative) {
    store::Searcher searcher(files_, folder_.at("index"), live_);
    const auto found = searcher.get(article::FileKey{"wire", relative});
    return found ? found->article.title : std::string(name_of(found.error().code));
  }
  [[nodiscard]] bool has_problem(std::string_view text) {
    const auto problems = pipeline_->status().problems;
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
      return problem.what.find(text) != std::string::npos;
    });
  }
  [[nodiscard]] bool has_cookie() const {
    const std::filesystem::directory_iterator entries(folder_.at("drop"));
    return std::any_of(begin(entries), end(entries), [](const auto& entry) {
      return entry.path().filename().string().starts_with(watch::kCookiePrefix);
    });
  }

  SystemClock clock_;
  std::unique_ptr<log::Logger> log_ = log::Logger::silent();
  loop::Loop loop_;
  loop::Inbox inbox_{loop_};
  PipelineOptions options_;
  store::LibraryOptions library_options_;
  std::shared_ptr<const store::LiveView> live_;
  std::unique_ptr<Pipeline> pipeline_;
};

}  // namespace quire::ingest
