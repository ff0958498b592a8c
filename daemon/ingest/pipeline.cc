#include "daemon/ingest/pipeline.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"

namespace quire::ingest {
namespace {

using std::chrono::milliseconds;

// Changes that the threads are at. What the fresh lane cannot take on soon goes through the bulk
// lane; more than that has time to wait, where later changes of the same file join it.
constexpr std::size_t kFreshInFlight = 64;
constexpr std::size_t kBulkInFlight = 16'384;
constexpr milliseconds kJobRetry{50};          // when others are to be done first
constexpr milliseconds kReconcileRetry{1000};  // when the system was short of something
constexpr milliseconds kFirstRetry{1000};
constexpr milliseconds kLongestRetry{60'000};

// The drop folder's name holds no '/'.
std::string watch_key(const Drop& drop) { return format("watch:{}/", drop.name); }

std::string reconcile_key(const Drop& drop, const std::string& relative) {
  return format("reconcile:{}/{}{}", drop.name, relative, relative.empty() ? "" : "/");
}

// The system was short of something: it goes well by itself after a while.
bool may_pass(const Unread& unread) { return unread.error.code == ErrorCode::kBusy; }

std::string shown(const ReconcileReport& report) {
  return report.subtree.empty() ? report.drop->root : join_path(report.drop->root, report.subtree);
}

PipelineOptions with_notes_kept(PipelineOptions options, PassedOver& passed_over,
                                log::Logger& log) {
  options.threads.reading.passed_over = [&](const FileWork& work,
                                            const std::vector<std::string>& notes) {
    const std::string path = join_path(work.drop->root, work.relative);
    for (const std::string& note : notes) log.info("passed over in {}: {}", path, note);
    passed_over.set(path, notes);
  };
  return options;
}

}  // namespace

Pipeline::Pipeline(const Surroundings& surroundings, PipelineOptions options)
    : around_(surroundings),
      options_(with_notes_kept(std::move(options), passed_over_, surroundings.log)),
      reindexes_({[this](const ReindexPart& part, bool all, bool rebuild) {
                    return start_reconcile(part, all, rebuild);
                  },
                  [this](RebuildStep step) { threads_.push(step); },
                  [this] { return last_ticket_; }}),
      foreign_(options_.threads.reading.foreign),
      problems_(surroundings.clock),
      due_timer_(surroundings.loop),
      rescan_timer_(surroundings.loop),
      retry_timer_(surroundings.loop),
      sync_(surroundings.loop, [this] { update_waits(); }),
      threads_(surroundings.inbox, surroundings.files, surroundings.clock, options_.threads,
               {[this](const Done& done) {
                  on_done(done);
                  pump();
                  update_waits();
                },
                [this](Publication publication) { on_published(std::move(publication)); },
                [this](Comparison comparison) { on_compared(std::move(comparison)); },
                [this](const Rebuilt& rebuilt) { on_rebuilt(rebuilt); },
                [this](const Quarantined& quarantined) { on_quarantined(quarantined); },
                [this](const std::optional<Error>& error) { on_upkeep(error); },
                [](Audited audited) { audited.done(std::move(audited.result)); }}) {
  for (const DropOptions& drop : options_.drops) add_folder(drop);
}

Result<void> Pipeline::start(std::unique_ptr<store::Library> library) {
  counts_ = library->counts();
  if (auto started = threads_.start(std::move(library)); !started) return started;
  for (const auto& folder : folders_) folder->start();
  if (counts_.partial) {
    begin_restore({ErrorCode::kCorrupt, "a part of the index was found damaged at the start", {}});
  }
  if (options_.rescan.count() > 0) {
    rescan_timer_.start_repeating(options_.rescan, [this] { rescan_all(); });
  }
  return {};
}

void Pipeline::add_folder(DropOptions options) {
  const watch::WatchContext context{around_.loop, around_.files, around_.clock};
  watch::WatchOptions watching;
  watching.root = options.root;
  watching.ignore = options.ignore;
  watching.poll_interval = options_.poll_interval;
  watch::PendingOptions pending;
  pending.settle = options_.threads.reading.settle;
  DropFolder::Events events;
  events.next_ticket = [this] { return ++last_ticket_; };
  events.changed = [this] { pump(); };
  events.cookie = [this](const std::string& name) { sync_.cookie_seen(name); };
  events.lost = [this](DropFolder& folder, const Error& error) { on_lost(folder, error); };
  events.found = [this](DropFolder& folder) { on_found(folder); };
  events.degraded = [this](DropFolder& folder, const std::string& relative, const Error& error) {
    on_degraded(folder, relative, error);
  };
  folders_.push_back(std::make_unique<DropFolder>(context, std::move(options), std::move(watching),
                                                  pending, std::move(events)));
}

void Pipeline::on_lost(DropFolder& folder, const Error& error) {
  sync_.folder_lost(folder);
  const Drop& drop = folder.drop();
  if (problems_.set("drop:" + drop.name, error)) {
    around_.log.warn("drop folder {} ({}): {}", drop.name, drop.root, describe(error));
  }
}

void Pipeline::on_found(DropFolder& folder) {
  const Drop& drop = folder.drop();
  problems_.clear("drop:" + drop.name);
  sync_.remove_old_cookies(folder);
  around_.log.info("watching drop folder {} ({}) with {}", drop.name, drop.root,
                   folder.status().backend);
}

void Pipeline::on_degraded(DropFolder& folder, const std::string& relative, const Error& error) {
  const std::string path = join_path(folder.drop().root, relative);
  problems_.set(watch_key(folder.drop()) + relative, error);
  around_.log.warn("{} is polled: {}", path, describe(error));
}

void Pipeline::pump() {
  for (const auto& folder : folders_) {
    while (room() > 0) {
      const auto due = folder->pending().take_due(around_.clock.now(), room());
      if (due.empty()) break;
      for (const watch::PendingChange& change : due) dispatch(*folder, change);
    }
  }
  set_timer();
}

std::size_t Pipeline::room() const {
  return kFreshInFlight + kBulkInFlight - fresh_in_flight_ - bulk_in_flight_;
}

void Pipeline::dispatch(DropFolder& folder, const watch::PendingChange& change) {
  if (change.subtree) {
    dispatch_subtree(folder, change);
  } else {
    dispatch_file(folder, change);
  }
}

void Pipeline::dispatch_file(DropFolder& folder, const watch::PendingChange& change) {
  FileWork work;
  work.drop = &folder.drop();
  work.relative = change.relative;
  // What another program reads may take seconds, and nobody who drops a text waits for it.
  const bool quick = !foreign_.may_be_needed_for(change.relative);
  work.lane = quick && fresh_in_flight_ < kFreshInFlight ? Lane::kFresh : Lane::kBulk;
  work.settled = change.settled;
  work.ticket = change.first_ticket;
  ++(work.lane == Lane::kFresh ? fresh_in_flight_ : bulk_in_flight_);
  in_flight_.insert(work.ticket);
  threads_.push(std::move(work));
}

void Pipeline::dispatch_subtree(DropFolder& folder, const watch::PendingChange& change) {
  ReconcileJob job{jobs_.next_id(), &folder.drop(), change.relative, &folder.ignore(),
                   change.first_ticket};
  // One of the same ticket is one too: what it left to be looked at again has joined this one.
  job.beside_earlier = !in_flight_.empty() && *in_flight_.begin() <= job.ticket;
  const SteadyTime now = around_.clock.now();
  const ReconcileJob booked = job;
  if (!threads_.try_push(job)) {
    folder.pending().add_subtree(change.relative, change.first_ticket, now + kJobRetry);
    return;
  }
  jobs_.add(booked, now);
  in_flight_.insert(change.first_ticket);
}

void Pipeline::set_timer() {
  std::optional<SteadyTime> next;
  if (room() > 0) {
    for (const auto& folder : folders_) {
      const auto due = folder->pending().next_due();
      if (due && (!next || *due < *next)) next = due;
    }
  }
  if (!next) return due_timer_.stop();
  const auto wait = std::chrono::ceil<milliseconds>(*next - around_.clock.now());
  due_timer_.start(std::max(wait, milliseconds{0}), [this] { pump(); });
}

void Pipeline::on_published(Publication publication) {
  counts_ = publication.counts;
  if (publication.error) {
    on_publish_failed(publication);
  } else {
    sequence_ = publication.sequence;
    // A library that has only changed its shape says nothing about whether articles can be written.
    if (publication.probe || !publication.done.empty()) on_written(publication);
  }
  for (const Done& done : publication.done) on_done(done);
  reindexes_.tell_progress();
  pump();
  update_waits();
}

void Pipeline::on_written(const Publication& publication) {
  retry_ = milliseconds{0};
  if (problems_.clear("index")) around_.log.info("the index can be written to again");
  around_.log.debug("published {} files in {} us", publication.done.size(),
                    publication.took.count());
}

void Pipeline::on_publish_failed(const Publication& publication) {
  Error error = *publication.error;
  error.message = "the index could not be written: " + error.message;
  if (error.hint.empty()) error.hint = "nothing is lost: it is tried again, from the drop folders";
  if (problems_.set("index", error)) around_.log.error("{}", describe(error));
  retry_ = std::clamp(retry_ * 2, kFirstRetry, kLongestRetry);
  reindexes_.publish_failed(error);
  for (const Done& done : publication.done) {
    if (done.work.rebuild) continue;
    failed_ticket_ = std::min(failed_ticket_.value_or(done.work.ticket), done.work.ticket);
  }
  if (!retry_timer_.active()) retry_timer_.start(retry_, [this] { retry_failed(); });
}

void Pipeline::on_done(const Done& done) {
  const FileWork& work = done.work;
  switch (done.outcome) {
    case Outcome::kIndexed:
      ++indexed_;
      break;
    case Outcome::kRemoved:
      ++removed_;
      break;
    case Outcome::kFailed:
      ++failed_;
      around_.log.debug("not an article: {}", join_path(work.drop->root, work.relative));
      break;
    case Outcome::kUnchanged:
      break;
    case Outcome::kUnsettled:
      folder_of(*work.drop)
          .pending()
          .add_file(work.relative, watch::Settled::kNo,
                    work.ticket != 0 ? work.ticket : ++last_ticket_, around_.clock.now());
      break;
  }
  if (work.job == 0) {
    --(work.lane == Lane::kFresh ? fresh_in_flight_ : bulk_in_flight_);
    close_ticket(work.ticket);
  } else {
    reindexes_.file_done(work.job);
    jobs_.file_done(work.job, done.outcome == Outcome::kFailed);
    finish_job(work.job);
  }
}

void Pipeline::on_compared(Comparison comparison) {
  const std::uint64_t job = comparison.job;
  reindexes_.compared(comparison);
  jobs_.compared(std::move(comparison));
  finish_job(job);
  pump();
  update_waits();
}

void Pipeline::on_upkeep(const std::optional<Error>& error) {
  if (!error) {
    if (problems_.clear("upkeep")) around_.log.info("the index can be kept in shape again");
    return;
  }
  Error problem = *error;
  problem.message = "the index could not be kept in shape: " + problem.message;
  if (problem.hint.empty()) problem.hint = "nothing is lost, and it is tried again";
  if (problems_.set("upkeep", problem)) around_.log.warn("{}", describe(problem));
}

void Pipeline::finish_job(std::uint64_t id) {
  auto report = jobs_.take_finished(id, around_.clock.now());
  if (!report) return;
  close_ticket(report->ticket);
  reindexes_.job_finished(*report);
  if (report->rebuild) return;
  note_problems(*report);
  // What was read there before it went may have been on its way into the index.
  if (report->gone && report->beside_earlier) look_again(*report, report->subtree, kJobRetry);
  if (report->subtree.empty()) {
    ++reconciles_;
    last_reconcile_at_ = around_.clock.wall_nanoseconds() / 1'000'000'000;
    around_.log.info(
        "reconciled {}: {} files, {} added, {} changed, {} moved, {} removed, {} failed, {} ms",
        shown(*report), report->files, report->added, report->changed, report->moved,
        report->removed, report->failed, report->took.count());
    note_restored(*report);
    last_reconcile_ = *std::move(report);
    begin_due_rebuild();
    // Nothing was there to be written that would tell.
    if (problems_.has("index") && !retry_timer_.active()) threads_.probe();
  }
}

void Pipeline::note_problems(const ReconcileReport& report) {
  const std::string key = reconcile_key(*report.drop, report.subtree);
  if (report.error && report.error->code == ErrorCode::kCancelled) return;
  if (report.error) {
    if (problems_.set(key, *report.error)) {
      around_.log.warn("reconcile of {}: {}", shown(report), describe(*report.error));
    }
    // Of the index, or of the drop folder itself.
    const bool passing =
        report.error->code == ErrorCode::kBusy || report.error->code == ErrorCode::kIo;
    if (passing) look_again(report, report.subtree, kReconcileRetry);
  } else if (std::none_of(report.unread.begin(), report.unread.end(), may_pass)) {
    problems_.clear_all(key);
  }
  for (const Unread& unread : report.unread) {
    if (!may_pass(unread)) {
      around_.log.warn("{}", describe(unread.error));
      continue;
    }
    Error error = unread.error;
    if (error.hint.empty()) error.hint = "it is looked into again in a moment";
    if (problems_.set(reconcile_key(*report.drop, unread.relative), error)) {
      around_.log.warn("{}", describe(error));
    }
    look_again(report, unread.relative, kReconcileRetry);
  }
}

// Who waits for what the job was to bring goes on waiting.
void Pipeline::look_again(const ReconcileReport& report, const std::string& relative,
                          milliseconds delay) {
  const std::uint64_t ticket = report.ticket != 0 ? report.ticket : ++last_ticket_;
  folder_of(*report.drop).pending().add_subtree(relative, ticket, around_.clock.now() + delay);
}

void Pipeline::update_waits() {
  reindexes_.advance(oldest_open_ticket(), around_.clock.now());
  sync_.update(last_ticket_, oldest_open_ticket());
}

void Pipeline::close_ticket(std::uint64_t ticket) {
  const auto found = in_flight_.find(ticket);
  if (found != in_flight_.end()) in_flight_.erase(found);
}

std::uint64_t Pipeline::oldest_open_ticket() const {
  std::uint64_t oldest = last_ticket_ + 1;
  if (!in_flight_.empty()) oldest = std::min(oldest, *in_flight_.begin());
  oldest = std::min(oldest, failed_ticket_.value_or(oldest));
  for (const auto& folder : folders_) {
    oldest = std::min(oldest, folder->oldest_ticket().value_or(oldest));
  }
  return oldest;
}

DropFolder& Pipeline::folder_of(const Drop& drop) const {
  return **std::find_if(folders_.begin(), folders_.end(),
                        [&](const auto& folder) { return &folder->drop() == &drop; });
}

void Pipeline::rescan_all() {
  for (const auto& folder : folders_) folder->rescan();
}

void Pipeline::retry_failed() {
  const auto ticket = std::exchange(failed_ticket_, std::nullopt);
  for (const auto& folder : folders_) folder->rescan_for(ticket.value_or(last_ticket_));
  update_waits();
}

void Pipeline::sync(milliseconds timeout, std::function<void(Result<std::uint64_t>)> callback) {
  sync_.start(folders_, timeout,
              [this, callback = std::move(callback)](const Result<void>& result) {
                if (result) {
                  callback(sequence_);
                } else {
                  callback(result.error());
                }
              });
}

PipelineStatus Pipeline::status() {
  for (const auto& folder : folders_) {
    const watch::WatchStatus watched = folder->status();
    if (watched.root_present && watched.polled_folders == 0) {
      problems_.clear_all(watch_key(folder->drop()));
    }
  }
  PipelineStatus status;
  status.sequence = sequence_;
  status.counts = counts_;
  status.pending = pending();
  status.indexed = indexed_;
  status.removed = removed_;
  status.failed = failed_;
  status.cleaned = threads_.cleaned();
  status.passed_over = passed_over_.report();
  status.reconciling = !jobs_.empty();
  status.reconciles = reconciles_;
  status.last_reconcile = last_reconcile_;
  status.last_reconcile_at = last_reconcile_at_;
  status.problems = problems_.list();
  for (const auto& folder : folders_) {
    status.drops.push_back({folder->drop().name, folder->drop().root, folder->status()});
  }
  return status;
}

std::uint64_t Pipeline::pending() const {
  std::uint64_t pending = fresh_in_flight_ + jobs_.open_files();
  for (const auto& folder : folders_) pending += folder->pending().size();
  return pending;
}

Result<ReindexPart> Pipeline::part_at(const std::string& path) const {
  std::string roots;
  for (const auto& folder : folders_) {
    Drop& drop = folder->drop();
    if (path == drop.root) return ReindexPart{&drop, ""};
    if (is_within(path, drop.root)) {
      return ReindexPart{&drop, path.substr(drop.root == "/" ? 1 : drop.root.size() + 1)};
    }
    roots += format("{}{}", roots.empty() ? "" : ", ", drop.root);
  }
  return Error{ErrorCode::kNotFound, format("{} is not in a drop folder", path),
               format("the drop folders are: {}", roots)};
}

Result<article::FileKey> Pipeline::locate(const std::string& path) const {
  const auto part = part_at(path);
  if (!part) return part.error();
  if (part->relative.empty()) {
    return Error{ErrorCode::kNotFound, format("{} is a drop folder, not a file in one", path), {}};
  }
  return article::FileKey{part->drop->name, part->relative};
}

}  // namespace quire::ingest
