#include "daemon/loop/background.h"

#include <stdexcept>
#include <utility>

namespace quire::loop {

struct Background::Job {
  uv_work_t request{};
  std::function<void()> work;
  std::function<void()> done;
  std::weak_ptr<std::size_t> pending;
};

Background::Background(Loop& loop) : loop_(loop), pending_(std::make_shared<std::size_t>(0)) {}

Background::~Background() = default;

void Background::run(std::function<void()> work, std::function<void()> done) {
  loop_.assert_on_thread();
  auto job = std::make_unique<Job>();
  job->work = std::move(work);
  job->done = std::move(done);
  job->pending = pending_;
  job->request.data = job.get();
  ++*pending_;
  const int status = uv_queue_work(
      loop_.raw(), &job->request,
      [](uv_work_t* request) { static_cast<Job*>(request->data)->work(); },
      [](uv_work_t* request, int) {
        const std::unique_ptr<Job> finished(static_cast<Job*>(request->data));
        const auto pending = finished->pending.lock();
        if (!pending) return;
        --*pending;
        finished->done();
      });
  if (status < 0) throw std::runtime_error(describe(error_from_uv(status, "queue work")));
  (void)job.release();  // the completion callback owns it now
}

}  // namespace quire::loop
