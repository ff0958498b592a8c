#include "index/store/rank/recency.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "index/store/format/schema.h"

namespace quire::store {

double freshness(const Xapian::Document& article, const Recency& recency) {
  const std::string published = article.get_value(slot::kPublished);
  if (published.empty()) return 0;
  const double age = static_cast<double>(recency.now) - Xapian::sortable_unserialise(published);
  return std::exp2(-std::max(age, 0.0) / static_cast<double>(recency.half_life));
}

void favour_recent(const Xapian::Database& database, const Recency& recency,
                   const MatchGuard& guard, std::span<Ranked> best) {
  for (Ranked& article : best) {
    if (!guard.goes_on()) return;
    article.gains.recency = article.weight * freshness(database.get_document(article.id), recency);
    article.weight += article.gains.recency;
  }
  put_in_order(best);
}

}  // namespace quire::store
