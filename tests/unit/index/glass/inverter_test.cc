#include "index/glass/inverter.h"

#include <gtest/gtest.h>

#include <string>

namespace quire::glass {
namespace {

std::string list(const Inverter& inverter, std::uint32_t id) {
  std::string text;
  PostingReader reader = inverter.postings(id);
  for (Posting posting; reader.next(posting);) {
    text += std::to_string(posting.document) + ":" + std::to_string(posting.wdf) + ":" +
            std::to_string(posting.positions.size()) + " ";
  }
  return text;
}

class InverterTest : public testing::Test {
 protected:
  void deal_out() { inverter_.deal_out(inverter_.terms().sorted()); }

  Inverter inverter_;
};

TEST_F(InverterTest, postings_of_a_term_come_by_document) {
  inverter_.add_posting("a", 1);
  inverter_.add_term("b", 0);
  inverter_.end_document();
  inverter_.end_document();
  inverter_.add_term("b", 7);
  inverter_.add_posting("a", 3);
  inverter_.add_posting("a", 9);
  inverter_.end_document();
  deal_out();
  EXPECT_EQ(list(inverter_, 0), "1:1:1 3:2:2 ");
  EXPECT_EQ(list(inverter_, 1), "1:0:0 3:7:0 ");
}

TEST_F(InverterTest, a_repeated_position_counts_once_as_a_position_and_again_in_wdf) {
  inverter_.add_posting("a", 5);
  inverter_.add_posting("a", 5);
  inverter_.end_document();
  deal_out();
  PostingReader reader = inverter_.postings(0);
  Posting posting;
  ASSERT_TRUE(reader.next(posting));
  EXPECT_EQ(posting.wdf, 2U);
  EXPECT_EQ(posting.positions, "\x05");
}

TEST_F(InverterTest, the_length_is_the_sum_of_wdf) {
  inverter_.add_posting("a", 1);
  inverter_.add_posting("a", 2);
  inverter_.add_term("b", 3);
  inverter_.add_term("c", 0);
  const auto summary = inverter_.end_document();
  EXPECT_EQ(summary.length, 5U);
  EXPECT_EQ(summary.highest_wdf, 3U);
  EXPECT_EQ(inverter_.end_document().length, 0U);
}

TEST_F(InverterTest, postings_of_more_than_127_bytes_come_back) {
  for (std::uint32_t p = 0; p < 5000; ++p) inverter_.add_posting("long", p * p);
  inverter_.add_posting("short", 1);
  inverter_.end_document();
  inverter_.add_posting("long", 1);
  inverter_.end_document();
  deal_out();
  PostingReader reader = inverter_.postings(0);
  Posting posting;
  ASSERT_TRUE(reader.next(posting));
  EXPECT_EQ(posting.wdf, 5000U);
  EXPECT_GT(posting.positions.size(), 5000U);
  EXPECT_EQ(posting.positions.substr(0, 4), "\xB1\xA2\xF5\x0B");  // 4999 squared
  ASSERT_TRUE(reader.next(posting));
  EXPECT_EQ(posting.document, 2U);
  EXPECT_EQ(posting.positions, "\x01");
  EXPECT_EQ(list(inverter_, 1), "1:1:1 ");
}

TEST_F(InverterTest, a_documents_terms_come_with_their_wdf) {
  inverter_.add_term("a", 1);
  inverter_.end_document();
  inverter_.add_posting("b", 1);
  inverter_.add_term("a", 300);
  inverter_.end_document();
  const auto terms = inverter_.document_terms(1);
  ASSERT_EQ(terms.size(), 2U);
  EXPECT_EQ(terms[0].id, 1U);
  EXPECT_EQ(terms[0].wdf, 1U);
  EXPECT_EQ(terms[1].id, 0U);
  EXPECT_EQ(terms[1].wdf, 300U);
}

}  // namespace
}  // namespace quire::glass
