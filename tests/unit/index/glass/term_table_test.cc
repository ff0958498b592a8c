#include "index/glass/term_table.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "index/base/random.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

TEST(TermTable, a_term_keeps_its_id) {
  TermTable table;
  EXPECT_EQ(table.intern("first"), 0U);
  EXPECT_EQ(table.intern("second"), 1U);
  EXPECT_EQ(table.intern("first"), 0U);
  EXPECT_EQ(table.text(table[1]), "second");
}

TEST(TermTable, terms_that_differ_only_in_zero_bytes_or_length_are_different) {
  TermTable table;
  const std::string zeros(245, '\0');
  for (std::size_t size = 1; size <= zeros.size(); ++size) {
    EXPECT_EQ(table.intern(std::string_view(zeros).substr(0, size)), size - 1);
  }
  EXPECT_EQ(table.size(), zeros.size());
}

TEST(TermTable, many_terms_are_told_apart) {
  TermTable table;
  std::map<std::string, std::uint32_t> ids;
  Random random(1);
  for (int i = 0; i < 50000; ++i) {
    const std::string prefix(random.below(3) * 10, 'p');
    const std::string term = prefix + test::random_bytes(random, 1 + random.below(3));
    const auto [known, added] = ids.emplace(term, table.size());
    ASSERT_EQ(table.intern(term), known->second);
  }
  EXPECT_EQ(table.size(), ids.size());
}

TEST(TermTable, sorts_by_bytes) {
  TermTable table;
  std::map<std::string, std::uint32_t> expected;
  for (const auto& document : test::odd_terms(1, 50)) {
    for (const auto& [term, position] : document.postings) expected[term] = table.intern(term);
  }
  std::vector<std::uint32_t> ids;
  for (const auto& [term, id] : expected) ids.push_back(id);
  EXPECT_EQ(table.sorted(), ids);
}

TEST(TermTable, is_empty_after_clearing) {
  TermTable table;
  table.intern("a");
  table.clear();
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.intern("b"), 0U);
  EXPECT_EQ(table[0].documents, 0U);
}

}  // namespace
}  // namespace quire::glass
