#include "index/vocabulary/collected_words.h"

#include <algorithm>

namespace quire::vocabulary {

void CollectedWords::add(std::string_view word, std::uint64_t articles, std::uint32_t distance) {
  auto known = words_.find(word);
  if (known == words_.end()) known = words_.emplace(std::string(word), Count{0, distance}).first;
  known->second.articles += articles;
}

Expansion CollectedWords::first(std::size_t limit) const {
  std::vector<const Entry*> order;
  order.reserve(words_.size());
  for (const Entry& entry : words_) order.push_back(&entry);
  const std::size_t count = std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [](const Entry* a, const Entry* b) { return before(*a, *b); });
  Expansion expansion;
  expansion.cut = order.size() > limit;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [word, found] = *order[i];
    expansion.words.push_back({word, found.articles, found.distance});
  }
  return expansion;
}

bool CollectedWords::before(const Entry& a, const Entry& b) {
  if (a.second.distance != b.second.distance) return a.second.distance < b.second.distance;
  if (a.second.articles != b.second.articles) return a.second.articles > b.second.articles;
  return a.first < b.first;
}

}  // namespace quire::vocabulary
