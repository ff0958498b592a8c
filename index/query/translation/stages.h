#pragma once
// The stages of a query's way to the index, in words, without an index. Pure.

#include <string>
#include <string_view>

#include "index/base/result.h"

namespace quire::query {

struct Stages {
  std::string lexemes;  // one a line
  std::string tree;
  std::string xapian;  // patterns and fuzzy words stand for the words they would become
};

// The errors of parse(). Days are those of this machine's clock, stems English.
[[nodiscard]] Result<Stages> stages_of(std::string_view query, bool typing);

}  // namespace quire::query
