#include "index/store/view/tombstones.h"

#include <algorithm>

namespace quire::store {

void TombstoneSource::init(const Xapian::Database& segment) {
  const auto found = tombstones_.find(segment.get_uuid());
  ids_ = found == tombstones_.end() ? nullptr : found->second;
  next_ = 0;
  started_ = false;
}

void TombstoneSource::next(double) {
  if (started_) ++next_;
  started_ = true;
}

void TombstoneSource::skip_to(Xapian::docid id, double) {
  started_ = true;
  if (!ids_) return;
  const auto from = ids_->begin() + static_cast<std::ptrdiff_t>(next_);
  next_ = static_cast<std::size_t>(std::lower_bound(from, ids_->end(), id) - ids_->begin());
}

}  // namespace quire::store
