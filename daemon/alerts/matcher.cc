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
  subscriptions_[id] = {outlet, since, 0};
  ++outlets_[outlet].subscriptions;
}

void Matcher::remove(std::uint64_t id) {
  const auto found = subscriptions_.find(id);
  if (found == subscriptions_.end()) return;
  const auto outlet = outlets_.find(found->second.outlet);
  // What waits for others is passed over when its turn comes.
  if (--outlet->second.subscriptions == 0) outlets_.erase(outlet);
  queries_.remove(id);
  subscriptions_.erase(found);
}

void Matcher::open_outlet(std::uint64_t outlet) {
  const auto found = outlets_.find(outlet);
  if (found != outlets_.end()) found->second.closed = false;
}

void Matcher::close_outlet(std::uint64_t outlet) {
  const auto found = outlets_.find(outlet);
  if (found != outlets_.end()) found->second.closed = true;
}

void Matcher::taken(const std::vector<Match>& refused) {
  delivering_ = false;
  std::map<std::uint64_t, std::vector<WaitingMatch>> by_outlet;
  for (const Match& match : refused) {
    const auto found = subscriptions_.find(match.subscription);
    if (found == subscriptions_.end()) continue;
    by_outlet[found->second.outlet].push_back({match.number, match.subscription});
  }
  for (auto& [outlet, matches] : by_outlet) keep(outlet, std::move(matches));
}

void Matcher::keep(std::uint64_t outlet, std::vector<WaitingMatch> matches) {
  if (matches.empty()) return;
  for (const WaitingMatch& match : matches) ++subscriptions_.at(match.subscription).waiting;
  outlets_.at(outlet).waiting.add(std::move(matches));
}

std::map<std::uint64_t, std::uint64_t> Matcher::positions(
    const std::vector<std::uint64_t>& subscriptions) const {
  std::map<std::uint64_t, std::uint64_t> positions;
  if (delivering_) return positions;
  for (const std::uint64_t id : subscriptions) {
    const auto found = subscriptions_.find(id);
    if (found != subscriptions_.end() && found->second.waiting == 0) {
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

bool Matcher::work() { return (!delivering_ && deliver_some()) || match_some(); }

std::optional<std::uint64_t> Matcher::next_start(std::uint64_t last) {
  // Who is nearly up to date goes on at once, and takes turns with those who have much to catch up.
  oldest_first_ = !oldest_first_;
  const std::uint64_t near = last - std::min<std::uint64_t>(last, options_.batch);
  std::optional<std::uint64_t> oldest;
  std::optional<std::uint64_t> nearly;
  for (const auto& [id, one] : subscriptions_) {
    if (!is_behind(one, last)) continue;
    oldest = std::min(oldest.value_or(one.position), one.position);
    if (one.position >= near) nearly = std::min(nearly.value_or(one.position), one.position);
  }
  return nearly && !oldest_first_ ? nearly : oldest;
}

bool Matcher::match_some() {
  const std::uint64_t known = options_.live->news();
  const auto start = next_start(known);
  if (!start) return false;
  const auto journal = options_.live->journal();
  std::uint64_t upto = 0;
  BatchMatches matches;
  const auto matched = searcher_.with_news(
      [&](std::uint64_t last) {
        auto slice = journal->after(*start, last, options_.batch);
        upto = slice.upto;
        return slice.news;
      },
      [&](const store::NewsBatch& batch) { matches = match_batch(batch, *start, upto); });
  if (!matched) {
    retry_ = steady_clock::now() + kRetry;
    return false;
  }
  // Those that match_batch() asked or knew not to match: more may have been published than was
  // known.
  for (auto& [id, one] : subscriptions_) {
    if (is_next(one, *start, upto) && !matches.postponed.contains(id)) one.position = upto;
  }
  for (auto& [outlet, found] : matches.by_outlet) keep(outlet, std::move(found));
  return true;
}

Matcher::BatchMatches Matcher::match_batch(const store::NewsBatch& batch, std::uint64_t from,
                                           std::uint64_t upto) const {
  BatchMatches matches;
  const bool choose = subscriptions_.size() > kFewQueries && batch.size() < kManyArticles;
  const auto candidates = choose ? queries_.candidates(batch) : std::unordered_set<std::uint64_t>();
  for (const auto& [id, one] : subscriptions_) {
    const bool takes_part = is_next(one, from, upto) && (!choose || candidates.contains(id));
    if (!takes_part) continue;
    std::vector<WaitingMatch>& found = matches.by_outlet[one.outlet];
    if (!outlets_.at(one.outlet).has_room() || found.size() >= kMostOfBatch) {
      matches.postponed.insert(id);
      continue;
    }
    for (const std::size_t index : queries_.at(id).match(batch, context_)) {
      const std::uint64_t number = batch.news(index).number;
      if (number > one.position) found.push_back({number, id});
    }
  }
  return matches;
}

std::vector<Matcher::Chosen> Matcher::choose() {
  constexpr std::size_t kAtATime = 256;
  constexpr std::size_t kLeast = 16;  // of an outlet, so that an article is read for several
  std::vector<std::map<std::uint64_t, Outlet>::const_iterator> open;
  for (auto outlet = outlets_.begin(); outlet != outlets_.end(); ++outlet) {
    if (!outlet->second.closed && !outlet->second.waiting.empty()) open.push_back(outlet);
  }
  std::vector<Chosen> chosen;
  if (open.empty()) return chosen;
  const auto next = std::find_if(open.begin(), open.end(),
                                 [this](const auto& one) { return one->first > last_served_; });
  std::rotate(open.begin(), next, open.end());
  const std::size_t share = std::max(kAtATime / open.size(), kLeast);
  for (const auto& outlet : open) {
    for (const WaitingMatch& match : outlet->second.waiting.first(share)) {
      chosen.push_back({match, outlet->first});
    }
    last_served_ = outlet->first;
    if (chosen.size() >= kAtATime) break;
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

bool Matcher::deliver_some() {
  const std::vector<Chosen> chosen = choose();
  if (chosen.empty()) return false;
  const auto journal = options_.live->journal();
  std::vector<Match> matches;
  std::size_t done = 0;
  const auto rendered = searcher_.with_news(
      [&](std::uint64_t last) {
        std::vector<store::News> news;
        std::uint64_t looked_up = 0;
        for (const Chosen& one : chosen) {
          const std::uint64_t number = one.match.number;
          if (std::exchange(looked_up, number) == number) continue;
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
        done = render(batch, chosen, matches);
      });
  if (!rendered) {
    retry_ = steady_clock::now() + kRetry;
    return false;
  }
  drop(std::span(chosen).first(done));
  if (matches.empty()) return true;
  delivering_ = true;
  deliver_(std::move(matches));
  return true;
}

void Matcher::drop(std::span<const Chosen> done) {
  for (const Chosen& one : done) {
    outlets_.at(one.outlet).waiting.drop_first(1);
    const auto found = subscriptions_.find(one.match.subscription);
    if (found != subscriptions_.end()) --found->second.waiting;
  }
}

std::size_t Matcher::render(const store::NewsBatch& batch, std::span<const Chosen> chosen,
                            std::vector<Match>& matches) {
  std::map<std::uint64_t, std::size_t> places;
  for (std::size_t i = 0; i < batch.size(); ++i) places[batch.news(i).number] = i;
  std::size_t bytes = 0;
  std::size_t done = 0;
  std::uint64_t at_hand = 0;  // the number of the article that is read
  store::StoredArticle article;
  WriteHit write;
  for (; done < chosen.size() && bytes <= options_.delivery_bytes; ++done) {
    const auto [number, id] = chosen[done].match;
    const auto place = places.find(number);
    // It has gone, or who wanted it has.
    if (place == places.end() || !subscriptions_.contains(id)) continue;
    if (std::exchange(at_hand, number) != number) {
      article = batch.article(place->second);
      write = options_.render(article, stemmers_);
    }
    std::string hit = write(queries_.at(id).match_terms(batch, place->second, context_));
    bytes += hit.size();
    matches.push_back({id, number, batch.news(place->second).updated, std::move(hit)});
  }
  return done;
}

}  // namespace quire::alerts
