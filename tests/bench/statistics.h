#pragma once
// Medians and percentiles of measured times.

#include <string>
#include <vector>

namespace quire::bench {

class Sample {
 public:
  void add(double value) { values_.push_back(value); }
  // The value below which `percent` of all lie (nearest rank). The sample must not be empty.
  [[nodiscard]] double percentile(double percent) const;
  [[nodiscard]] double median() const { return percentile(50); }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  std::vector<double> values_;
};

}  // namespace quire::bench
