#include "index/store/format/gap.h"

#include <string>

#include "index/store/format/schema.h"

namespace quire::store {
bool is_gap(const Xapian::Database& database, Xapian::docid id) {
  const std::string term(kGapTerm);
  auto gap = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (gap == end) return false;
  gap.skip_to(id);
  return gap != end && *gap == id;
}

void remove_document(Xapian::WritableDatabase& database, Xapian::docid id) {
  if (is_gap(database, id)) return;
  if (count_gaps(database) > 0) return database.delete_document(id);
  (void)database.get_document(id);  // throws when it is not there; replacing would add it
  Xapian::Document gap;
  // With a position: in a database without any, phrases are taken for all documents in some
  // queries.
  gap.add_posting(std::string(kGapTerm), 1);
  database.replace_document(id, gap);
}

Xapian::doccount count_gaps(const Xapian::Database& database) {
  return database.get_termfreq(std::string(kGapTerm));
}

}  // namespace quire::store
