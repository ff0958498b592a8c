#include "daemon/commands/everywhere.h"

#include <algorithm>

#include "daemon/commands/merge_answers.h"
#include "daemon/commands/search_pool.h"
#include "daemon/protocol/request.h"
#include "daemon/remotes/remotes.h"
#include "index/base/format.h"

namespace quire::commands {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// The answers to one search, as they come in.
struct Gathering {
  Call call;
  protocol::SearchRequest request;
  SteadyTime start{};
  std::vector<PartAnswer> answers{};
  std::size_t missing = 0;
  // What the others were asked.
  std::vector<std::pair<remotes::Remote*, remotes::Remote::RequestId>> asked{};
};

std::vector<PartStart> everyone(const Context& context) {
  std::vector<PartStart> parts = {PartStart{}};
  for (const auto& remote : context.remotes.all()) parts.push_back({remote->name(), {}, 0});
  return parts;
}

Result<std::vector<PartStart>> starts_of(const Context& context,
                                         const protocol::SearchRequest& request) {
  if (!request.cursor.empty()) return read_parts_cursor(request.cursor);
  if (request.offset + request.limit <= context.limits.results) return everyone(context);
  return Error{ErrorCode::kTooLarge,
               format("over several daemons \"offset\" and \"limit\" may be {} together",
                      context.limits.results),
               "page with \"cursor\", or set \"remotes\" to false"};
}

// On a searching thread, as answers may be long.
void answer(Context& context, const std::shared_ptr<Gathering>& gathering) {
  context.searchers.run(std::move(gathering->call), [gathering](Engine&) {
    auto merged = merge_answers(gathering->request, gathering->answers);
    if (!merged) return merged;
    const auto took = steady_clock::now() - gathering->start;
    merged->took_us =
        static_cast<std::uint64_t>(std::chrono::duration_cast<microseconds>(took).count());
    return merged;
  });
}

}  // namespace

void search_everywhere(Context& context, Call call, protocol::SearchRequest request,
                       SteadyTime deadline, const SearchHere& search_here) {
  auto starts = starts_of(context, request);
  if (!starts) return call.fail(starts.error());
  auto gathering = std::make_shared<Gathering>(Gathering{std::move(call), std::move(request)});
  gathering->start = steady_clock::now();
  gathering->missing = starts->size() + 1;  // and ourselves, until all are asked
  const auto arrived = [&context, gathering](std::size_t part, Result<std::string> response) {
    gathering->answers[part].response = std::move(response);
    if (--gathering->missing == 0) answer(context, gathering);
  };
  for (const PartStart& start : *starts) {
    gathering->answers.push_back(
        {start, Error{ErrorCode::kNotFound, "there is no such remote", {}}});
  }
  for (std::size_t part = 0; part < starts->size(); ++part) {
    const PartStart& start = (*starts)[part];
    const protocol::SearchRequest asked =
        part_request(gathering->request, start, context.limits.results);
    if (start.name.empty()) {
      Call here = gathering->call;
      here.respond = [arrived, part](std::string text) { arrived(part, std::move(text)); };
      search_here(std::move(here), asked);
    } else if (remotes::Remote* remote = context.remotes.find(start.name)) {
      const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
      const auto sent = remote->ask(
          [&](std::uint64_t id) { return protocol::encode_request(id, asked); }, left,
          [arrived, part](Result<std::string> text) { arrived(part, std::move(text)); });
      gathering->asked.emplace_back(remote, sent);
    } else {
      --gathering->missing;
    }
  }
  if (gathering->call.when_cancelled) {
    gathering->call.when_cancelled([gathering] {
      for (const auto& [remote, id] : gathering->asked) remote->take_back(id);
    });
  }
  if (--gathering->missing == 0) answer(context, gathering);
}

}  // namespace quire::commands
