#pragma once
// One of every so many documents of a segment, for a match that is to look at a sample of what it
// would find. Internal to the store.

#include <xapian.h>

namespace quire::store {

class SampleSource final : public Xapian::PostingSource {
 public:
  explicit SampleSource(Xapian::docid one_in) : one_in_(one_in) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return last_ / one_in_; }
  Xapian::doccount get_termfreq_max() const override { return last_; }
  void init(const Xapian::Database& segment) override {
    last_ = segment.get_lastdocid();
    at_ = 0;
  }
  void next(double) override { at_ += one_in_; }
  void skip_to(Xapian::docid id, double) override {
    if (id > at_) at_ = (id + one_in_ - 1) / one_in_ * one_in_;
  }
  [[nodiscard]] bool at_end() const override { return at_ > last_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  // Owned by Xapian, as it wants it.
  [[nodiscard]] SampleSource* clone() const override { return new SampleSource(one_in_); }

 private:
  Xapian::docid one_in_;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

}  // namespace quire::store
