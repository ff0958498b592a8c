#include "index/store/rank/match_guard.h"

#include <algorithm>
#include <utility>

namespace quire::store {
namespace {

constexpr unsigned kEvery = 64;  // candidates between two looks at the time

}  // namespace

struct MatchGuard::State {
  std::optional<SteadyTime> deadline;
  std::shared_ptr<const std::atomic<bool>> cancelled;
  std::function<SteadyTime()> now;
  unsigned candidates = 0;
  bool ended = false;

  // Notes `looked_at` more candidates.
  void look(unsigned looked_at) {
    candidates += looked_at;
    if (candidates < kEvery) return;
    candidates = 0;
    if (is_over({})) ended = true;
  }

  [[nodiscard]] bool is_over(SteadyTime::duration grace) const {
    if (is_cancelled()) throw MatchCancelled{};
    return has_passed(grace);
  }

  [[nodiscard]] bool is_cancelled() const {
    return cancelled && cancelled->load(std::memory_order_relaxed);
  }
  [[nodiscard]] bool has_passed(SteadyTime::duration grace) const {
    return deadline && now() >= *deadline + grace;
  }
};

// All documents of a segment, until the time is up.
class MatchGuard::Source final : public Xapian::PostingSource {
 public:
  explicit Source(std::shared_ptr<State> state) : state_(std::move(state)) {}

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void init(const Xapian::Database& segment) override {
    documents_ = segment.get_doccount();
    last_ = segment.get_lastdocid();
    at_ = 0;
  }
  void next(double) override {
    ++at_;
    state_->look(1);
  }
  void skip_to(Xapian::docid id, double) override {
    at_ = std::max(at_, id);
    state_->look(1);
  }
  [[nodiscard]] bool at_end() const override { return at_ > 0 && (state_->ended || at_ > last_); }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  // Owned by Xapian, as it wants it.
  [[nodiscard]] Source* clone() const override { return new Source(state_); }

 private:
  std::shared_ptr<State> state_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

MatchGuard::MatchGuard(std::optional<SteadyTime> deadline,
                       std::shared_ptr<const std::atomic<bool>> cancelled,
                       std::function<SteadyTime()> now)
    : state_(std::make_shared<State>()) {
  state_->deadline = deadline;
  state_->cancelled = std::move(cancelled);
  state_->now = std::move(now);
}

Xapian::Query MatchGuard::around(Xapian::Query query) const {
  if (!state_) return query;
  Source source(state_);
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(&source)};
}

bool MatchGuard::has_ended_match() const { return state_ && state_->ended; }

bool MatchGuard::goes_on(unsigned candidates) const {
  if (!state_) return true;
  state_->look(candidates);
  return !state_->ended;
}

bool MatchGuard::is_over(SteadyTime::duration grace) const {
  return state_ && state_->is_over(grace);
}

bool MatchGuard::is_unwanted() const {
  return state_ && (state_->is_cancelled() || state_->has_passed({}));
}

}  // namespace quire::store
