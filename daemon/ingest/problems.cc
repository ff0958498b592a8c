#include "daemon/ingest/problems.h"

namespace quire::ingest {

bool Problems::set(const std::string& key, const Error& error) {
  const auto [found, is_new] = problems_.try_emplace(key);
  Problem& problem = found->second;
  const bool changed = problem.what != error.message;
  if (is_new) problem.since = clock_.wall_nanoseconds() / 1'000'000'000;
  problem.what = error.message;
  problem.hint = error.hint;
  return is_new || changed;
}

bool Problems::clear(const std::string& key) { return problems_.erase(key) > 0; }

void Problems::clear_all(const std::string& prefix) {
  std::erase_if(problems_, [&](const auto& entry) { return entry.first.starts_with(prefix); });
}

std::vector<Problem> Problems::list() const {
  std::vector<Problem> out;
  for (const auto& [key, problem] : problems_) out.push_back(problem);
  return out;
}

}  // namespace quire::ingest
