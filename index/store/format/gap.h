#pragma once
// Documents are taken out of a database so that it can still be searched whole. Xapian 1.4 takes a
// term that all documents have, and that need not be weighed, for the list of all documents under
// the term's name; where ids are missing in that list and it has a second part, it looks for that
// under the wrong key and calls the database corrupt. A document that has no term but that of gaps,
// in each database from which something was taken, keeps every other term from being one that all
// have. Owned by whoever writes; throws Xapian's exceptions.

#include <xapian.h>

namespace quire::store {

// Nothing is done to a document that stands for a gap. Throws DocNotFoundError when there is none.
void remove_document(Xapian::WritableDatabase& database, Xapian::docid id);

// Whether the document stands for a gap.
[[nodiscard]] bool is_gap(const Xapian::Database& database, Xapian::docid id);

// How many documents stand for gaps.
[[nodiscard]] Xapian::doccount count_gaps(const Xapian::Database& database);

}  // namespace quire::store
