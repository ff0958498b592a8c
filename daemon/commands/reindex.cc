#include "daemon/commands/reindex.h"

#include <memory>
#include <optional>
#include <utility>

#include "daemon/commands/request_path.h"
#include "daemon/ingest/pipeline.h"

namespace quire::commands {
namespace {

constexpr std::chrono::milliseconds kBetweenProgress{200};

// A call that waits for a reindex. It is answered once, whoever comes first.
class Waiting {
 public:
  Waiting(const Clock& clock, Call call) : clock_(clock), call_(std::move(call)) {}

  void progress(const ingest::ReindexProgress& progress) {
    const SteadyTime now = clock_.now();
    if (answered_ || (told_ && now - *told_ < kBetweenProgress)) return;
    told_ = now;
    call_.notify(
        protocol::encode_reindex_progress({call_.request.id, progress.done, progress.total}));
  }

  void done(const Result<ingest::ReindexReport>& report) {
    if (std::exchange(answered_, true)) return;
    if (!report) return call_.fail(report.error());
    protocol::ReindexResponse response;
    response.files = report->files;
    response.added = report->added;
    response.changed = report->changed;
    response.moved = report->moved;
    response.removed = report->removed;
    response.failed = report->failed;
    response.took_ms = static_cast<std::uint64_t>(report->took.count());
    response.joined = report->joined;
    call_.succeed(response);
  }

  void cancel() {
    done(Error{ErrorCode::kCancelled, "the request was cancelled", "the reindex goes on"});
  }

 private:
  const Clock& clock_;
  const Call call_;
  std::optional<SteadyTime> told_;
  bool answered_ = false;
};

Result<std::vector<std::string>> paths_of(const std::vector<std::string>& written) {
  std::vector<std::string> paths;
  for (const std::string& text : written) {
    auto path = path_in_request(text, "paths", "reindex");
    if (!path) return path.error();
    paths.push_back(*std::move(path));
  }
  return paths;
}

// Answers at once, with what stands in the way of the start if anything does.
void start_only(ingest::Pipeline& pipeline, const ingest::ReindexRequest& request,
                const Call& call) {
  const auto refusal = std::make_shared<std::optional<Error>>();
  pipeline.reindex(request, {{}, [refusal](const Result<ingest::ReindexReport>& report) {
                               if (!report) *refusal = report.error();
                             }});
  if (*refusal) return call.fail(**refusal);
  call.succeed(protocol::ReindexStarted{});
}

}  // namespace

ingest::ReindexListener reindex_listener(const Clock& clock, Call call) {
  const auto when_cancelled = call.when_cancelled;
  const auto waiting = std::make_shared<Waiting>(clock, std::move(call));
  if (when_cancelled) when_cancelled([waiting] { waiting->cancel(); });
  return {[waiting](const ingest::ReindexProgress& progress) { waiting->progress(progress); },
          [waiting](const Result<ingest::ReindexReport>& report) { waiting->done(report); }};
}

void reindex(Context& context, Call call) {
  const auto request = protocol::decode_reindex(call.request.params);
  if (!request) return call.fail(request.error());
  auto paths = paths_of(request->paths);
  if (!paths) return call.fail(paths.error());
  const ingest::ReindexRequest wanted{*std::move(paths), request->full};
  if (!request->wait) return start_only(context.pipeline, wanted, call);
  context.pipeline.reindex(wanted, reindex_listener(context.clock, std::move(call)));
}

}  // namespace quire::commands
