#include "index/store/rank/neighbours.h"

#include <map>

namespace quire::store {
namespace {

// What a pair weighs of what its words weigh.
constexpr double kPairWeight = 0.25;

using Positions = std::vector<Xapian::termpos>;

double weight_of(const Xapian::Database& database, const std::string& term) {
  return inverse_frequency(database.get_doccount(), database.get_termfreq(term));
}

// How often one of `second` stands at most `within` behind one of `first`.
std::uint32_t count_together(const Positions& first, const Positions& second,
                             std::uint32_t within) {
  std::uint32_t count = 0;
  auto next = second.begin();
  for (const Xapian::termpos at : first) {
    while (next != second.end() && *next <= at) ++next;
    if (next != second.end() && *next - at <= within) ++count;
  }
  return count;
}

// The positions of an article's words, each read once.
class Reading {
 public:
  Reading(const Xapian::Database& database, Xapian::docid id) : database_(database), id_(id) {}

  const Positions& of(const std::string& term) {
    const auto [known, is_new] = positions_.try_emplace(term);
    if (is_new) {
      known->second.assign(database_.positionlist_begin(id_, term),
                           database_.positionlist_end(id_, term));
    }
    return known->second;
  }

 private:
  const Xapian::Database& database_;
  const Xapian::docid id_;
  std::map<std::string_view, Positions> positions_;
};

}  // namespace

void favour_neighbours(const Xapian::Database& database, const std::vector<Neighbours>& neighbours,
                       const MatchGuard& guard, std::span<Ranked> best) {
  std::vector<double> weights;
  for (const Neighbours& pair : neighbours) {
    weights.push_back(kPairWeight *
                      (weight_of(database, pair.first) + weight_of(database, pair.second)));
  }
  if (neighbours.empty()) return;
  const double usual_length = database.get_avlength();
  for (Ranked& article : best) {
    if (!guard.goes_on()) return;
    Reading reading(database, article.id);
    const double length = database.get_doclength(article.id) / usual_length;
    const double damping = kBm25K1 * (1 - kBm25B + kBm25B * length);
    article.gains.neighbours.assign(neighbours.size(), 0);
    for (std::size_t i = 0; i < neighbours.size(); ++i) {
      const Neighbours& pair = neighbours[i];
      const Positions& first = reading.of(pair.first);
      if (first.empty()) continue;
      const std::uint32_t count = count_together(first, reading.of(pair.second), pair.within);
      article.gains.neighbours[i] = weights[i] * count * (kBm25K1 + 1) / (count + damping);
      article.weight += article.gains.neighbours[i];
    }
  }
  put_in_order(best);
}

}  // namespace quire::store
