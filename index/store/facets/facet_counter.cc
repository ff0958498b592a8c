#include "index/store/facets/facet_counter.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "index/base/format.h"
#include "index/store/facets/sample_source.h"
#include "index/store/format/record.h"
#include "index/store/format/schema.h"
#include "index/store/format/value_terms.h"
#include "index/text/normalizer.h"

namespace quire::store {
namespace {

ValueField value_field(FacetField field) {
  switch (field) {
    case FacetField::kSection:
      return ValueField::kSection;
    case FacetField::kAuthor:
      return ValueField::kAuthor;
    case FacetField::kPlace:
      return ValueField::kPlace;
    case FacetField::kLanguage:
      return ValueField::kLanguage;
    case FacetField::kTag:
      return ValueField::kTag;
    default:
      return ValueField::kSource;
  }
}

std::string_view prefix_of(FacetField field) {
  switch (field) {
    case FacetField::kYear:
      return prefix::kYear;
    case FacetField::kMonth:
      return prefix::kMonth;
    case FacetField::kDay:
      return prefix::kDay;
    default:
      return value_prefix(value_field(field));
  }
}

// A field's column of one segment, and how often each value was met there.
struct CountedColumn {
  std::shared_ptr<const ValueColumn> column;
  std::vector<std::uint64_t> counts;
};

class Spy final : public Xapian::MatchSpy {
 public:
  explicit Spy(std::vector<CountedColumn>& columns) : columns_(columns) {}

  void operator()(const Xapian::Document& document, double) override {
    ++matches_;
    const Xapian::docid id = document.get_docid();
    for (CountedColumn& one : columns_) one.column->count(id, one.counts);
  }
  [[nodiscard]] std::uint64_t matches() const { return matches_; }

 private:
  std::vector<CountedColumn>& columns_;
  std::uint64_t matches_ = 0;
};

struct Counted {
  std::uint64_t count = 0;
  const Snapshot::Segment* segment = nullptr;  // of the example
  Xapian::docid example = 0;
};

using Counts = std::unordered_map<std::string_view, Counted>;
using CountedValue = std::pair<std::string_view, Counted>;

void add_counts(Counts& all, const CountedColumn& one, const Snapshot::Segment& segment) {
  for (std::size_t value = 0; value < one.counts.size(); ++value) {
    if (one.counts[value] == 0) continue;
    Counted& counted = all[one.column->text(value)];
    counted.count += one.counts[value];
    if (counted.segment == nullptr) {
      counted.segment = &segment;
      counted.example = one.column->example(value);
    }
  }
}

// "20181204" and its beginnings as "2018-12-04".
std::string as_date(std::string_view digits) {
  std::string date(digits.substr(0, 4));
  if (digits.size() > 4) date += format("-{}", digits.substr(4, 2));
  if (digits.size() > 6) date += format("-{}", digits.substr(6));
  return date;
}

std::string as_written(FacetField field, const CountedValue& value) {
  if (is_date(field)) return as_date(value.first);
  const std::string_view prefix = prefix_of(field);
  const std::string term = std::string(prefix) + std::string(value.first);
  const Xapian::Database& database = value.second.segment->database;
  const auto stored = decode_record(database.get_document(value.second.example).get_data());
  if (!stored) throw Xapian::DatabaseCorruptError(stored.error().message);
  for (const std::string& written : values_of(stored->article, value_field(field))) {
    if (value_term(prefix, written) == term) return text::collapse_space(written);
  }
  return std::string(value.first);
}

FacetCounts facet_of(FacetField field, const Counts& counts, std::uint32_t one_in,
                     std::size_t limit) {
  FacetCounts facet;
  facet.field = field;
  facet.exact = one_in == 1;
  facet.cut = counts.size() > limit;
  std::vector<CountedValue> values(counts.begin(), counts.end());
  const auto most_frequent = [](const CountedValue& a, const CountedValue& b) {
    if (a.second.count != b.second.count) return a.second.count > b.second.count;
    return a.first < b.first;
  };
  const auto latest = [](const CountedValue& a, const CountedValue& b) {
    return a.first > b.first;
  };
  const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(limit, values.size()));
  if (is_date(field)) {
    std::partial_sort(values.begin(), end, values.end(), latest);
    std::reverse(values.begin(), end);
  } else {
    std::partial_sort(values.begin(), end, values.end(), most_frequent);
  }
  for (auto value = values.begin(); value != end; ++value) {
    facet.values.emplace_back(as_written(field, *value), value->second.count * one_in);
  }
  return facet;
}

}  // namespace

FacetTally FacetCounter::count(const Snapshot& at, const Xapian::Query& query) const {
  FacetTally tally;
  std::vector<Counts> counts(fields_.size());
  std::vector<std::vector<CountedColumn>> counted;  // by segment; `counts` looks into it
  std::vector<std::string> names;
  for (const Snapshot::Segment& segment : at.segments) {
    names.push_back(segment.view.name);
    auto& columns = counted.emplace_back();
    for (const FacetField field : fields_) {
      auto column = cache_->column(prefix_of(field), segment.view.name, segment.database);
      const std::size_t values = column->values();
      columns.push_back({std::move(column), std::vector<std::uint64_t>(values)});
    }
    Xapian::Enquire enquire(segment.database);
    SampleSource sample(one_in_);
    enquire.set_query(one_in_ == 1 ? query : query & Xapian::Query(&sample));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Spy spy(columns);
    enquire.add_matchspy(&spy);
    (void)enquire.get_mset(0, 0, segment.database.get_doccount());
    tally.looked_at += spy.matches();
    for (std::size_t i = 0; i < fields_.size(); ++i) add_counts(counts[i], columns[i], segment);
  }
  cache_->retain(names);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    tally.facets.push_back(facet_of(fields_[i], counts[i], one_in_, limit_));
  }
  return tally;
}

}  // namespace quire::store
