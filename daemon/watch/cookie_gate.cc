#include "daemon/watch/cookie_gate.h"

#include <algorithm>

namespace quire::watch {

void CookieGate::seen(const std::string& name, std::uint64_t batch) {
  if (!known_.insert(name).second) return;
  waiting_.push_back({name, batch, std::nullopt});
  release();
}

void CookieGate::listed(const std::vector<std::string>& names, std::uint64_t batch) {
  const std::set<std::string, std::less<>> present(names.begin(), names.end());
  std::erase_if(known_, [&](const std::string& name) { return !present.contains(name); });
  for (const std::string& name : names) seen(name, batch);
}

void CookieGate::batch_done(std::uint64_t batch) {
  done_ = std::max(done_, batch);
  release();
}

void CookieGate::release() {
  for (auto cookie = waiting_.begin(); cookie != waiting_.end();) {
    if (!may_pass(*cookie)) {
      ++cookie;
      continue;
    }
    const std::string name = std::move(cookie->name);
    cookie = waiting_.erase(cookie);
    listener_.on_cookie(name);
  }
}

bool CookieGate::may_pass(Waiting& cookie) {
  if (cookie.batch > done_) return false;
  if (!cookie.mark) cookie.mark = polled_.hurry();
  return polled_.reached(*cookie.mark);
}

void CookieGate::clear() {
  known_.clear();
  waiting_.clear();
}

}  // namespace quire::watch
