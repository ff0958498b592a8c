#include "daemon/commands/search.h"

#include "daemon/commands/cursor.h"
#include "daemon/commands/hit.h"
#include "tests/unit/daemon/commands/commands_fixture.h"

namespace quire::commands {
namespace {

class SearchTest : public CommandsFixture {
 protected:
  Result<protocol::SearchResponse> run(const protocol::SearchRequest& request) {
    Engine own = engine();
    return run_search(own, request, clock_.now() + std::chrono::seconds(10), nullptr);
  }
  // What must succeed.
  protocol::SearchResponse found(protocol::SearchRequest request) {
    auto response = run(request);
    if (!response) ADD_FAILURE() << describe(response.error());
    return response ? *std::move(response) : protocol::SearchResponse{};
  }
  protocol::SearchResponse found(const std::string& query) {
    protocol::SearchRequest request;
    request.query = query;
    return found(request);
  }
};

TEST_F(SearchTest, a_hit_tells_all_there_is_to_know_of_its_article) {
  index({{"sub/a b.txt", "Harbour strike\n\nLISBON, March 3, 2019 - Dockers walked out.\n"}});
  const auto response = found("dockers");
  EXPECT_EQ(response.total, 1U);
  EXPECT_TRUE(response.total_exact);
  ASSERT_EQ(response.hits.size(), 1U);
  const protocol::Hit& hit = response.hits[0];
  EXPECT_EQ(hit.id, article::article_id({"wire", "sub/a b.txt"}, 0));
  EXPECT_EQ(hit.path, folder_.at("drop/sub/a b.txt"));
  EXPECT_TRUE(hit.uri.ends_with("/sub/a%20b.txt")) << hit.uri;
  EXPECT_EQ(hit.title, "Harbour strike");
  EXPECT_EQ(hit.published, "2019-03-03T00:00:00Z");
  EXPECT_GT(hit.words, 4U);
  EXPECT_GT(hit.score, 0.0);
  EXPECT_NE(hit.snippet.find("Dockers walked out"), std::string::npos);
  EXPECT_EQ(hit.highlights.size(), 1U);
  EXPECT_TRUE(hit.title_highlights.empty());
}

TEST_F(SearchTest, line_and_column_are_those_of_the_original_file) {
  index({{"a.txt", "\r\nThe title\r\n\r\nfirst line\r\n\xC3\xA9\xC3\xA9 needle here\r\n"}});
  const auto response = found("needle");
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_EQ(response.hits[0].line, 5U);
  EXPECT_EQ(response.hits[0].column, 4U);
}

TEST_F(SearchTest, a_match_in_the_title_is_shown_at_the_title) {
  index({{"a.txt", "\n\nNeedle work\n\nabout a needle\n"}});
  const auto response = found("needle");
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_EQ(response.hits[0].line, 3U);
  EXPECT_EQ(response.hits[0].column, 1U);
  EXPECT_EQ(response.hits[0].title_highlights, (std::vector<protocol::Highlight>{{0, 6}}));
}

TEST_F(SearchTest, without_snippet_chars_there_is_no_snippet_but_still_a_place) {
  index({{"a.txt", "Title\n\nabout a needle\n"}});
  protocol::SearchRequest request;
  request.query = "needle";
  request.snippet_chars = 0;
  const auto response = found(request);
  ASSERT_EQ(response.hits.size(), 1U);
  EXPECT_EQ(response.hits[0].snippet, "");
  EXPECT_TRUE(response.hits[0].highlights.empty());
  EXPECT_EQ(response.hits[0].line, 3U);
  EXPECT_EQ(response.hits[0].column, 9U);
}

TEST_F(SearchTest, facets_are_counted_in_the_fields_that_were_asked_for) {
  index({{"a.txt", "A\n\nLISBON, March 3, 2019 - strike\n"},
         {"b.txt", "B\n\nLISBON, March 4, 2019 - strike\n"},
         {"c.txt", "C\n\nLISBON, May 4, 2018 - strike\n"}});
  protocol::SearchRequest request;
  request.query = "strike";
  request.facets = {"year"};
  const auto response = found(request);
  ASSERT_EQ(response.facets.size(), 1U);
  EXPECT_EQ(response.facets[0].field, "year");
  ASSERT_EQ(response.facets[0].values.size(), 2U);
  EXPECT_EQ(response.facets[0].values[1].value, "2019");
  EXPECT_EQ(response.facets[0].values[1].count, 2U);
}

TEST_F(SearchTest, pages_follow_each_other_by_their_cursors) {
  index({{"a.txt", "Middle\n\nLISBON, March 3, 2018 - strike\n"},
         {"b.txt", "New\n\nLISBON, March 3, 2019 - strike\n"},
         {"c.txt", "Old\n\nLISBON, March 3, 2017 - strike\n"}});
  for (const auto sort : {protocol::SortOrder::kRelevance, protocol::SortOrder::kNewest}) {
    protocol::SearchRequest request;
    request.query = "strike";
    request.limit = 2;
    request.sort = sort;
    const auto first = found(request);
    ASSERT_EQ(first.hits.size(), 2U);
    ASSERT_NE(first.cursor, "");
    request.cursor = first.cursor;
    const auto second = found(request);
    ASSERT_EQ(second.hits.size(), 1U);
    EXPECT_EQ(second.total, 3U);
    EXPECT_EQ(second.cursor, "");
    EXPECT_NE(second.hits[0].title, first.hits[0].title);
    EXPECT_NE(second.hits[0].title, first.hits[1].title);
    request.query = "strikes";
    EXPECT_EQ(run(request).error().code, ErrorCode::kInvalidArgument);
  }
}

TEST_F(SearchTest, the_pages_of_a_cursor_count_ages_from_one_moment) {
  index({{"a.txt", "A\n\nborder\n"}, {"b.txt", "B\n\nborder\n"}, {"c.txt", "C\n\nborder\n"}});
  protocol::SearchRequest request;
  request.query = "border";
  request.limit = 1;
  request.recency = "30d";
  store::PageStart page;
  page.as_of = 1'543'924'800;
  request.cursor = cursor_text("border\r30d", store::Sort::kRelevance, page);
  const auto second = found(request);
  ASSERT_EQ(second.hits.size(), 1U);
  const auto third = read_cursor(second.cursor, "border\r30d", store::Sort::kRelevance);
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(third->as_of, page.as_of);
  request.recency = "31d";
  EXPECT_EQ(run(request).error().message, "\"cursor\" is that of another query");
}

TEST_F(SearchTest, newer_articles_are_favoured_where_that_is_asked_for) {
  index({{"a.txt", "---\ntitle: Old\ndate: 2001-01-01\n---\n\nborder\n"},
         {"b.txt", "---\ntitle: New\ndate: 2019-01-01\n---\n\nborder of this and that\n"}});
  protocol::SearchRequest request;
  request.query = "border";
  EXPECT_EQ(found(request).hits.at(0).title, "Old");
  request.recency = "520w";
  EXPECT_EQ(found(request).hits.at(0).title, "New");
  for (const char* wrong : {"30", "0d", "-1d", "soon"}) {
    request.recency = wrong;
    EXPECT_EQ(run(request).error().code, ErrorCode::kInvalidArgument) << wrong;
  }
}

TEST_F(SearchTest, behind_an_offset_or_without_hits_there_is_no_cursor) {
  index({{"a.txt", "A\n\nstrike\n"}, {"b.txt", "B\n\nstrike\n"}, {"c.txt", "C\n\nstrike\n"}});
  protocol::SearchRequest request;
  request.query = "strike";
  request.limit = 0;
  EXPECT_EQ(found(request).cursor, "");
  request.limit = 1;
  request.offset = 1;
  EXPECT_EQ(found(request).cursor, "");
}

TEST_F(SearchTest, words_that_stand_far_apart_are_shown_in_two_passages) {
  std::string filler;
  for (int i = 0; i < 40; ++i) filler += "Nothing was to be told of. ";
  index({{"a.txt", "T\n\nA fish swam. " + filler + "A wolf howled. " + filler + "\n"}});
  protocol::SearchRequest request;
  request.query = "fish wolf";
  const auto both = found(request).hits.at(0).snippet;
  EXPECT_NE(both.find("A fish swam"), std::string::npos) << both;
  EXPECT_NE(both.find("A wolf howled"), std::string::npos) << both;
  request.fragments = 1;
  EXPECT_EQ(found(request).hits.at(0).snippet.find("wolf"), std::string::npos);
}

TEST_F(SearchTest,
       the_place_is_that_of_a_word_that_was_found_by_wildcard_or_in_spite_of_its_spelling) {
  index({{"a.txt", "T\n\nfirst line\nthe migrants of Neilsen\n"}});
  for (const auto& [query, column] :
       {std::pair{"migra*", 5U}, std::pair{"*grants", 5U}, std::pair{"Neilson~", 17U},
        std::pair{"migrants NEAR/3 Neilsen", 5U}}) {
    const auto response = found(query);
    ASSERT_EQ(response.hits.size(), 1U) << query;
    EXPECT_EQ(response.hits[0].line, 4U) << query;
    EXPECT_EQ(response.hits[0].column, column) << query;
  }
}

TEST_F(SearchTest, the_newest_or_the_oldest_come_first_when_asked_for) {
  index({{"a.txt", "Middle\n\nLISBON, March 3, 2018 - strike\n"},
         {"b.txt", "New\n\nLISBON, March 3, 2019 - strike\n"},
         {"c.txt", "Old\n\nLISBON, March 3, 2017 - strike\n"}});
  protocol::SearchRequest request;
  request.query = "strike";
  request.limit = 1;
  request.sort = protocol::SortOrder::kNewest;
  EXPECT_EQ(found(request).hits.at(0).title, "New");
  request.sort = protocol::SortOrder::kOldest;
  EXPECT_EQ(found(request).hits.at(0).title, "Old");
  request.offset = 1;
  EXPECT_EQ(found(request).hits.at(0).title, "Middle");
  EXPECT_EQ(found(request).hits.at(0).score, 0.0);
}

TEST_F(SearchTest, a_query_that_does_not_parse_is_an_error_with_a_position) {
  index({{"a.txt", "A"}});
  protocol::SearchRequest request;
  request.query = "a AND (b";
  const auto response = run(request);
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, ErrorCode::kParse);
  EXPECT_TRUE(response.error().position.has_value());
}

TEST_F(SearchTest, a_search_whose_time_is_up_says_so) {
  index({{"a.txt", "needle"}});
  Engine own = engine();
  protocol::SearchRequest request;
  request.query = "needle";
  const auto response = run_search(own, request, clock_.now() - std::chrono::seconds(1), nullptr);
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, ErrorCode::kDeadlineExceeded);
}

TEST_F(SearchTest, a_search_that_is_cancelled_before_its_wildcards_are_looked_up_says_so) {
  index({{"a.txt", "needle"}});
  Engine own = engine();
  const auto cancelled = std::make_shared<std::atomic<bool>>(true);
  protocol::SearchRequest request;
  request.query = "needl*";
  const auto response =
      run_search(own, request, clock_.now() + std::chrono::seconds(10), cancelled);
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, ErrorCode::kCancelled);
}

// Each look at the clock takes a second, so that time runs out within the search.
class SlowSearchTest : public SearchTest {
 protected:
  static constexpr int kArticles = 1500;

  SlowSearchTest() {
    std::vector<std::pair<std::string, std::string>> articles;
    for (int i = 0; i < kArticles; ++i) {
      articles.emplace_back(std::to_string(i) + ".txt", "Title\n\npolice at the border\n");
    }
    index(articles);
  }
  Result<protocol::SearchResponse> run_for(int seconds, const std::string& query) {
    Engine own = engine();
    protocol::SearchRequest request;
    request.query = query;
    const SteadyTime start = clock_.now();
    return run_search(own, request, start + std::chrono::seconds(seconds), nullptr,
                      [&] { return start + std::chrono::seconds(looks_++); });
  }
  int looks_ = 0;
};

// A few words alone would be done before anybody looks at the time.
TEST_F(SlowSearchTest, gives_what_was_found_in_time_and_says_that_it_is_partial) {
  const auto response = run_for(5, "border words:1..");
  ASSERT_TRUE(response.ok());
  EXPECT_TRUE(response->partial);
  EXPECT_FALSE(response->total_exact);
  EXPECT_GT(response->total, 0U);
  EXPECT_LT(response->total, 1U * kArticles);
  EXPECT_FALSE(response->hits.empty());
}

TEST_F(SlowSearchTest, is_whole_with_time_enough) {
  const auto response = run_for(1000, "border words:1..");
  ASSERT_TRUE(response.ok());
  EXPECT_FALSE(response->partial);
  EXPECT_EQ(response->hits.size(), 10U);
}

TEST_F(SlowSearchTest, ends_in_time_within_phrases_that_all_articles_almost_have) {
  for (const char* query : {"\"border police\"", "\"border police\" OR \"at border\"",
                            "title:\"x y\" \"border the\" \"the police\""}) {
    looks_ = 0;
    const auto response = run_for(5, query);
    ASSERT_FALSE(response.ok()) << query;
    EXPECT_EQ(response.error().code, ErrorCode::kDeadlineExceeded) << query;
    EXPECT_LT(looks_, 10) << query;
  }
}

TEST_F(SearchTest, an_article_of_an_unknown_drop_folder_is_shown_by_its_relative_path) {
  Engine own = engine();
  store::StoredArticle stored;
  stored.file = {"elsewhere", "sub/a.txt"};
  stored.article.title = "A";
  stored.article.updated = 86'400;
  const protocol::Hit hit = to_hit(stored, {}, std::nullopt, {own.stemmers, own.drop_roots});
  EXPECT_TRUE(hit.path.ends_with("sub/a.txt")) << hit.path;
  EXPECT_EQ(hit.updated, "1970-01-02T00:00:00Z");
}

TEST_F(SearchTest, a_path_that_is_no_text_is_shown_as_text_and_kept_in_the_uri) {
  Engine own = engine();
  store::StoredArticle stored;
  stored.file = {"wire", "a\xFF.txt"};
  const protocol::Hit hit = to_hit(stored, {}, std::nullopt, {own.stemmers, own.drop_roots});
  EXPECT_EQ(hit.path, folder_.at("drop/a\xEF\xBF\xBD.txt"));
  EXPECT_TRUE(hit.uri.ends_with("/a%FF.txt")) << hit.uri;
}

TEST_F(SearchTest, more_results_than_allowed_are_refused_with_the_limit) {
  limits_.results = 5;
  index({{"a.txt", "needle"}});
  EXPECT_EQ(error_of(answer("search", {{"query", "needle"}, {"limit", 6}})), -32004);
  EXPECT_EQ(answer("search", {{"query", "needle"}, {"limit", 5}})["result"]["total"]["value"], 1);
}

TEST_F(SearchTest, a_newer_search_of_the_same_session_cancels_the_older) {
  index({{"a.txt", "needle"}});
  start();
  const std::string request =
      R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"needle","session":"s"}})";
  int answers = 0;
  const auto count = [&](const Json&) {
    if (++answers == 2) loop_.stop();
  };
  Call older = call(request, count);
  Call newer = call(request, count);
  const CancelFlag older_flag = older.cancelled;
  const CancelFlag newer_flag = newer.cancelled;
  dispatch(*context_, std::move(older));
  dispatch(*context_, std::move(newer));
  EXPECT_TRUE(*older_flag);
  EXPECT_FALSE(*newer_flag);
  loop_.run();
}

TEST_F(SearchTest, sessions_whose_searches_are_done_are_forgotten) {
  index({{"a.txt", "needle"}});
  for (const char* session : {"one", "two", "three"}) {
    answer("search", {{"query", "needle"}, {"session", session}});
  }
  // The last one may still be held by the thread that has answered it.
  EXPECT_LE(client_->sessions.size(), 2U);
}

TEST_F(SearchTest, what_is_typed_by_half_is_searched_as_far_as_it_goes) {
  index({{"a.txt", "Harbour strike\n\nDockers walked out.\n"}});
  protocol::SearchRequest request;
  request.query = "(strike AND dock";
  EXPECT_FALSE(run(request).ok());
  request.typing = true;
  const auto response = found(request);
  EXPECT_EQ(response.total, 1U);
  ASSERT_EQ(response.expanded.size(), 1U);
  EXPECT_EQ(response.expanded[0].written, "dock*");
  EXPECT_EQ(response.expanded[0].words, std::vector<std::string>{"dockers"});
}

TEST_F(SearchTest, what_wildcards_and_fuzzy_words_find_is_marked) {
  index({{"a.txt", "Harbour strike\n\nDockers walked out.\n"}});
  for (const char* query : {"dock*", "*kers", "dokcers~", "dockers SAME walk"}) {
    const auto response = found(query);
    ASSERT_EQ(response.hits.size(), 1U) << query;
    ASSERT_FALSE(response.hits[0].highlights.empty()) << query;
    EXPECT_EQ(response.hits[0].highlights[0], (protocol::Highlight{0, 7})) << query;
    EXPECT_EQ(response.hits[0].line, 3U) << query;
  }
}

}  // namespace
}  // namespace quire::commands
