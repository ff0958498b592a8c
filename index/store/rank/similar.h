#pragma once
// Articles about the same as another: by the terms that set it apart. Internal to the store; what
// touches Xapian throws its exceptions.

#include <xapian.h>

namespace quire::store {

// A query for the articles that share the most telling words of the given document, which is found
// too and shows how much there is to share. Weighed as for relevance feedback with one relevant
// document (Xapian's ESet by Bo1: G. Amati, "Probabilistic models for information retrieval based
// on divergence from randomness", 2003). Empty when hardly a word of it is telling.
[[nodiscard]] Xapian::Query similar_query(const Xapian::Database& database, Xapian::docid document);

}  // namespace quire::store
