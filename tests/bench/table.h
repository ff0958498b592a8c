#pragma once
// Tables for people: the first column to the left, the others to the right, as wide as they need.

#include <cstdio>
#include <string>
#include <vector>

namespace quire::bench {

class Table {
 public:
  explicit Table(std::vector<std::string> headings) : rows_{std::move(headings)} {}
  // As many cells as there are headings.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  // Each row indented by two spaces.
  void print(std::FILE* out = stdout) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace quire::bench
