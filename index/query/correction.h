#pragma once
// What a query with misspelt words may have meant. Only single words and the words of phrases are
// looked at: what stands in a field, is exact, a pattern or fuzzy, is excluded, or has a digit is
// meant as it is.
//
//   "civilian polcie" bordr*  ->  "civilian police" bordr*

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/text/stems/stemmers.h"
#include "index/vocabulary/vocabulary.h"

namespace quire::query {

struct Correction {
  std::string query;      // the whole of it, with its quotes, operators and spaces as they were
  std::string context;    // a query for articles with all of its single words; empty for one word
  double likelihood = 0;  // by how far its words are from the written ones, and how frequent
};

struct CorrectionOptions {
  std::size_t most = 4;  // corrections to give
  // Few articles were found: then a word may be misspelt that a few articles misspell too.
  bool found_few = false;
};

// The likeliest first. Empty when no word seems to be misspelt: each, or a form of it, is in the
// vocabulary, or nothing there is near it.
[[nodiscard]] std::vector<Correction> corrections(std::string_view query,
                                                  const vocabulary::Vocabulary& vocabulary,
                                                  text::Stemmers& stemmers,
                                                  const CorrectionOptions& options);

}  // namespace quire::query
