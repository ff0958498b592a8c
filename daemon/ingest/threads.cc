#include "daemon/ingest/threads.h"

#include <sys/resource.h>

#include "index/base/format.h"

namespace quire::ingest {
namespace {

// A bulk load gives way to queries and to fresh articles.
constexpr int kBulkNiceness = 5;

// A thread whose body is `while (body.step())`.
template <class Body>
std::thread run(Body body) {
  return std::thread([body] {
    while (body->step()) {
    }
  });
}

// The same, giving way to others.
template <class Body>
std::thread run_nicely(Body body) {
  return std::thread([body] {
    // Of the calling thread alone, as Linux has it.
    (void)::setpriority(PRIO_PROCESS, 0, kBulkNiceness);
    while (body->step()) {
    }
  });
}

}  // namespace

Threads::Threads(loop::Inbox& inbox, FileSystem& files, const Clock& clock, ThreadsOptions options,
                 Reports reports)
    : options_(std::move(options)),
      files_(files),
      inbox_(inbox),
      reports_(std::move(reports)),
      reader_(files, clock, options_.reading,
              [this](const article::FileKey& file, const store::FileState& state) {
                return stored_articles(file, state);
              }),
      lanes_(kLaneCapacity),
      writings_(options_.writings_bytes),
      jobs_(kJobCapacity),
      merges_(1),
      suspicions_(1),
      new_segments_(1),
      audits_(kAuditCapacity),
      context_{reader_, lanes_, order_, writings_, on_loop(reports_.done)} {}

Threads::~Threads() { (void)stop(); }

template <class Report>
std::function<void(Report)> Threads::on_loop(const std::function<void(Report)>& report) {
  return [this, &report](Report value) {
    // What the inbox takes must be copyable, so the value travels in a shared pointer.
    auto shared = std::make_shared<Report>(std::move(value));
    inbox_.post([&report, shared] { report(std::move(*shared)); });
  };
}

Result<void> Threads::start(std::unique_ptr<store::Library> library) {
  const store::Library& shared = *library;
  std::vector<std::shared_ptr<BulkWorker>> bulk;
  for (std::size_t i = 0; i < options_.workers; ++i) {
    auto builder = store::BulkBuilder::create(options_.languages);
    if (!builder) return builder.error();
    bulk.push_back(std::make_shared<BulkWorker>(
        context_, files_, options_.bulk, *std::move(builder),
        [this, &shared] { return shared.building_path(format("bulk-{}", ++segments_begun_)); }));
  }
  auto builder = store::SegmentBuilder::create(options_.languages);
  if (!builder) return builder.error();
  auto stemmers = text::Stemmers::create(options_.languages);
  if (!stemmers) return stemmers.error();
  {
    const MutexLock lock(stored_mutex_);
    stored_ = std::make_unique<store::Searcher>(files_, options_.index, library->live_view());
  }
  reconciler_ = std::make_unique<Reconciler>(files_, options_.index, library->live_view(), jobs_,
                                             lanes_, on_loop(reports_.compared));
  auditor_ = std::make_unique<Auditor>(files_, options_.index, library->live_view(), audits_,
                                       on_loop(reports_.audited));
  merger_ = std::make_unique<Merger>(merges_, options_.merging,
                                     [this](Merged merged) { writings_.push(std::move(merged)); });
  live_ = library->live_view();
  checker_ = std::make_unique<Checker>(
      files_, options_.index, live_, suspicions_, options_.checking,
      [this](Writing writing) { writings_.push_always(std::move(writing)); });
  word_keeper_ = std::make_unique<WordKeeper>(files_, options_.index, live_, new_segments_,
                                              *std::move(stemmers));
  writer_ = std::make_unique<Writer>(
      std::move(library), writings_, order_, options_.writer,
      Writer::Reports{on_loop(reports_.published), on_loop(reports_.rebuilt),
                      [this](store::MergePlan plan) { merges_.push(std::move(plan)); },
                      on_loop(reports_.quarantined), on_loop(reports_.upkeep)});
  workers_.push_back(run(std::make_shared<Worker>(context_, *std::move(builder))));
  for (const auto& worker : bulk) workers_.push_back(run_nicely(worker));
  writer_thread_ = run(writer_.get());
  merger_thread_ = run(merger_.get());
  reconciler_thread_ = run(reconciler_.get());
  live_->on_suspicion([this] {
    Suspicion suspicion;
    (void)suspicions_.try_push(suspicion);  // one that waits stands for all
  });
  checker_thread_ = run_nicely(checker_.get());
  auditor_thread_ = run(auditor_.get());
  const auto tell_keeper = [this] {
    NewSegments change;
    (void)new_segments_.try_push(change);  // one that waits stands for all
  };
  live_->on_new_segments(tell_keeper);
  tell_keeper();
  word_keeper_thread_ = run_nicely(word_keeper_.get());
  return {};
}

std::vector<article::Article> Threads::stored_articles(const article::FileKey& file,
                                                       const store::FileState& state) {
  const MutexLock lock(stored_mutex_);
  auto articles = stored_->articles_of(file, state);
  // What the index does not give is read from the file.
  return articles ? *std::move(articles) : std::vector<article::Article>{};
}

void Threads::push(RebuildStep step) { writings_.push_always(step); }

void Threads::tell_whole_again() { writings_.push_always(Upkeep::kWholeAgain); }

void Threads::probe() { writings_.push_always(Upkeep::kProbe); }

Result<void> Threads::stop() {
  if (!writer_thread_.joinable()) return {};
  live_->on_suspicion(nullptr);
  live_->on_new_segments(nullptr);
  reconciler_->cancel();
  merger_->cancel();
  checker_->cancel();
  suspicions_.close();
  new_segments_.close();
  auditor_->cancel();
  jobs_.close();
  audits_.close();
  lanes_.close();
  merges_.close();
  reconciler_thread_.join();
  for (std::thread& worker : workers_) worker.join();
  merger_thread_.join();
  checker_thread_.join();
  auditor_thread_.join();
  word_keeper_thread_.join();
  writings_.close();
  writer_thread_.join();
  return writer_->close();
}

}  // namespace quire::ingest
