#include "daemon/ingest/work/bulk_worker.h"

#include <algorithm>
#include <utility>

#include "index/base/memory.h"

namespace quire::ingest {

BulkWorker::BulkWorker(WorkerContext& context, FileSystem& files, BulkOptions options,
                       store::BulkBuilder builder, std::function<std::string()> next_path)
    : context_(context),
      files_(files),
      options_(options),
      builder_(std::move(builder)),
      next_path_(std::move(next_path)),
      goal_(options.first_bytes) {}

bool BulkWorker::step() {
  if (built_.works.empty()) return begin();
  auto work = context_.lanes.pop_bulk_until(std::chrono::steady_clock::now() + options_.linger);
  if (!work) {
    if (context_.lanes.closed()) return false;
    finish_segment();
    goal_ = options_.first_bytes;
    return true;
  }
  if (!fits(*work)) finish_segment();
  add(*std::move(work));
  return true;
}

bool BulkWorker::begin() {
  auto& lanes = context_.lanes;
  auto work = released_ ? lanes.pop_bulk()
                        : lanes.pop_bulk_until(std::chrono::steady_clock::now() + options_.rest);
  if (work) {
    add(*std::move(work));
    return true;
  }
  if (lanes.closed()) return false;
  builder_.release();
  give_back_free_memory();
  released_ = true;
  return true;
}

bool BulkWorker::fits(const FileWork& work) const {
  const FileWork& first = built_.works.front();
  return work.rebuild == first.rebuild && work.read == first.read;
}

void BulkWorker::add(FileWork work) {
  const std::uint64_t order = context_.order.begin();
  auto seen = context_.reader.look_at(work);
  if (const auto* outcome = std::get_if<Outcome>(&seen)) {
    context_.report({std::move(work), *outcome});
    context_.order.end(order);
  } else if (std::holds_alternative<FileReader::Gone>(seen)) {
    context_.writings.push(Reading{std::move(work), order, std::nullopt});
    context_.order.end(order);
  } else {
    gather(std::move(work), order, std::move(seen));
  }
}

void BulkWorker::gather(FileWork work, std::uint64_t order, FileReader::Seen seen) {
  if (auto* read = std::get_if<FileReader::Articles>(&seen)) {
    builder_.add(key_of(work), read->state, std::move(read->articles));
  } else if (const auto* failed = std::get_if<FileReader::Unreadable>(&seen)) {
    builder_.add_failure(key_of(work), failed->state, failed->reason);
  }
  built_.works.push_back(std::move(work));
  built_.orders.push_back(order);
  if (builder_.bytes() < goal_) return;
  finish_segment();
  goal_ = std::min(goal_ * 2, options_.most_bytes);
}

void BulkWorker::finish_segment() {
  Built built = std::exchange(built_, {});
  const std::vector<std::uint64_t> orders = built.orders;
  const std::string path = next_path_();
  released_ = false;
  auto segment = builder_.write(files_, path);
  if (segment) {
    built.segment = *std::move(segment);
  } else {
    built.error = segment.error();
    (void)files_.remove_tree(path);
  }
  context_.writings.push(std::move(built));
  for (const std::uint64_t order : orders) context_.order.end(order);
}

}  // namespace quire::ingest
