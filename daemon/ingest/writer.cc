#include "daemon/ingest/writer.h"

#include <algorithm>

#include "index/base/format.h"

namespace quire::ingest {
namespace {

using std::chrono::steady_clock;

bool has_fresh(const Publication& publication) {
  return std::any_of(publication.done.begin(), publication.done.end(),
                     [](const Done& done) { return done.work.lane == Lane::kFresh; });
}

std::uint64_t fingerprint_of(const FileWork& work) {
  return store::fingerprint(article::FileKey{work.drop->name, work.relative});
}

}  // namespace

Writer::Writer(std::unique_ptr<store::Library> library, BoundedQueue<Reading>& readings,
               const ReadOrder& order, WriterOptions options,
               std::function<void(Publication)> report)
    : library_(std::move(library)),
      readings_(readings),
      order_(order),
      options_(options),
      report_(std::move(report)) {}

bool Writer::step() {
  auto first = readings_.pop();
  if (!first) return false;
  Publication publication;
  std::size_t bytes = first->prepared ? first->prepared->bytes() : 0;
  apply(*std::move(first), publication);
  gather(publication, bytes);
  publish(std::move(publication));
  return true;
}

void Writer::gather(Publication& publication, std::size_t& bytes) {
  const SteadyTime start = steady_clock::now();
  while (bytes < options_.batch_bytes && !publication.error) {
    const bool fresh = has_fresh(publication);
    const SteadyTime now = steady_clock::now();
    if (now - start >= (fresh ? options_.fresh_batch : options_.bulk_batch)) return;
    const SteadyTime wait_until = fresh ? quiet_until_ : now + options_.bulk_linger;
    auto more = readings_.pop_until(wait_until);
    if (!more) return;
    bytes += more->prepared ? more->prepared->bytes() : 0;
    apply(*std::move(more), publication);
  }
}

void Writer::apply(Reading reading, Publication& publication) {
  Done done{std::move(reading.work), Outcome::kUnchanged};
  reading.work = done.work;
  if (!is_outdated(reading)) {
    const auto outcome = write(reading);
    if (outcome) {
      done.outcome = *outcome;
    } else {
      publication.error = outcome.error();
    }
  }
  publication.done.push_back(std::move(done));
}

Result<Outcome> Writer::write(const Reading& reading) {
  if (!reading.prepared) {
    auto removed = library_->remove({reading.work.drop->name, reading.work.relative});
    if (!removed) return removed.error();
    return *removed ? Outcome::kRemoved : Outcome::kUnchanged;
  }
  auto replaced = library_->replace(*reading.prepared);
  if (!replaced) return replaced.error();
  if (!*replaced) return Outcome::kUnchanged;
  return reading.prepared->articles() > 0 ? Outcome::kIndexed : Outcome::kFailed;
}

bool Writer::is_outdated(const Reading& reading) {
  std::uint64_t& last = applied_[fingerprint_of(reading.work)];
  if (reading.order < last) return true;
  last = reading.order;
  return false;
}

void Writer::publish(Publication publication) {
  const SteadyTime start = steady_clock::now();
  // Also after a failed change, since the handle is in no state to go on with then.
  auto published = library_->publish();
  if (!published && !publication.error) publication.error = published.error();
  const SteadyTime end = steady_clock::now();
  publication.took = std::chrono::duration_cast<std::chrono::microseconds>(end - start);
  quiet_until_ = end + (end - start);
  if (publication.error) {
    for (Done& done : publication.done) done.outcome = Outcome::kUnchanged;
  } else {
    ++sequence_;
  }
  publication.sequence = sequence_;
  publication.counts = library_->counts();
  // Readings that are still to come all have larger numbers than those that have ended, so nothing
  // that is remembered of them can matter. (The order of the two looks does: what ended before the
  // first is in the queue, or written, by the second.)
  const std::uint64_t oldest = order_.oldest_running();
  if (readings_.size() == 0) {
    std::erase_if(applied_, [oldest](const auto& entry) { return entry.second < oldest; });
  }
  report_(std::move(publication));
}

Result<void> Writer::close() { return library_->close(); }

}  // namespace quire::ingest
