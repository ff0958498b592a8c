#include "daemon/ingest/threads.h"

namespace quire::ingest {

Threads::Threads(loop::Inbox& inbox, FileSystem& files, const Clock& clock, ThreadsOptions options,
                 Reports reports)
    : options_(std::move(options)),
      files_(files),
      inbox_(inbox),
      reports_(std::move(reports)),
      lanes_(kLaneCapacity),
      readings_(options_.readings_bytes),
      jobs_(kJobCapacity),
      context_{files,
               clock,
               lanes_,
               order_,
               readings_,
               [this](Done done) {
                 inbox_.post([this, done = std::move(done)] { reports_.done(done); });
               },
               options_.max_file_bytes,
               options_.settle} {}

Threads::~Threads() { (void)stop(); }

Result<void> Threads::start(std::unique_ptr<store::Library> library) {
  std::vector<store::SegmentBuilder> builders;
  for (std::size_t i = 0; i < options_.workers; ++i) {
    auto builder = store::SegmentBuilder::create(options_.language);
    if (!builder) return builder.error();
    builders.push_back(*std::move(builder));
  }
  writer_ = std::make_unique<Writer>(
      std::move(library), readings_, order_, options_.writer, [this](Publication publication) {
        // std::function must be copyable, so the message travels in a shared pointer.
        auto shared = std::make_shared<Publication>(std::move(publication));
        inbox_.post([this, shared] { reports_.published(std::move(*shared)); });
      });
  reconciler_ = std::make_unique<Reconciler>(
      files_, options_.index, jobs_, lanes_, [this](Comparison comparison) {
        auto shared = std::make_shared<Comparison>(std::move(comparison));
        inbox_.post([this, shared] { reports_.compared(std::move(*shared)); });
      });
  for (store::SegmentBuilder& builder : builders) {
    workers_.emplace_back([worker = std::make_shared<Worker>(context_, std::move(builder))] {
      while (worker->step()) {
      }
    });
  }
  writer_thread_ = std::thread([this] {
    while (writer_->step()) {
    }
  });
  reconciler_thread_ = std::thread([this] {
    while (reconciler_->step()) {
    }
  });
  return {};
}

Result<void> Threads::stop() {
  if (!writer_thread_.joinable()) return {};
  reconciler_->cancel();
  jobs_.close();
  lanes_.close();
  reconciler_thread_.join();
  for (std::thread& worker : workers_) worker.join();
  readings_.close();
  writer_thread_.join();
  return writer_->close();
}

}  // namespace quire::ingest
