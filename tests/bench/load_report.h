#pragma once
// What the contenders of `quire-bench ingest` have measured, round by round: medians, ratios to the
// plain loop, JSON.

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/contenders.h"
#include "tests/support/json_client.h"

namespace quire::bench {

class LoadReport {
 public:
  void add(const Measured& measured);

  // One row a contender: medians of its rounds.
  void print(std::FILE* out) const;
  // {"rounds": {name: [figures, ...]}, "medians": {name: figures with ratios}}
  [[nodiscard]] test::Json to_json() const;
  // Sentences about contenders that have not as many documents as "plain" has.
  [[nodiscard]] std::vector<std::string> differences() const;

 private:
  struct Entry {
    std::string name;
    std::vector<LoadFigures> rounds;
  };

  [[nodiscard]] const Entry* find(const std::string& name) const;
  // 0 without a plain loop to compare with.
  [[nodiscard]] double ratio_to_plain(const Entry& entry,
                                      double (*figure)(const LoadFigures&)) const;

  std::vector<Entry> entries_;  // in the order in which they came first
};

}  // namespace quire::bench
