#include "daemon/commands/search_pool.h"

namespace quire::commands {

SearchPool::SearchPool(loop::Inbox& inbox, SearchPoolOptions options)
    : inbox_(inbox), options_(std::move(options)), jobs_(options_.queue) {}

Result<std::unique_ptr<SearchPool>> SearchPool::create(loop::Inbox& inbox, FileSystem& files,
                                                       SearchPoolOptions options) {
  std::unique_ptr<SearchPool> pool(new SearchPool(inbox, std::move(options)));
  for (std::size_t i = 0; i < pool->options_.threads; ++i) {
    auto stemmer = text::Stemmer::create(pool->options_.language);
    if (!stemmer) return stemmer.error();
    auto engine = std::make_shared<Engine>(Engine{store::Searcher(files, pool->options_.index),
                                                  *std::move(stemmer), pool->options_.drop_roots});
    pool->threads_.emplace_back([raw = pool.get(), engine] {
      while (auto job = raw->jobs_.pop()) {
        if (!raw->stopping_) (*job)(*engine);
      }
    });
  }
  return pool;
}

SearchPool::~SearchPool() {
  stopping_ = true;
  jobs_.close();
  for (std::thread& thread : threads_) thread.join();
}

bool SearchPool::submit(Job job) { return jobs_.try_push(job); }

void SearchPool::answer(const std::shared_ptr<const Call>& call, std::string text) {
  inbox_.post([call, text = std::move(text)]() mutable { call->respond(std::move(text)); });
}

}  // namespace quire::commands
