#include "daemon/ingest/work/worker.h"

namespace quire::ingest {

Worker::Worker(WorkerContext& context, store::SegmentBuilder builder)
    : context_(context), builder_(std::move(builder)) {}

bool Worker::step() {
  auto work = context_.lanes.pop_fresh();
  if (!work) return false;
  const std::uint64_t order = context_.order.begin();
  auto seen = context_.reader.look_at(*work);
  if (const auto* outcome = std::get_if<Outcome>(&seen)) {
    context_.report({*std::move(work), *outcome});
  } else {
    write(*std::move(work), order, std::move(seen));
  }
  context_.order.end(order);
  return true;
}

void Worker::write(FileWork work, std::uint64_t order, FileReader::Seen seen) {
  Reading reading{std::move(work), order, std::nullopt};
  if (auto* read = std::get_if<FileReader::Articles>(&seen)) {
    if (read->racing) reading.work.read = store::Read::kForced;
    reading.prepared =
        builder_.prepare(key_of(reading.work), read->state, std::move(read->articles));
  } else if (const auto* failed = std::get_if<FileReader::Unreadable>(&seen)) {
    reading.prepared =
        builder_.prepare_failure(key_of(reading.work), failed->state, failed->reason);
  }
  const std::size_t cost = reading.prepared ? reading.prepared->bytes() : 1;
  context_.writings.push(std::move(reading), cost);
}

}  // namespace quire::ingest
