#include "index/store/view/value_column.h"

#include <algorithm>

namespace quire::store {

ValueColumn::ValueColumn(const Xapian::Database& database, std::string_view prefix)
    : of_(database.get_lastdocid() + std::size_t{1}, kNone) {
  std::vector<std::pair<Xapian::docid, std::uint32_t>> further;
  const std::string first_term(prefix);
  for (auto term = database.allterms_begin(first_term); term != database.allterms_end(first_term);
       ++term) {
    const std::string text = *term;
    const auto value = static_cast<std::uint32_t>(first_.size());
    texts_ += std::string_view(text).substr(prefix.size());
    begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
    first_.push_back(0);
    for (auto at = database.postlist_begin(text); at != database.postlist_end(text); ++at) {
      if (first_.back() == 0) first_.back() = *at;
      add(*at, value, further);
    }
  }
  add_lists(std::move(further));
}

void ValueColumn::add(Xapian::docid document, std::uint32_t value,
                      std::vector<std::pair<Xapian::docid, std::uint32_t>>& further) {
  if (document >= of_.size()) of_.resize(document + std::size_t{1}, kNone);
  if (of_[document] == kNone) {
    of_[document] = value + 1;
  } else {
    further.emplace_back(document, value);
  }
}

void ValueColumn::add_lists(std::vector<std::pair<Xapian::docid, std::uint32_t>> further) {
  std::sort(further.begin(), further.end());
  for (auto at = further.begin(); at != further.end();) {
    const Xapian::docid document = at->first;
    const auto list = static_cast<std::uint32_t>(lists_.size());
    lists_.push_back(1);
    lists_.push_back(of_[document] - 1);
    for (; at != further.end() && at->first == document; ++at) {
      lists_.push_back(at->second);
      ++lists_[list];
    }
    of_[document] = kSeveral | list;
  }
}

void ValueColumn::count_several(std::size_t list, std::vector<std::uint64_t>& counts) const {
  const auto first = lists_.begin() + static_cast<std::ptrdiff_t>(list) + 1;
  std::for_each(first, first + lists_[list], [&](std::uint32_t value) { ++counts[value]; });
}

}  // namespace quire::store
