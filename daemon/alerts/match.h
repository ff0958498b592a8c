#pragma once
// What goes between the matching thread and the loop. Values.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "index/store/format/record.h"
#include "index/text/snippets/match_terms.h"
#include "index/text/stems/stemmers.h"

namespace quire::alerts {

// A match as it is to be sent.
struct Match {
  std::uint64_t subscription = 0;
  std::uint64_t number = 0;  // in the order of publishing; see store/news_journal.h
  bool updated = false;
  std::string hit;  // JSON text
};

// Writes the article as a hit of a query with these terms.
using WriteHit = std::function<std::string(const text::MatchTerms&)>;

// Reads an article, which outlives what it gives, once for all the queries that it matches. On the
// matching thread.
using Render = std::function<WriteHit(const store::StoredArticle&, text::Stemmers&)>;

}  // namespace quire::alerts
