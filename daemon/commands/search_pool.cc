#include "daemon/commands/search_pool.h"

namespace quire::commands {

SearchPool::SearchPool(loop::Inbox& inbox, SearchPoolOptions options, WakePipe wakeup)
    : inbox_(inbox),
      options_(std::move(options)),
      jobs_(options_.queue),
      wakeup_(std::move(wakeup)) {}

Result<std::unique_ptr<SearchPool>> SearchPool::create(loop::Inbox& inbox, FileSystem& files,
                                                       SearchPoolOptions options) {
  auto wakeup = WakePipe::create();
  if (!wakeup) return wakeup.error();
  std::unique_ptr<SearchPool> pool(new SearchPool(inbox, std::move(options), *std::move(wakeup)));
  for (std::size_t i = 0; i < pool->options_.threads; ++i) {
    auto stemmers = text::Stemmers::create(pool->options_.languages);
    if (!stemmers) return stemmers.error();
    store::Searcher searcher(files, pool->options_.index, pool->options_.live);
    auto engine = std::make_shared<Engine>(
        Engine{std::move(searcher), *std::move(stemmers), pool->options_.drop_roots});
    pool->threads_.emplace_back([raw = pool.get(), engine] { raw->serve(*engine); });
  }
  return pool;
}

void SearchPool::serve(Engine& engine) {
  while (wakeup_.sleep() && !stopping_) {
    if (auto job = jobs_.pop()) (*job)(engine);
  }
}

SearchPool::~SearchPool() {
  stopping_ = true;
  jobs_.close();
  wakeup_.close_waker();
  for (std::thread& thread : threads_) thread.join();
}

bool SearchPool::submit(const void* client, Job job) {
  if (!jobs_.try_push(client, job)) return false;
  wakeup_.wake();
  return true;
}

void SearchPool::answer(const std::shared_ptr<const Call>& call, std::string text) {
  inbox_.post([call, text = std::move(text)]() mutable { call->respond(std::move(text)); });
}

}  // namespace quire::commands
