#pragma once
// The threads that search. Each has its own handles to the index, so that queries wait neither for
// indexing nor for one another.

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "daemon/commands/call.h"
#include "daemon/commands/turn_queue.h"
#include "daemon/loop/inbox.h"
#include "index/base/wake_pipe.h"
#include "index/store/search/searcher.h"
#include "index/text/stems/stemmers.h"

namespace quire::commands {

// What one searching thread has for itself.
struct Engine {
  store::Searcher searcher;
  text::Stemmers stemmers;
  const std::map<std::string, std::string>& drop_roots;  // by the drop folder's name
};

struct SearchPoolOptions {
  std::size_t threads = 2;
  std::size_t queue = 1024;  // searches that wait for a thread, besides one of each client
  std::string index;         // the index directory
  std::shared_ptr<const store::LiveView> live;  // of the library that this process writes to
  std::vector<std::string> languages = {"en"};  // see text::Stemmers
  std::map<std::string, std::string> drop_roots;
};

class SearchPool {
 public:
  // kInvalidArgument for a language that has no stemmer.
  [[nodiscard]] static Result<std::unique_ptr<SearchPool>> create(loop::Inbox& inbox,
                                                                  FileSystem& files,
                                                                  SearchPoolOptions options);
  // Drops what waits, ends what runs.
  ~SearchPool();
  SearchPool(const SearchPool&) = delete;
  SearchPool& operator=(const SearchPool&) = delete;

  // Runs `work(engine)` on a searching thread and answers the call with what it returns, a
  // Result<Response>. Clients take turns. When too many wait the call fails with kBusy, unless it
  // is its client's only one. Loop thread.
  template <class Work>
  void run(Call call, Work work) {
    auto shared = std::make_shared<const Call>(std::move(call));
    const bool taken =
        submit(shared->client.get(), [this, shared, work = std::move(work)](Engine& engine) {
          // The answer is written here, off the loop.
          answer(shared, response_text(*shared, engine, work));
        });
    if (!taken) {
      shared->fail(
          Error{ErrorCode::kBusy, "too many searches are waiting", "try again in a moment"});
    }
  }

 private:
  using Job = std::function<void(Engine&)>;

  SearchPool(loop::Inbox& inbox, SearchPoolOptions options, WakePipe wakeup);
  void serve(Engine& engine);

  template <class Work>
  static std::string response_text(const Call& call, Engine& engine, const Work& work) {
    if (call.cancelled && *call.cancelled) {
      const Error error{ErrorCode::kCancelled, "the request was cancelled", {}};
      return protocol::encode_error(call.request.id, protocol::to_rpc(error));
    }
    const auto result = work(engine);
    return result ? protocol::encode_response(call.request.id, *result)
                  : protocol::encode_error(call.request.id, protocol::to_rpc(result.error()));
  }

  [[nodiscard]] bool submit(const void* client, Job job);
  void answer(const std::shared_ptr<const Call>& call, std::string text);

  loop::Inbox& inbox_;
  const SearchPoolOptions options_;
  TurnQueue<Job> jobs_;
  WakePipe wakeup_;  // once for each job
  std::atomic<bool> stopping_{false};
  std::vector<std::thread> threads_;
};

}  // namespace quire::commands
