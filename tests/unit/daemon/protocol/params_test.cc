#include <gtest/gtest.h>

#include "daemon/protocol/request.h"
#include "index/base/format.h"

namespace quire::protocol {
namespace {

// The params of a request that has them; none when `json` is empty.
Params params_of(std::string_view json) {
  const std::string params = json.empty() ? "" : format(R"(,"params":{})", json);
  const std::string text = format(R"({{"jsonrpc":"2.0","id":1,"method":"m"{}}})", params);
  return parse_incoming(text, false).requests.front().params;
}

// What is wrong with them for `method`: "message | hint", or "ok".
std::string verdict(std::string_view method, std::string_view json) {
  const Params params = params_of(json);
  const auto told = [](const auto& result) {
    if (result.ok()) return std::string("ok");
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
    return format("{} | {}", result.error().message, result.error().hint);
  };
  if (method == "search") return told(decode_search(params));
  if (method == "complete") return told(decode_complete(params));
  if (method == "get") return told(decode_get(params));
  if (method == "sync") return told(decode_sync(params));
  if (method == "audit") return told(decode_audit(params));
  if (method == "reindex") return told(decode_reindex(params));
  if (method == "status") return told(decode_status(params));
  if (method == "shutdown") return told(decode_shutdown(params));
  return told(decode_cancel(params));
}

struct Case {
  const char* name;
  const char* method;
  const char* params;
  const char* verdict;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.params; }

class Parameters : public testing::TestWithParam<Case> {};

TEST_P(Parameters, are_judged) {
  EXPECT_EQ(verdict(GetParam().method, GetParam().params), GetParam().verdict);
}

constexpr const char* kLimit =
    R"(parameter "limit" of "search" must be a whole number from 0 to 100000 | )";

constexpr Case kSearch[] = {
    {"a_query_is_enough", "search", R"({"query":"a"})", "ok"},
    {"an_empty_query_will_do", "search", R"({"query":""})", "ok"},
    {"no_query", "search", "{}",
     R"("search" needs the parameter "query" | an empty string finds all articles)"},
    {"no_params", "search", "",
     R"("search" needs the parameter "query" | an empty string finds all articles)"},
    {"a_null_query_is_none", "search", R"({"query":null})",
     R"("search" needs the parameter "query" | an empty string finds all articles)"},
    {"params_by_position", "search", R"(["a"])",
     R"(params of "search" must be an object | name the parameters: {"name": value})"},
    {"a_query_that_is_no_text", "search", R"({"query":1})",
     R"(parameter "query" of "search" must be a string | )"},
    {"null_is_left_out", "search", R"({"query":"a","limit":null,"sort":null,"facets":null})", "ok"},
    {"the_least_limit", "search", R"({"query":"a","limit":0})", "ok"},
    {"the_most_limit", "search", R"({"query":"a","limit":100000})", "ok"},
    {"limit_over_the_most", "search", R"({"query":"a","limit":100001})", kLimit},
    {"a_limit_of_65_bits", "search", R"({"query":"a","limit":36893488147419103232})", kLimit},
    {"a_limit_that_wraps_in_32_bits", "search", R"({"query":"a","limit":4294967297})", kLimit},
    {"a_negative_limit", "search", R"({"query":"a","limit":-1})", kLimit},
    {"a_fractional_limit", "search", R"({"query":"a","limit":1.5})", kLimit},
    {"a_limit_in_quotes", "search", R"({"query":"a","limit":"1"})", kLimit},
    {"offset_over_the_most", "search", R"({"query":"a","offset":100001})",
     R"(parameter "offset" of "search" must be a whole number from 0 to 100000 | )"},
    {"snippet_over_the_most", "search", R"({"query":"a","snippet_chars":2001})",
     R"(parameter "snippet_chars" of "search" must be a whole number from 0 to 2000 | )"},
    {"no_fragment", "search", R"({"query":"a","fragments":0})",
     R"(parameter "fragments" of "search" must be a whole number from 1 to 5 | )"},
    {"cursor_and_offset", "search", R"({"query":"a","cursor":"x","offset":1})",
     R"("search" takes "cursor" or "offset", not both | a cursor goes on where its page ended)"},
    {"no_time_at_all", "search", R"({"query":"a","deadline_ms":0})",
     R"(parameter "deadline_ms" of "search" must be a whole number from 1 to 60000 | )"},
    {"an_unknown_order", "search", R"({"query":"a","sort":"best"})",
     R"(parameter "sort" of "search" must be one of relevance, newest, oldest | )"},
    {"an_unknown_facet", "search", R"({"query":"a","facets":["source","colour"]})",
     R"(parameter "facets" of "search" must be an array of some of source, section, author, place, language, tag, year, month, day | )"},
    {"facets_that_are_no_array", "search", R"({"query":"a","facets":"source"})",
     R"(parameter "facets" of "search" must be an array of some of source, section, author, place, language, tag, year, month, day | )"},
    {"a_flag_that_is_none", "search", R"({"query":"a","sync":1})",
     R"(parameter "sync" of "search" must be true or false | )"},
    {"an_unknown_parameter", "search", R"({"query":"a","limt":1})",
     R"("search" has no parameter "limt" | it takes query, limit, offset, cursor, sort, recency, facets, snippet_chars, fragments, stories, typing, sync, deadline_ms, session, remotes)"},
    {"the_first_mistake_is_told", "search", R"({"limit":-1,"sort":"best"})", kLimit},
};
INSTANTIATE_TEST_SUITE_P(Search, Parameters, testing::ValuesIn(kSearch),
                         [](const auto& tested) { return tested.param.name; });

constexpr Case kOthers[] = {
    {"complete_words", "complete", R"({"prefix":"a","limit":1000})", "ok"},
    {"complete_values", "complete", R"({"prefix":"","field":"author"})", "ok"},
    {"complete_nothing", "complete", "{}",
     R"("complete" needs the parameter "prefix" | an empty string begins all words and values)"},
    {"get_by_id", "get", R"({"id":"0123456789abcdef"})", "ok"},
    {"get_by_path", "get", R"({"path":"/a","query":"b"})", "ok"},
    {"get_neither", "get", "{}", R"("get" needs one of the parameters "id" and "path" | )"},
    {"get_both", "get", R"({"id":"a","path":"/a"})",
     R"("get" needs one of the parameters "id" and "path" | )"},
    {"get_by_a_number", "get", R"({"id":1})", R"(parameter "id" of "get" must be a string | )"},
    {"sync", "sync", "", "ok"},
    {"sync_without_time", "sync", R"({"timeout_ms":0})",
     R"(parameter "timeout_ms" of "sync" must be a whole number from 1 to 3600000 | )"},
    {"audit", "audit", "", "ok"},
    {"audit_a_path", "audit", R"({"path":"/a b","sync":true,"timeout_ms":1})", "ok"},
    {"audit_a_uri", "audit", R"({"path":"file:///a"})", "ok"},
    {"audit_a_relative_path", "audit", R"({"path":"a"})",
     R"("a" in "path" of "audit" is not absolute | name the whole path, or a file: URI)"},
    {"reindex", "reindex", "", "ok"},
    {"reindex_paths", "reindex", R"({"paths":["/a b","file:///c"],"wait":false})", "ok"},
    {"reindex_in_full", "reindex", R"({"full":true,"paths":[]})", "ok"},
    {"reindex_paths_in_full", "reindex", R"({"full":true,"paths":["/a"]})",
     R"("reindex" takes "paths" or "full", not both | a full one reads all files of all drop folders)"},
    {"reindex_a_relative_path", "reindex", R"({"paths":["/a","b"]})",
     R"("b" in "paths" of "reindex" is not absolute | name the whole path, or a file: URI)"},
    {"reindex_one_path_alone", "reindex", R"({"paths":"/a"})",
     R"(parameter "paths" of "reindex" must be an array of strings | )"},
    {"reindex_numbers", "reindex", R"({"paths":["/a",1]})",
     R"(parameter "paths" of "reindex" must be an array of strings | )"},
    {"status", "status", R"({"failures":true})", "ok"},
    {"status_otherwise", "status", R"({"failures":"yes"})",
     R"(parameter "failures" of "status" must be true or false | )"},
    {"shutdown", "shutdown", "{}", "ok"},
    {"shutdown_with_something", "shutdown", R"({"now":true})",
     R"("shutdown" has no parameter "now" | it takes none)"},
    {"cancel", "$/cancelRequest", R"({"id":7})", "ok"},
    {"cancel_nothing", "$/cancelRequest", "{}", R"("$/cancelRequest" needs the parameter "id" | )"},
    {"cancel_a_list", "$/cancelRequest", R"({"id":[7]})",
     R"(parameter "id" of "$/cancelRequest" must be a string or a number | )"},
};
INSTANTIATE_TEST_SUITE_P(Others, Parameters, testing::ValuesIn(kOthers),
                         [](const auto& tested) { return tested.param.name; });

TEST(DecodeSearch, leaves_the_defaults_where_nothing_is_given) {
  const auto request = decode_search(params_of(R"({"query":"a"})"));
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->limit, 10U);
  EXPECT_EQ(request->offset, 0U);
  EXPECT_EQ(request->sort, SortOrder::kRelevance);
  EXPECT_EQ(request->snippet_chars, 240U);
  EXPECT_EQ(request->deadline_ms, 10'000U);
  EXPECT_FALSE(request->sync);
}

TEST(DecodeSearch, a_facet_that_is_named_twice_is_counted_once) {
  const auto request = decode_search(params_of(R"({"query":"","facets":["day","source","day"]})"));
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->facets, (std::vector<std::string>{"day", "source"}));
}

TEST(DecodeReindex, waits_for_all_drop_folders_where_nothing_is_said) {
  const auto request = decode_reindex(params_of("{}"));
  ASSERT_TRUE(request.ok());
  EXPECT_TRUE(request->paths.empty());
  EXPECT_FALSE(request->full);
  EXPECT_TRUE(request->wait);
}

TEST(DecodeCancel, gives_the_id_as_the_request_had_it) {
  EXPECT_EQ(*decode_cancel(params_of(R"({"id":7})")), "7");
  EXPECT_EQ(*decode_cancel(params_of(R"({"id":"7"})")), "\"7\"");
}

// What the client sends is what the daemon reads.

Params sent(const std::string& text, std::string_view method) {
  Incoming incoming = parse_incoming(text, false);
  EXPECT_EQ(incoming.requests.front().method, method);
  EXPECT_EQ(incoming.requests.front().id, "42");
  return incoming.requests.front().params;
}

TEST(EncodeRequest, a_search_arrives_with_all_its_fields) {
  SearchRequest request;
  request.query = "\"caf\xC3\xA9\" \\ \n";
  request.limit = 20;
  request.offset = 40;
  request.sort = SortOrder::kOldest;
  request.facets = {"month", "section"};
  request.snippet_chars = 100;
  request.fragments = 4;
  request.sync = true;
  request.deadline_ms = 500;
  request.session = "vim-1";
  request.recency = "30d";
  const auto read = decode_search(sent(encode_request(42, request), "search"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->query, request.query);
  EXPECT_EQ(read->limit, request.limit);
  EXPECT_EQ(read->offset, request.offset);
  EXPECT_EQ(read->sort, request.sort);
  EXPECT_EQ(read->facets, request.facets);
  EXPECT_EQ(read->snippet_chars, request.snippet_chars);
  EXPECT_EQ(read->fragments, request.fragments);
  EXPECT_EQ(read->sync, request.sync);
  EXPECT_EQ(read->deadline_ms, request.deadline_ms);
  EXPECT_EQ(read->session, request.session);
  EXPECT_EQ(read->recency, request.recency);
}

TEST(EncodeRequest, a_search_behind_a_cursor_arrives) {
  SearchRequest request;
  request.cursor = "rAAAAAAAA";
  const auto read = decode_search(sent(encode_request(42, request), "search"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->cursor, request.cursor);
}

TEST(EncodeRequest, a_complete_arrives) {
  const CompleteRequest request{"pre", "tag", 7, 900, "s"};
  const auto read = decode_complete(sent(encode_request(42, request), "complete"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->prefix, "pre");
  EXPECT_EQ(read->field, "tag");
  EXPECT_EQ(read->limit, 7U);
  EXPECT_EQ(read->deadline_ms, 900U);
  EXPECT_EQ(read->session, "s");
  CompleteRequest words;
  words.prefix = "a";
  EXPECT_EQ(decode_complete(sent(encode_request(42, words), "complete"))->field, "");
}

TEST(EncodeRequest, a_get_arrives) {
  const auto by_path = decode_get(sent(encode_request(42, GetRequest{"", "/a b", "q"}), "get"));
  ASSERT_TRUE(by_path.ok());
  EXPECT_EQ(by_path->path, "/a b");
  EXPECT_EQ(by_path->query, "q");
  const auto by_id = decode_get(sent(encode_request(42, GetRequest{"x", "", ""}), "get"));
  ASSERT_TRUE(by_id.ok());
  EXPECT_EQ(by_id->id, "x");
}

TEST(EncodeRequest, a_sync_arrives) {
  EXPECT_EQ(decode_sync(sent(encode_request(42, SyncRequest{77}), "sync"))->timeout_ms, 77U);
}

TEST(EncodeRequest, an_audit_arrives) {
  const auto read = decode_audit(sent(encode_request(42, AuditRequest{"/a", true, 77}), "audit"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->path, "/a");
  EXPECT_TRUE(read->sync);
  EXPECT_EQ(read->timeout_ms, 77U);
  const auto all = decode_audit(sent(encode_request(42, AuditRequest{}), "audit"));
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->path, "");
}

TEST(EncodeRequest, a_reindex_arrives) {
  const ReindexRequest some{{"/a b", "file:///c"}, false, false};
  const auto read = decode_reindex(sent(encode_request(42, some), "reindex"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->paths, some.paths);
  EXPECT_FALSE(read->full);
  EXPECT_FALSE(read->wait);
  const ReindexRequest full{{}, true, true};
  const auto read_full = decode_reindex(sent(encode_request(42, full), "reindex"));
  ASSERT_TRUE(read_full.ok());
  EXPECT_TRUE(read_full->full);
  EXPECT_TRUE(read_full->wait);
}

TEST(EncodeRequest, a_status_arrives) {
  EXPECT_TRUE(decode_status(sent(encode_request(42, StatusRequest{true}), "status"))->failures);
}

TEST(EncodeRequest, a_shutdown_arrives) {
  EXPECT_TRUE(decode_shutdown(sent(encode_request(42, ShutdownRequest{}), "shutdown")).ok());
}

TEST(EncodeRequest, bytes_that_are_not_utf8_arrive_as_replacement_characters) {
  SearchRequest request;
  request.query = "a\xFF";
  EXPECT_EQ(decode_search(sent(encode_request(42, request), "search"))->query, "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace quire::protocol
