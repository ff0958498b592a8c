#include "daemon/ingest/worker.h"

#include "index/article/extract.h"

namespace quire::ingest {
namespace {

article::FileKey key_of(const FileWork& work) { return {work.drop->name, work.relative}; }

std::string path_of(const FileWork& work) { return join_path(work.drop->root, work.relative); }

Error no_article(FileKind kind) {
  if (kind == FileKind::kSymlink) {
    return Error{ErrorCode::kUnsupported, "a symbolic link, which is not followed",
                 "drop the file itself, or a hard link"};
  }
  return Error{ErrorCode::kUnsupported, "a device, socket or FIFO", "only regular files are read"};
}

// The system is short of something for the moment; the file itself is all right.
bool is_passing(const Error& error) { return error.code == ErrorCode::kBusy; }

}  // namespace

Worker::Worker(WorkerContext& context, store::SegmentBuilder builder)
    : context_(context), builder_(std::move(builder)) {}

bool Worker::step() {
  auto work = context_.lanes.pop();
  if (!work) return false;
  const std::uint64_t order = context_.order.begin();
  Seen seen = look_at(*work);
  if (auto* reading = std::get_if<Reading>(&seen)) {
    reading->order = order;
    const std::size_t cost = reading->prepared ? reading->prepared->bytes() : 1;
    context_.readings.push(std::move(*reading), cost);
  } else {
    context_.report({*std::move(work), std::get<Outcome>(seen)});
  }
  context_.order.end(order);
  return true;
}

Worker::Seen Worker::look_at(const FileWork& work) {
  if (work.hidden) {
    return drop_is_there(*work.drop) ? Seen(Reading{work, 0, std::nullopt}) : Outcome::kUnchanged;
  }
  const auto status = context_.files.status(path_of(work));
  if (status && status->kind != FileKind::kDirectory) return read(work, *status);
  if (!status && is_passing(status.error())) return Outcome::kUnsettled;
  const bool gone = status.ok() || status.error().code == ErrorCode::kNotFound;
  if (gone && drop_is_there(*work.drop)) return Reading{work, 0, std::nullopt};
  // Not gone, only out of sight: what the index has of it stays.
  return Outcome::kUnchanged;
}

Worker::Seen Worker::read(const FileWork& work, const FileStatus& status) {
  if (status.kind != FileKind::kRegular) {
    return remember_failure(work, status, no_article(status.kind));
  }
  if (!work.settled && is_young(status)) return Outcome::kUnsettled;
  auto content = context_.files.read(path_of(work), context_.max_file_bytes);
  if (!content) {
    const bool passing =
        is_passing(content.error()) || content.error().code == ErrorCode::kNotFound;
    return passing ? Seen(Outcome::kUnsettled) : remember_failure(work, status, content.error());
  }
  if (content->changed) return Outcome::kUnsettled;
  const FileStatus read_status = content->status;
  const article::FileKey key = key_of(work);
  auto articles = article::extract(key, *std::move(content));
  if (!articles) return remember_failure(work, read_status, articles.error());
  return Reading{work, 0,
                 builder_.prepare(key, store::file_state(read_status), *std::move(articles))};
}

Worker::Seen Worker::remember_failure(const FileWork& work, const FileStatus& status,
                                      const Error& reason) {
  return Reading{work, 0,
                 builder_.prepare_failure(key_of(work), store::file_state(status), reason)};
}

bool Worker::is_young(const FileStatus& status) const {
  const std::int64_t age = context_.clock.wall_nanoseconds() - status.mtime_ns;
  // A time in the future says nothing about when the file was written.
  return age >= 0 && std::chrono::nanoseconds(age) < context_.settle;
}

bool Worker::drop_is_there(const Drop& drop) const {
  const std::uint64_t device = drop.device;
  // With "/." it may be a symbolic link, and anything but a folder is an error.
  const auto root = context_.files.status(join_path(drop.root, "."));
  return device != 0 && root && root->device == device;
}

}  // namespace quire::ingest
