#pragma once
// How matches are ranked beyond the weights of a query's terms. Values.

#include <xapian.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/base/rfc3339.h"

namespace quire::store {

// BM25 as Robertson and Zaragoza give it ("The Probabilistic Relevance Framework", 2009), with the
// usual k1 and b; Xapian's own defaults are 1 and 0.5.
inline constexpr double kBm25K1 = 1.2;
inline constexpr double kBm25B = 0.75;

// How much a term tells that `having` of `all` articles have, as Xapian's BM25 takes it: one that
// most have still tells a little.
[[nodiscard]] inline double inverse_frequency(double all, double having) {
  const double odds = (all - having + 0.5) / (having + 0.5);
  return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

// Two words that stand together in the query.
struct Neighbours {
  std::string first;  // terms with positions
  std::string second;
  std::uint32_t within = 1;  // the second stands at most so many positions behind the first

  bool operator==(const Neighbours&) const = default;
};

// That newer articles are favoured.
struct Recency {
  std::int64_t half_life = 1;  // seconds, at least 1
  UnixSeconds now = 0;         // from which ages are counted

  bool operator==(const Recency&) const = default;
};

struct Ranking {
  // Articles in which they stand together as well come first among the best.
  std::vector<Neighbours> neighbours;
  // Words that the best articles share, and other articles seldom have, may count a little too.
  // They find no article: they only order those that are found.
  bool feedback = false;
  std::optional<Recency> recency{};

  bool operator==(const Ranking&) const = default;
};

// A stem that was added.
struct AddedWord {
  std::string stem;
  double weight = 0;  // of a word of the query: 1

  bool operator==(const AddedWord&) const = default;
};

// What an article's weight has beside that of the terms.
struct Gains {
  std::vector<double> neighbours{};  // by each of Ranking's; empty: it is not among the very best
  double recency = 0;
};

// An article among the best.
struct Ranked {
  Xapian::docid id = 0;
  double weight = 0;  // with the gains
  Gains gains{};
};

// By weight; what is equal stays in the order it has.
void put_in_order(std::span<Ranked> best);

}  // namespace quire::store
