#include "index/store/facet_counter.h"

#include <algorithm>

#include "index/base/rfc3339.h"
#include "index/store/schema.h"

namespace quire::store {
namespace {

// "2018", "2018-12" or "2018-12-04" of a published value.
std::string date_value(const std::string& sortable, std::size_t length) {
  if (sortable.empty()) return {};
  const auto seconds = static_cast<UnixSeconds>(Xapian::sortable_unserialise(sortable));
  return format_rfc3339(seconds).substr(0, length);
}

std::string value_of(const Xapian::Document& document, FacetField field) {
  switch (field) {
    case FacetField::kSource:
      return document.get_value(slot::kSource);
    case FacetField::kSection:
      return document.get_value(slot::kSection);
    case FacetField::kYear:
      return date_value(document.get_value(slot::kPublished), 4);
    case FacetField::kMonth:
      return date_value(document.get_value(slot::kPublished), 7);
    case FacetField::kDay:
      return date_value(document.get_value(slot::kPublished), 10);
  }
  return {};
}

}  // namespace

void FacetCounter::operator()(const Xapian::Document& document, double) {
  ++looked_at_;
  std::string value = value_of(document, field_);
  if (!value.empty()) ++counts_[std::move(value)];
}

FacetCounts FacetCounter::counts(std::uint64_t total, std::size_t limit) const {
  FacetCounts out;
  out.field = field_;
  out.exact = looked_at_ >= total;
  out.values.assign(counts_.begin(), counts_.end());
  std::sort(out.values.begin(), out.values.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (out.values.size() > limit) out.values.resize(limit);
  return out;
}

}  // namespace quire::store
