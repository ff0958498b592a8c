// Counts of what is found by the values of fields.

#include <gmock/gmock.h>

#include <optional>

#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;

const Xapian::Query kAll{std::string(kArticleTerm)};
constexpr UnixSeconds kHour = 3600;
constexpr UnixSeconds kDay = 24 * kHour;

class FacetsTest : public LiveLibraryFixture {
 protected:
  using Values = std::vector<std::pair<std::string, std::uint64_t>>;

  void add_from(const std::string& source, const std::string& title = "Title") {
    article::Article article = text(title, "border");
    article.source = source;
    add(std::to_string(next_++), std::move(article));
  }
  void add_at(UnixSeconds published, std::int32_t zone = 0) {
    article::Article article = text("Title", "border");
    article.published = published;
    article.published_zone = zone;
    add(std::to_string(next_++), std::move(article));
  }

  [[nodiscard]] FacetCounts facet(FacetField field, const Xapian::Query& query = kAll,
                                  SearchOptions options = {}) {
    options.facets = {field};
    auto result = live_->search(query, options);
    if (!result) ADD_FAILURE() << describe(result.error());
    if (!result || result->facets.size() != 1) return {};
    return result->facets.front();
  }
  [[nodiscard]] Values values(FacetField field) { return facet(field).values; }

  int next_ = 0;
};

TEST_F(FacetsTest, every_match_is_counted_the_most_frequent_value_first) {
  for (const char* source : {"Daily", "Agency", "Agency", ""}) add_from(source);
  add_from("Agency", "Other");
  publish();
  SearchOptions options;
  options.limit = 1;
  const FacetCounts counts = facet(FacetField::kSource, Xapian::Query("Ztitl"), options);
  EXPECT_THAT(counts.values, ElementsAre(Pair("Agency", 2), Pair("Daily", 1)));
  EXPECT_TRUE(counts.exact);
  EXPECT_FALSE(counts.cut);
}

TEST_F(FacetsTest, each_field_has_its_own) {
  article::Article article = text("Title");
  article.source = "Agency";
  article.section = "World News";
  article.authors = {"A. Writer", "B. Writer"};
  article.place = "LISBON";
  article.language = "pt";
  article.tags = {"Harbour", "strike", "Dockers"};
  add("a", article);
  article.authors = {"B. Writer"};
  article.tags = {"strike"};
  add("b", article);
  publish();
  EXPECT_THAT(values(FacetField::kSource), ElementsAre(Pair("Agency", 2)));
  EXPECT_THAT(values(FacetField::kSection), ElementsAre(Pair("World News", 2)));
  EXPECT_THAT(values(FacetField::kAuthor), ElementsAre(Pair("B. Writer", 2), Pair("A. Writer", 1)));
  EXPECT_THAT(values(FacetField::kPlace), ElementsAre(Pair("LISBON", 2)));
  EXPECT_THAT(values(FacetField::kLanguage), ElementsAre(Pair("pt", 2)));
  EXPECT_THAT(values(FacetField::kTag),
              ElementsAre(Pair("strike", 2), Pair("Dockers", 1), Pair("Harbour", 1)));
}

TEST_F(FacetsTest, values_that_differ_in_case_and_accents_are_one) {
  for (const char* source : {"Le Résumé", "LE RESUME"}) add_from(source);
  publish();
  EXPECT_THAT(values(FacetField::kSource), ElementsAre(Pair("Le Résumé", 2)));
}

TEST_F(FacetsTest, days_are_those_of_the_articles_own_clock) {
  constexpr UnixSeconds kEvening = static_cast<UnixSeconds>(kNoon) + 10 * kHour;  // 22:00 UTC
  add_at(kEvening);
  add_at(kEvening, 3 * kHour);
  add_at(kEvening - 20 * kHour, -5 * kHour);
  publish();
  EXPECT_THAT(values(FacetField::kDay),
              ElementsAre(Pair("2018-12-03", 1), Pair("2018-12-04", 1), Pair("2018-12-05", 1)));
}

TEST_F(FacetsTest, dates_come_in_order_of_time) {
  for (const int month : {0, 12, 1, 12}) {
    add_at(static_cast<UnixSeconds>(kNoon) - month * 31 * kDay);
  }
  publish();
  EXPECT_THAT(values(FacetField::kYear), ElementsAre(Pair("2017", 2), Pair("2018", 2)));
  EXPECT_THAT(values(FacetField::kMonth),
              ElementsAre(Pair("2017-11", 2), Pair("2018-11", 1), Pair("2018-12", 1)));
}

TEST_F(FacetsTest, of_dates_the_latest_fifty_are_given_and_that_there_are_more) {
  for (int day = 0; day < 60; ++day) add_at(static_cast<UnixSeconds>(kNoon) + day * kDay);
  publish();
  const FacetCounts days = facet(FacetField::kDay);
  ASSERT_THAT(days.values, SizeIs(50));
  EXPECT_EQ(days.values.front().first, "2018-12-14");
  EXPECT_EQ(days.values.back().first, "2019-02-01");
  EXPECT_TRUE(days.cut);
  EXPECT_FALSE(facet(FacetField::kMonth).cut);
}

TEST_F(FacetsTest, of_other_values_the_fifty_most_frequent_are_given) {
  for (int source = 0; source < 60; ++source) add_from("Agency " + std::to_string(source));
  add_from("Agency 59");
  publish();
  const FacetCounts sources = facet(FacetField::kSource);
  ASSERT_THAT(sources.values, SizeIs(50));
  EXPECT_THAT(sources.values.front(), Pair("Agency 59", 2));
  EXPECT_TRUE(sources.cut);
}

TEST_F(FacetsTest, all_segments_are_counted_whatever_is_published_meanwhile) {
  open_sealing_at(2);
  for (int i = 0; i < 7; ++i) {
    add_from(i % 2 == 0 ? "Agency" : "Daily");
    publish();
    ASSERT_TRUE(library_->seal_if_large().ok());
    if (i == 3) {
      EXPECT_THAT(values(FacetField::kSource), ElementsAre(Pair("Agency", 2), Pair("Daily", 2)));
    }
  }
  EXPECT_THAT(values(FacetField::kSource), ElementsAre(Pair("Agency", 4), Pair("Daily", 3)));
}

TEST_F(FacetsTest, articles_that_were_removed_or_replaced_do_not_count) {
  open_sealing_at(2);
  for (const char* source : {"Agency", "Agency", "Daily"}) add_from(source);
  publish();
  ASSERT_TRUE(library_->seal_if_large().ok());
  article::Article article = text("Title");
  article.source = "Daily";
  add("0", article, 2);
  ASSERT_TRUE(*library_->remove(key("1")));
  publish();
  EXPECT_THAT(values(FacetField::kSource), ElementsAre(Pair("Daily", 2)));
}

TEST_F(FacetsTest, the_total_is_exact_when_the_facets_are) {
  for (int i = 0; i < 1300; ++i) add_from("Agency");
  publish();
  SearchOptions options;
  options.facets = {FacetField::kSource};
  const auto result = live_->search(0 * (Xapian::Query("Zborder") & kAll), options);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->total, 1300U);
  EXPECT_TRUE(result->exact);
}

TEST_F(FacetsTest, of_very_many_matches_a_sample_is_counted_and_said_to_be_one) {
  for (int i = 0; i < 1000; ++i) add_from(i < 700 ? "Agency" : "Daily");
  publish();
  SearchOptions options;
  options.facet_matches = 250;
  const FacetCounts sources = facet(FacetField::kSource, kAll, options);
  EXPECT_FALSE(sources.exact);
  EXPECT_THAT(sources.values, ElementsAre(Pair("Agency", 700), Pair("Daily", 300)));
}

}  // namespace
}  // namespace quire::store
