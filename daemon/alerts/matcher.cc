#include "daemon/alerts/matcher.h"

#include <algorithm>
#include <utility>

namespace quire::alerts {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRetry{100};
// For fewer queries than that, or more articles, looking for candidates costs more than it saves.
constexpr std::size_t kFewQueries = 32;
constexpr std::size_t kManyArticles = 256;

}  // namespace

Matcher::Matcher(FileSystem& files, MatcherOptions options, text::Stemmers stemmers,
                 BoundedQueue<MatcherTask>& tasks, std::function<void(std::vector<Match>)> deliver)
    : options_(std::move(options)),
      stemmers_(std::move(stemmers)),
      context_{stemmers_, options_.drops},
      searcher_(files, options_.index, options_.live),
      tasks_(tasks),
      deliver_(std::move(deliver)) {}

void Matcher::add(std::uint64_t id, std::uint64_t outlet, query::StandingQuery query,
                  std::uint64_t since) {
  queries_.add(id, std::move(query));
  subscriptions_[id] = {outlet, since, {}};
}

void Matcher::remove(std::uint64_t id) {
  queries_.remove(id);
  subscriptions_.erase(id);
}

void Matcher::taken(const std::vector<Match>& refused) {
  delivering_ = false;
  for (auto match = refused.rbegin(); match != refused.rend(); ++match) {
    const auto found = subscriptions_.find(match->subscription);
    if (found != subscriptions_.end()) found->second.pending.push_front(match->number);
  }
}

std::map<std::uint64_t, std::uint64_t> Matcher::positions(
    const std::vector<std::uint64_t>& subscriptions) const {
  std::map<std::uint64_t, std::uint64_t> positions;
  if (delivering_) return positions;
  for (const std::uint64_t id : subscriptions) {
    const auto found = subscriptions_.find(id);
    if (found != subscriptions_.end() && found->second.pending.empty()) {
      positions[id] = found->second.position;
    }
  }
  return positions;
}

bool Matcher::step() {
  const bool busy = !retry_ && work();
  auto task = busy     ? tasks_.pop_until(steady_clock::now())
              : retry_ ? tasks_.pop_until(*retry_)
                       : tasks_.pop();
  while (task) {
    (*task)(*this);
    task = tasks_.pop_until(steady_clock::now());
  }
  if (retry_ && steady_clock::now() >= *retry_) retry_.reset();
  return !tasks_.closed();
}

bool Matcher::work() { return !delivering_ && (deliver_some() || match_some()); }

std::optional<std::uint64_t> Matcher::next_start(std::uint64_t last) {
  // Who is nearly up to date goes on at once, and takes turns with those who have much to catch up.
  oldest_first_ = !oldest_first_;
  std::optional<std::uint64_t> start;
  for (const auto& [id, one] : subscriptions_) {
    if (!is_behind(one, last)) continue;
    const auto position = one.position;
    start = !start          ? position
            : oldest_first_ ? std::min(*start, position)
                            : std::max(*start, position);
  }
  return start;
}

bool Matcher::match_some() {
  const std::uint64_t known = options_.live->news();
  const auto start = next_start(known);
  if (!start) return false;
  const auto journal = options_.live->journal();
  std::uint64_t upto = 0;
  std::map<std::uint64_t, std::vector<std::uint64_t>> matches;
  const auto matched = searcher_.with_news(
      [&](std::uint64_t last) {
        auto slice = journal->after(*start, last, options_.batch);
        upto = slice.upto;
        return slice.news;
      },
      [&](const store::NewsBatch& batch) {
        matches.clear();
        match_batch(batch, *start, upto, matches);
      });
  if (!matched) {
    retry_ = steady_clock::now() + kRetry;
    return false;
  }
  for (auto& [id, one] : subscriptions_) {
    if (!is_behind(one, known) || one.position < *start || one.position >= upto) continue;
    const auto found = matches.find(id);
    if (found != matches.end()) {
      one.pending.insert(one.pending.end(), found->second.begin(), found->second.end());
    }
    one.position = upto;
  }
  return true;
}

void Matcher::match_batch(const store::NewsBatch& batch, std::uint64_t from, std::uint64_t upto,
                          std::map<std::uint64_t, std::vector<std::uint64_t>>& matches) const {
  const bool choose = subscriptions_.size() > kFewQueries && batch.size() < kManyArticles;
  const auto candidates = choose ? queries_.candidates(batch) : std::unordered_set<std::uint64_t>();
  for (const auto& [id, one] : subscriptions_) {
    const bool takes_part = one.position >= from && one.position < upto &&
                            one.pending.size() < kMostPending &&
                            (!choose || candidates.contains(id));
    if (!takes_part) continue;
    for (const std::size_t index : queries_.at(id).match(batch, context_)) {
      const std::uint64_t number = batch.news(index).number;
      if (number > one.position) matches[id].push_back(number);
    }
  }
}

bool Matcher::deliver_some() {
  constexpr std::size_t kAtATime = 64;
  std::map<std::uint64_t, std::vector<std::uint64_t>> wanted;
  std::vector<std::uint64_t> numbers;
  for (const auto& [id, one] : subscriptions_) {
    if (closed_.contains(one.outlet)) continue;
    for (const std::uint64_t number : one.pending) {
      if (numbers.size() == kAtATime) break;
      wanted[id].push_back(number);
      numbers.push_back(number);
    }
  }
  if (wanted.empty()) return false;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const auto journal = options_.live->journal();
  std::vector<Match> matches;
  std::map<std::uint64_t, std::uint64_t> done;
  const auto rendered = searcher_.with_news(
      [&](std::uint64_t last) {
        std::vector<store::News> news;
        for (const std::uint64_t number : numbers) {
          // One that has come again since is told under its later number.
          const auto slice = journal->after(number - 1, last, 1);
          if (!slice.news.empty() && slice.news.front().number == number) {
            news.push_back(slice.news.front());
          }
        }
        return news;
      },
      [&](const store::NewsBatch& batch) {
        matches.clear();
        done.clear();
        render(batch, wanted, matches, done);
      });
  if (!rendered) {
    retry_ = steady_clock::now() + kRetry;
    return false;
  }
  for (const auto& [id, upto] : done) {
    auto& pending = subscriptions_[id].pending;
    while (!pending.empty() && pending.front() <= upto) pending.pop_front();
  }
  if (matches.empty()) return true;
  delivering_ = true;
  deliver_(std::move(matches));
  return true;
}

void Matcher::render(const store::NewsBatch& batch,
                     const std::map<std::uint64_t, std::vector<std::uint64_t>>& wanted,
                     std::vector<Match>& matches, std::map<std::uint64_t, std::uint64_t>& done) {
  std::map<std::uint64_t, std::size_t> places;
  for (std::size_t i = 0; i < batch.size(); ++i) places[batch.news(i).number] = i;
  std::size_t bytes = 0;
  for (const auto& [id, numbers] : wanted) {
    const text::MatchTerms terms = queries_.at(id).match_terms(batch, context_);
    for (const std::uint64_t number : numbers) {
      if (bytes > options_.delivery_bytes) return;
      done[id] = number;
      const auto place = places.find(number);
      if (place == places.end()) continue;  // it has gone
      std::string hit = options_.render(batch.article(place->second), terms, stemmers_);
      bytes += hit.size();
      matches.push_back({id, number, batch.news(place->second).updated, std::move(hit)});
    }
  }
}

}  // namespace quire::alerts
