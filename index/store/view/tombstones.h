#pragma once
// The tombstones of a snapshot as Xapian's match can leave them out: within a match documents are
// numbered by segment, so it is told segment by segment. Internal to the store.

#include <xapian.h>

#include <map>
#include <memory>
#include <string>

#include "index/store/view/live_view.h"

namespace quire::store {

// By the segment's uuid, which is what a match knows it by.
using Tombstones = std::map<std::string, std::shared_ptr<const DocumentIds>>;

class TombstoneSource final : public Xapian::PostingSource {
 public:
  explicit TombstoneSource(Tombstones tombstones) : tombstones_(std::move(tombstones)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void init(const Xapian::Database& segment) override;
  void next(double min_weight) override;
  void skip_to(Xapian::docid id, double min_weight) override;
  [[nodiscard]] bool at_end() const override { return started_ && next_ >= size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return (*ids_)[next_]; }
  // Owned by Xapian, as it wants it.
  [[nodiscard]] TombstoneSource* clone() const override { return new TombstoneSource(tombstones_); }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return ids_ ? static_cast<Xapian::doccount>(ids_->size()) : 0;
  }

  Tombstones tombstones_;
  std::shared_ptr<const DocumentIds> ids_;  // of the segment that the match is in
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace quire::store
