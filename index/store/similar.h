#pragma once
// Articles about the same as another: by the terms that set it apart. Internal to the store; what
// touches Xapian throws its exceptions.

#include <xapian.h>

#include <string>

namespace quire::store {

// A query for the articles that share the most telling words of the given document, without the
// document itself. Weighed as for relevance feedback with one relevant document (Xapian's ESet by
// Bo1: G. Amati, "Probabilistic models for information retrieval based on divergence from
// randomness", 2003). Empty when no word of it is telling.
[[nodiscard]] Xapian::Query similar_query(const Xapian::Database& database, Xapian::docid document,
                                          const std::string& id_term);

}  // namespace quire::store
