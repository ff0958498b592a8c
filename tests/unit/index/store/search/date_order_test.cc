#include "index/store/search/date_order.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <vector>

#include "index/base/format.h"
#include "index/base/random.h"
#include "index/store/format/schema.h"

namespace quire::store {
namespace {

constexpr Xapian::doccount kArticles = 12'000;
constexpr double kFirst = 1'420'070'400;
constexpr double kDay = 86'400;
constexpr std::uint64_t kFourYears = 1400;
constexpr std::uint64_t kTwoMonths = 60;

// Articles of so many days in three segments, each dated in a time zone of its own; one in a
// thousand was dated at the epoch for want of better. "rare" is in one of 400, "old" only in those
// of the first 28 days.
Xapian::Database articles_of(std::uint64_t days) {
  std::array<Xapian::WritableDatabase, 3> segments;
  for (auto& segment : segments) {
    segment = Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY);
  }
  Random random(7);
  for (Xapian::doccount i = 0; i < kArticles; ++i) {
    double published = kFirst + static_cast<double>(random.below(days * 86'400));
    if (i % 1000 == 999) published = 0;
    const double zone = 3600.0 * (static_cast<double>(random.below(26)) - 12);
    const std::chrono::sys_seconds local{
        std::chrono::seconds(static_cast<std::int64_t>(published + zone))};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(local)};
    const std::string month =
        format("{:04}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
    Xapian::Document article;
    article.add_value(slot::kPublished, Xapian::sortable_serialise(published));
    article.add_boolean_term("M" + month);
    article.add_boolean_term("D" + month + format("{:02}", static_cast<unsigned>(day.day())));
    article.add_term("common");
    if (i % 400 == 0) article.add_term("rare");
    if (published < kFirst + 28 * kDay) article.add_term("old");
    segments.at(random.below(segments.size())).add_document(article);
  }
  Xapian::Database database;
  for (const auto& segment : segments) database.add_database(segment);
  return database;
}

class DateOrderTest : public testing::Test {
 protected:
  Xapian::MSet match(const Xapian::Query& query, const DateOrder& order) {
    ++matches_;
    Xapian::Enquire enquire(database_);
    enquire.set_sort_by_value(slot::kPublished, order.sort == Sort::kNewest);
    Xapian::Query asked = query;
    if (order.from) {
      const auto side =
          order.sort == Sort::kNewest ? Xapian::Query::OP_VALUE_LE : Xapian::Query::OP_VALUE_GE;
      const auto at = Xapian::sortable_serialise(static_cast<double>(*order.from));
      asked = {Xapian::Query::OP_FILTER, query, Xapian::Query(side, slot::kPublished, at)};
    }
    enquire.set_query(asked);
    const Xapian::MSet found = enquire.get_mset(order.skipped, order.count);
    looked_at_ = found.get_matches_upper_bound();
    return found;
  }

  std::optional<std::vector<Xapian::docid>> first(const std::string& word, const DateOrder& order) {
    const auto of = [&](const Xapian::Query& query) { return match(query, order); };
    const auto found =
        first_by_date(database_, Xapian::Query(word), order, database_.get_termfreq(word), of);
    if (!found) return std::nullopt;
    return ids(*found);
  }

  static std::vector<Xapian::docid> ids(const Xapian::MSet& found) {
    return {found.begin(), found.end()};
  }

  Xapian::Database database_ = articles_of(kFourYears);
  int matches_ = 0;
  Xapian::doccount looked_at_ = 0;
};

TEST_F(DateOrderTest, the_first_are_those_of_a_match_of_all_and_few_are_looked_at) {
  for (const Sort sort : {Sort::kNewest, Sort::kOldest}) {
    for (const Xapian::doccount skipped : {0U, 7U, 300U}) {
      const DateOrder order{sort, std::nullopt, skipped, 25};
      const auto found = first("common", order);
      ASSERT_TRUE(found);
      EXPECT_LT(looked_at_, kArticles / 5);
      EXPECT_EQ(*found, ids(match(Xapian::Query("common"), order)));
    }
  }
}

TEST_F(DateOrderTest, it_goes_on_from_wherever_a_page_begins) {
  Random random(11);
  for (int i = 0; i < 60; ++i) {
    const Sort sort = i % 2 == 0 ? Sort::kNewest : Sort::kOldest;
    const auto from = static_cast<UnixSeconds>(1'420'070'400 + random.below(1300 * 86'400));
    const DateOrder order{sort, from, 0, 10};
    const auto found = first("common", order);
    ASSERT_TRUE(found) << from;
    EXPECT_EQ(*found, ids(match(Xapian::Query("common"), order))) << from;
  }
}

TEST_F(DateOrderTest, of_a_month_with_very_many_only_the_days_that_are_needed_are_looked_at) {
  database_ = articles_of(kTwoMonths);
  for (const Sort sort : {Sort::kNewest, Sort::kOldest}) {
    for (const Xapian::doccount skipped : {0U, 7U, 300U}) {
      const DateOrder order{sort, std::nullopt, skipped, 25};
      const auto found = first("common", order);
      ASSERT_TRUE(found);
      EXPECT_LT(looked_at_, kArticles / (skipped < 300 ? 15 : 5));
      EXPECT_EQ(*found, ids(match(Xapian::Query("common"), order)));
    }
  }
}

TEST_F(DateOrderTest, it_goes_on_from_wherever_in_a_month_a_page_begins) {
  database_ = articles_of(kTwoMonths);
  Random random(13);
  for (int i = 0; i < 200; ++i) {
    const Sort sort = i % 2 == 0 ? Sort::kNewest : Sort::kOldest;
    const auto from = static_cast<UnixSeconds>(
                          kFirst + static_cast<double>(random.below((kTwoMonths - 8) * 86'400))) +
                      4 * 86'400;
    const auto count = static_cast<Xapian::doccount>(1 + random.below(20));
    const DateOrder order{sort, from, 0, count};
    const auto found = first("common", order);
    ASSERT_TRUE(found) << from;
    EXPECT_LT(looked_at_, kArticles / 5);
    EXPECT_EQ(*found, ids(match(Xapian::Query("common"), order))) << from;
  }
}

TEST_F(DateOrderTest, few_matches_are_left_to_a_match_of_all) {
  EXPECT_FALSE(first("rare", {Sort::kNewest, std::nullopt, 0, 10}));
  EXPECT_EQ(matches_, 0);
}

TEST_F(DateOrderTest, matches_that_stand_only_in_other_months_are_not_missed) {
  // Said to be many, they are looked for among the newest, where none are.
  const DateOrder order{Sort::kNewest, std::nullopt, 0, 10};
  const auto of = [&](const Xapian::Query& query) { return match(query, order); };
  EXPECT_FALSE(first_by_date(database_, Xapian::Query("old"), order, kArticles, of));
  EXPECT_GE(matches_, 1);
}

TEST_F(DateOrderTest, a_page_near_the_end_is_left_to_a_match_of_all) {
  EXPECT_FALSE(first("common", {Sort::kNewest, std::nullopt, kArticles - 5, 10}));
  EXPECT_FALSE(first("common", {Sort::kNewest, 1'420'070'400, 0, 25}));
}

}  // namespace
}  // namespace quire::store
