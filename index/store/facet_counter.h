#pragma once
// Counts the values of one field over the matches of a query. Internal to the store.

#include <xapian.h>

#include <string>
#include <unordered_map>

#include "index/store/facet.h"

namespace quire::store {

class FacetCounter final : public Xapian::MatchSpy {
 public:
  explicit FacetCounter(FacetField field) : field_(field) {}

  void operator()(const Xapian::Document& document, double weight) override;
  // `total`: how many matches there are; `limit`: how many values are wanted.
  [[nodiscard]] FacetCounts counts(std::uint64_t total, std::size_t limit) const;

 private:
  FacetField field_;
  std::uint64_t looked_at_ = 0;
  std::unordered_map<std::string, std::uint64_t> counts_;
};

}  // namespace quire::store
