#pragma once
// Whether two databases are the same through Xapian's interface.

#include <xapian.h>

#include <string>

namespace quire::glass::test {

// Where they differ first; empty if they do not. Reads everything that can be read: counts and
// bounds, terms, postings, positions, term lists, values, data.
std::string difference(const Xapian::Database& a, const Xapian::Database& b);

// What xapian-check finds wrong with the database; empty if nothing.
std::string faults(const std::string& path);

}  // namespace quire::glass::test
