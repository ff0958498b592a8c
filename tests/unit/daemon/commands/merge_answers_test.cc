#include "daemon/commands/merge_answers.h"

#include <gmock/gmock.h>

#include <map>

#include "daemon/protocol/response.h"
#include "index/base/format.h"
#include "index/base/random.h"

namespace quire::commands {
namespace {

using protocol::SearchRequest;
using protocol::SearchResponse;
using testing::ElementsAre;
using testing::IsEmpty;

protocol::Hit hit(const std::string& id, double score, const std::string& published = "") {
  protocol::Hit out;
  out.id = id;
  out.path = "/in/" + id;
  out.uri = "file:///in/" + id;
  out.score = score;
  out.published = published;
  return out;
}

SearchResponse found(std::vector<protocol::Hit> hits) {
  SearchResponse response;
  response.total = hits.size();
  response.hits = std::move(hits);
  return response;
}

PartAnswer part(const std::string& name, const SearchResponse& response) {
  return {{name, {}, 0}, protocol::encode_response("7", response)};
}

PartAnswer silent(const std::string& name) {
  return {{name, {}, 0}, Error{ErrorCode::kDeadlineExceeded, "it does not answer in time", {}}};
}

std::vector<std::string> ids(const SearchResponse& response) {
  std::vector<std::string> out;
  for (const protocol::Hit& one : response.hits) out.push_back(one.id);
  return out;
}

SearchRequest ten() {
  SearchRequest request;
  request.limit = 10;
  return request;
}

TEST(MergeAnswers, the_best_come_first_whoever_has_them_and_tell_who) {
  const auto merged = merge_answers(ten(), {part("", found({hit("a", 3), hit("b", 1)})),
                                            part("far", found({hit("c", 4), hit("d", 2)}))});
  ASSERT_TRUE(merged);
  EXPECT_THAT(ids(*merged), ElementsAre("far:c", "a", "far:d", "b"));
  EXPECT_EQ(merged->hits[0].remote, "far");
  EXPECT_EQ(merged->hits[0].path, "far:/in/c");
  EXPECT_EQ(merged->hits[0].uri, "");
  EXPECT_EQ(merged->hits[1].path, "/in/a");
  EXPECT_EQ(merged->hits[1].remote, "");
  EXPECT_EQ(merged->total, 4U);
  EXPECT_TRUE(merged->total_exact);
  EXPECT_FALSE(merged->partial);
  EXPECT_EQ(merged->cursor, "");
}

TEST(MergeAnswers, dates_order_them_when_that_is_asked_for) {
  const std::vector<PartAnswer> answers = {part("", found({hit("a", 0, "2018-03-02T00:00:00Z")})),
                                           part("x", found({hit("b", 0, "2019-01-01T00:00:00Z")})),
                                           part("y", found({hit("c", 0, "2017-12-31T23:59:59Z")}))};
  SearchRequest request = ten();
  request.sort = protocol::SortOrder::kNewest;
  EXPECT_THAT(ids(*merge_answers(request, answers)), ElementsAre("x:b", "a", "y:c"));
  request.sort = protocol::SortOrder::kOldest;
  EXPECT_THAT(ids(*merge_answers(request, answers)), ElementsAre("y:c", "a", "x:b"));
}

TEST(MergeAnswers, an_article_that_several_have_is_shown_once) {
  const auto merged =
      merge_answers(ten(), {part("", found({hit("a", 3)})), part("copy", found({hit("a", 3)}))});
  EXPECT_THAT(ids(*merged), ElementsAre("a"));
}

TEST(MergeAnswers, who_does_not_answer_is_named_and_the_rest_is_shown) {
  const auto merged = merge_answers(ten(), {part("", found({hit("a", 3)})), silent("far")});
  ASSERT_TRUE(merged);
  EXPECT_THAT(ids(*merged), ElementsAre("a"));
  EXPECT_TRUE(merged->partial);
  EXPECT_FALSE(merged->total_exact);
  EXPECT_THAT(merged->unreachable,
              ElementsAre(protocol::Unreachable{"far", "it does not answer in time"}));
}

TEST(MergeAnswers, an_error_of_ones_own_is_the_answer) {
  const protocol::RpcError error{protocol::code::kQueryDoesNotParse, "not closed", "add a )", 3};
  const PartAnswer own{{}, protocol::encode_error("7", error)};
  const auto merged = merge_answers(ten(), {own, part("far", found({hit("a", 1)}))});
  ASSERT_FALSE(merged);
  EXPECT_EQ(protocol::to_rpc(merged.error()).position, 3U);
}

TEST(MergeAnswers, facets_are_counted_together) {
  SearchResponse here = found({});
  here.facets = {{"source", {{"Wire", 3}, {"Post", 2}}, true, false},
                 {"month", {{"2018-01", 1}, {"2018-03", 4}}, true, false}};
  SearchResponse there = found({});
  there.facets = {{"source", {{"Post", 5}, {"Sun", 1}}, true, true},
                  {"month", {{"2018-02", 9}, {"2018-03", 1}}, true, false}};
  const auto merged = merge_answers(ten(), {part("", here), part("far", there)});
  const auto text = [](const protocol::Facet& facet) {
    std::string out;
    for (const auto& [value, count] : facet.values) out += format("{} {},", value, count);
    return out;
  };
  EXPECT_EQ(text(merged->facets.at(0)), "Post 7,Wire 3,Sun 1,");
  EXPECT_FALSE(merged->facets.at(0).exact) << "what was cut off there may be shown here";
  EXPECT_TRUE(merged->facets.at(0).cut);
  EXPECT_EQ(text(merged->facets.at(1)), "2018-01 1,2018-02 9,2018-03 5,");
  EXPECT_TRUE(merged->facets.at(1).exact);
}

TEST(MergeAnswers, another_query_is_suggested_only_if_each_of_them_does) {
  SearchResponse none = found({});
  none.corrected = "police";
  EXPECT_EQ(merge_answers(ten(), {part("", none), part("far", none)})->corrected, "police");
  EXPECT_EQ(merge_answers(ten(), {part("", none), part("far", found({}))})->corrected, "");
}

// Daemons that page as ours do: a cursor is how many hits were shown.
class Paging : public testing::Test {
 protected:
  PartAnswer ask(const SearchRequest& asked, const PartStart& start) {
    const std::vector<protocol::Hit>& all = daemons_[start.name];
    const SearchRequest request = part_request(asked, start, 1000);
    EXPECT_FALSE(request.remotes);
    const std::size_t first = request.cursor.empty() ? 0 : std::stoul(request.cursor);
    const std::size_t end = std::min<std::size_t>(all.size(), first + request.limit);
    SearchResponse response;
    response.total = all.size();
    for (std::size_t i = first; i < end; ++i) response.hits.push_back(all[i]);
    if (end < all.size()) response.cursor = format("{}", end);
    return {start, protocol::encode_response("7", response)};
  }

  std::map<std::string, std::vector<protocol::Hit>> daemons_;
};

TEST_F(Paging, all_pages_together_are_all_hits_in_their_order) {
  Random random(5);
  for (int round = 0; round < 50; ++round) {
    daemons_.clear();
    std::vector<std::pair<double, std::string>> expected;
    for (const char* name : {"", "one", "two"}) {
      std::vector<protocol::Hit>& hits = daemons_[name];
      double score = 1000;
      for (std::uint64_t i = random.below(40); i > 0; --i) {
        score -= 1 + random.unit();
        hits.push_back(hit(format("{}{}", *name == '\0' ? "own" : name, i), score));
        const std::string prefix = *name == '\0' ? "" : format("{}:", name);
        expected.emplace_back(-score, prefix + hits.back().id);
      }
    }
    std::sort(expected.begin(), expected.end());
    SearchRequest request;
    request.limit = static_cast<std::uint32_t>(1 + random.below(12));
    std::vector<PartStart> starts = {{"", "", 0}, {"one", "", 0}, {"two", "", 0}};
    std::vector<std::string> seen;
    for (int page = 0; page < 200 && !starts.empty(); ++page) {
      std::vector<PartAnswer> answers;
      for (const PartStart& start : starts) answers.push_back(ask(request, start));
      const auto merged = merge_answers(request, answers);
      ASSERT_TRUE(merged);
      for (const protocol::Hit& one : merged->hits) seen.push_back(one.id);
      if (merged->cursor.empty()) break;
      ASSERT_EQ(merged->hits.size(), request.limit) << "only the last page is short";
      starts = *read_parts_cursor(merged->cursor);
    }
    std::vector<std::string> wanted;
    for (const auto& [score, id] : expected) wanted.push_back(id);
    ASSERT_EQ(seen, wanted);
  }
}

TEST_F(Paging, who_was_away_is_asked_again_for_the_next_page) {
  daemons_[""] = {hit("a", 9), hit("b", 8), hit("c", 7)};
  SearchRequest request;
  request.limit = 2;
  const auto merged = merge_answers(request, {ask(request, {"", "", 0}), silent("far")});
  EXPECT_THAT(*read_parts_cursor(merged->cursor),
              ElementsAre(PartStart{"", "2", 0}, PartStart{"far", "", 0}));
}

TEST_F(Paging, an_offset_is_of_all_of_them_together) {
  daemons_[""] = {hit("a", 9), hit("c", 7)};
  daemons_["far"] = {hit("b", 8), hit("d", 6)};
  SearchRequest request;
  request.limit = 2;
  request.offset = 1;
  const auto merged =
      merge_answers(request, {ask(request, {"", "", 0}), ask(request, {"far", "", 0})});
  EXPECT_THAT(ids(*merged), ElementsAre("far:b", "c"));
}

TEST(PartsCursor, what_is_none_is_refused) {
  const std::vector<PartStart> parts = {{"", "rAbc-_", 3}, {"a.b-c", "", 0}};
  EXPECT_EQ(*read_parts_cursor(parts_cursor(parts)), parts);
  for (const char* text : {"", "r", "x:1:", "@", "@name", "@name:1",
                           "@name:x:", "@:99999999999:", "@a:1:b;", "@a:-1:b"}) {
    EXPECT_FALSE(read_parts_cursor(text)) << text;
  }
  EXPECT_EQ(parts_cursor({}), "");
}

}  // namespace
}  // namespace quire::commands
