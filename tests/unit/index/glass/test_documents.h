#pragma once
// Documents for tests of index/glass, given alike to our writer and to Xapian's.

#include <xapian.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "index/base/random.h"
#include "index/glass/database_writer.h"

namespace quire::glass::test {

struct TestDocument {
  std::vector<std::pair<std::string, std::uint32_t>> postings;  // term, position
  std::vector<std::pair<std::string, std::uint32_t>> terms;     // term, wdf increment
  std::vector<std::pair<std::uint32_t, std::string>> values;    // slot, value
  std::string data;
  std::vector<std::pair<std::string, std::uint32_t>> positions;  // that leave wdf as it is
};

// Each makes `count` documents, the same for the same seed.
std::vector<TestDocument> articles(std::uint64_t seed, std::size_t count);
// Zero bytes, every byte value, the greatest length, prefixes of each other.
std::vector<TestDocument> odd_terms(std::uint64_t seed, std::size_t count);
// Without terms, data or values in all combinations.
std::vector<TestDocument> bare_documents(std::uint64_t seed, std::size_t count);
// Many slots, low and high, and values of all sizes.
std::vector<TestDocument> many_values(std::uint64_t seed, std::size_t count);
// Positions out of order, repeated, close together, and up to the greatest.
std::vector<TestDocument> wild_positions(std::uint64_t seed, std::size_t count);
// Data of several MB, some that deflates and some that does not.
std::vector<TestDocument> huge_data(std::uint64_t seed, std::size_t count);
// Thousands of terms each.
std::vector<TestDocument> long_documents(std::uint64_t seed, std::size_t count);
// Next to nothing each, all with the same term.
std::vector<TestDocument> tiny_documents(std::uint64_t seed, std::size_t count);

// One of these ways to make documents, and how many, for tests of each.
struct DocumentKind {
  const char* name;
  std::vector<TestDocument> (*make)(std::uint64_t seed, std::size_t count);
  std::size_t count;
};
inline void PrintTo(const DocumentKind& kind, std::ostream* out) { *out << kind.name; }

std::string random_bytes(Random& random, std::size_t size);

void add_to(DatabaseWriter& writer, const TestDocument& document);
Xapian::Document to_xapian(const TestDocument& document);

// Build a database of `documents` in the folder `path`, which must not be there yet.
void build_ours(const std::vector<TestDocument>& documents, const std::string& path);
void build_xapians(const std::vector<TestDocument>& documents, const std::string& path);

}  // namespace quire::glass::test
