#include "daemon/protocol/response.h"

#include <gtest/gtest.h>

namespace quire::protocol {
namespace {

// The result's JSON text, as the client gets it out of a whole response to request 7.
std::string result_of(const std::string& text) {
  const auto response = parse_response(text);
  if (!response) return "!" + response.error().message;
  EXPECT_EQ(response->id, "7");
  EXPECT_FALSE(response->error.has_value());
  return response->result;
}

Hit full_hit() {
  Hit hit;
  hit.id = "0123456789abcdef";
  hit.path = "/drop/caf\xC3\xA9.txt";
  hit.uri = "file:///drop/caf%C3%A9.txt";
  hit.line = 3;
  hit.column = 9;
  hit.title = "A \"title\"";
  hit.source = "Agency";
  hit.section = "World";
  hit.authors = {"A. Writer", "B. Writer"};
  hit.place = "Lisbon";
  hit.language = "en";
  hit.published = "2018-12-04T16:32:00Z";
  hit.updated = "2018-12-05T00:00:00Z";
  hit.words = 321;
  hit.score = 4.25;
  hit.snippet = "the border police";
  hit.highlights = {{4, 6}, {11, 6}};
  hit.title_highlights = {{2, 7}};
  return hit;
}

void expect_same_article(const Hit& read, const Hit& hit) {
  EXPECT_EQ(read.id, hit.id);
  EXPECT_EQ(read.path, hit.path);
  EXPECT_EQ(read.uri, hit.uri);
  EXPECT_EQ(read.line, hit.line);
  EXPECT_EQ(read.column, hit.column);
  EXPECT_EQ(read.title, hit.title);
  EXPECT_EQ(read.source, hit.source);
  EXPECT_EQ(read.section, hit.section);
  EXPECT_EQ(read.authors, hit.authors);
  EXPECT_EQ(read.place, hit.place);
  EXPECT_EQ(read.language, hit.language);
  EXPECT_EQ(read.published, hit.published);
  EXPECT_EQ(read.updated, hit.updated);
  EXPECT_EQ(read.words, hit.words);
  EXPECT_EQ(read.title_highlights, hit.title_highlights);
}

TEST(SearchAnswer, arrives_with_every_field_of_a_hit) {
  SearchResponse response;
  response.hits = {full_hit()};
  const auto read = decode_search_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->hits.size(), 1U);
  expect_same_article(read->hits[0], full_hit());
  EXPECT_EQ(read->hits[0].score, 4.25);
  EXPECT_EQ(read->hits[0].snippet, full_hit().snippet);
  EXPECT_EQ(read->hits[0].highlights, full_hit().highlights);
}

TEST(SearchAnswer, arrives_with_its_counts) {
  SearchResponse response;
  response.total = 1'000'000'000'000;
  response.total_exact = false;
  response.partial = true;
  response.took_us = 1234;
  const auto read = decode_search_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->total, response.total);
  EXPECT_FALSE(read->total_exact);
  EXPECT_TRUE(read->partial);
  EXPECT_EQ(read->took_us, 1234U);
}

TEST(SearchAnswer, arrives_with_its_facets_in_order) {
  SearchResponse response;
  response.facets = {{"source", {{"Agency", 3}, {"Daily", 1}}, false, true}, {"year", {}, true}};
  response.cursor = "nextpage";
  const auto read = decode_search_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->facets.size(), 2U);
  EXPECT_EQ(read->facets[0].field, "source");
  EXPECT_FALSE(read->facets[0].exact);
  EXPECT_TRUE(read->facets[0].cut);
  EXPECT_FALSE(read->facets[1].cut);
  EXPECT_EQ(read->cursor, "nextpage");
  ASSERT_EQ(read->facets[0].values.size(), 2U);
  EXPECT_EQ(read->facets[0].values[1].value, "Daily");
  EXPECT_EQ(read->facets[0].values[1].count, 1U);
  EXPECT_TRUE(read->facets[1].exact);
}

TEST(SearchAnswer, an_article_that_was_not_updated_says_so) {
  SearchResponse response;
  response.hits = {Hit{}};
  const auto read = decode_search_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->hits[0].updated, std::nullopt);
}

TEST(SearchAnswer, bytes_that_are_not_utf8_become_replacement_characters) {
  SearchResponse response;
  Hit hit = full_hit();
  hit.path = "/drop/\xFF.txt";
  response.hits = {hit};
  const auto read = decode_search_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->hits[0].path, "/drop/\xEF\xBF\xBD.txt");
}

TEST(SearchAnswer, is_one_line_whatever_the_texts_hold) {
  SearchResponse response;
  Hit hit = full_hit();
  hit.snippet = "two\nlines\r\n";
  response.hits = {hit};
  EXPECT_EQ(encode_response("7", response).find('\n'), std::string::npos);
}

TEST(GetAnswer, arrives) {
  GetResponse response{full_hit(), "The text.\n", {{4, 4}}};
  response.tags = {"docks", "strike"};
  response.agency = "Example Wire";
  response.url = "https://gazette.example/a";
  response.guid = "tag:gazette.example,2018:7";
  response.version = "2";
  const auto read = decode_get_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  expect_same_article(read->article, full_hit());
  EXPECT_EQ(read->text, "The text.\n");
  EXPECT_EQ(read->highlights, response.highlights);
  EXPECT_EQ(read->tags, response.tags);
  EXPECT_EQ(read->agency, response.agency);
  EXPECT_EQ(read->url, response.url);
  EXPECT_EQ(read->guid, response.guid);
  EXPECT_EQ(read->version, response.version);
}

TEST(SyncAnswer, arrives) {
  EXPECT_EQ(decode_sync_response(result_of(encode_response("7", SyncResponse{12})))->seq, 12U);
}

TEST(AuditAnswer, arrives_with_every_list) {
  AuditResponse response;
  response.files = 6;
  response.pending = 7;
  response.took_ms = 8;
  response.missing = {1, {{"/a", "file:///a", ""}}};
  response.stale.total = 2;
  response.orphans.total = 3;
  response.duplicates.total = 4;
  response.failed = {5, {{"/b", "file:///b", "binary"}}};
  response.unreadable.total = 9;
  const std::string result = result_of(encode_response("7", response));
  EXPECT_NE(result.find(R"("cut":true)"), std::string::npos);
  const auto read = decode_audit_response(result);
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read->equal);
  EXPECT_EQ(read->files, 6U);
  EXPECT_EQ(read->pending, 7U);
  EXPECT_EQ(read->took_ms, 8U);
  EXPECT_EQ(read->missing.total, 1U);
  ASSERT_EQ(read->missing.entries.size(), 1U);
  EXPECT_EQ(read->missing.entries[0].path, "/a");
  EXPECT_EQ(read->missing.entries[0].uri, "file:///a");
  EXPECT_EQ(read->stale.total, 2U);
  EXPECT_EQ(read->orphans.total, 3U);
  EXPECT_EQ(read->duplicates.total, 4U);
  EXPECT_EQ(read->failed.total, 5U);
  EXPECT_EQ(read->failed.entries.at(0).reason, "binary");
  EXPECT_EQ(read->unreadable.total, 9U);
}

TEST(ReindexAnswer, arrives) {
  const auto read = decode_reindex_response(
      result_of(encode_response("7", ReindexResponse{6, 1, 2, 9, 3, 4, 5000, true})));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->files, 6U);
  EXPECT_EQ(read->added, 1U);
  EXPECT_EQ(read->changed, 2U);
  EXPECT_EQ(read->moved, 9U);
  EXPECT_EQ(read->removed, 3U);
  EXPECT_EQ(read->failed, 4U);
  EXPECT_EQ(read->took_ms, 5000U);
  EXPECT_TRUE(read->joined);
}

TEST(ReindexAnswer, that_it_has_started_has_no_counts) {
  const std::string result = result_of(encode_response("7", ReindexStarted{}));
  EXPECT_EQ(result, R"({"started":true})");
  EXPECT_EQ(decode_reindex_response(result)->files, 0U);
}

TEST(ReindexProgress, is_a_notification_and_arrives) {
  const auto message = parse_response(encode_reindex_progress({"\"a\"", 120, 21'578}));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->id, "");
  EXPECT_EQ(message->notification, "reindex/progress");
  const auto read = decode_reindex_progress(message->params);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->request, "\"a\"");
  EXPECT_EQ(read->done, 120U);
  EXPECT_EQ(read->total, 21'578U);
}

TEST(ShutdownAnswer, is_an_empty_object) {
  EXPECT_EQ(result_of(encode_response("7", ShutdownResponse{})), "{}");
}

StatusResponse full_status() {
  StatusResponse s;
  s.version = "1.2.3";
  s.pid = 1;
  s.uptime_s = 2;
  s.seq = 3;
  s.index = "/index";
  s.articles = 4;
  s.failed_files = 5;
  s.segments = 6;
  s.tombstones = 23;
  s.rebuilding = true;
  s.partial = true;
  s.quarantined = 2;
  s.pending = 7;
  s.indexed = 8;
  s.removed = 9;
  s.failed = 10;
  s.rss_bytes = 11;
  s.connections = 12;
  s.reconcile = {true, 13, "2018-12-04T16:32:00Z", 14, 15, 16, 17, 26, 18, 19};
  s.merging = {true, 24, 25, 1.5};
  s.cleaning = {{"advertisement", 27}, {"byline", 28}};
  s.passed_over = {29, 30, {{"/drop/b", "file:///drop/b", {"one", "two"}}}};
  s.drops = {{"wire", "/drop", true, "inotify", 20, 21, 22}};
  s.problems = {{"what", "hint", "2018-12-04T16:32:00Z"}};
  s.failures = {{"/drop/a", "file:///drop/a", "empty file"}};
  return s;
}

TEST(StatusAnswer, arrives_with_its_counts) {
  const StatusResponse s = full_status();
  const auto read = decode_status_response(result_of(encode_response("7", s)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->version, s.version);
  EXPECT_EQ(read->pid, s.pid);
  EXPECT_EQ(read->uptime_s, s.uptime_s);
  EXPECT_EQ(read->seq, s.seq);
  EXPECT_EQ(read->index, s.index);
  EXPECT_EQ(read->articles, s.articles);
  EXPECT_EQ(read->failed_files, s.failed_files);
  EXPECT_EQ(read->segments, s.segments);
  EXPECT_EQ(read->tombstones, s.tombstones);
  EXPECT_TRUE(read->rebuilding);
  EXPECT_TRUE(read->partial);
  EXPECT_EQ(read->quarantined, 2U);
  EXPECT_EQ(read->pending, s.pending);
  EXPECT_EQ(read->indexed, s.indexed);
  EXPECT_EQ(read->removed, s.removed);
  EXPECT_EQ(read->failed, s.failed);
  EXPECT_EQ(read->rss_bytes, s.rss_bytes);
  EXPECT_EQ(read->connections, s.connections);
}

TEST(StatusAnswer, arrives_with_the_last_reconcile) {
  const auto read = decode_status_response(result_of(encode_response("7", full_status())));
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->reconcile.running);
  EXPECT_EQ(read->reconcile.runs, 13U);
  EXPECT_EQ(read->reconcile.finished, "2018-12-04T16:32:00Z");
  EXPECT_EQ(read->reconcile.took_ms, 14U);
  EXPECT_EQ(read->reconcile.files, 15U);
  EXPECT_EQ(read->reconcile.added, 16U);
  EXPECT_EQ(read->reconcile.changed, 17U);
  EXPECT_EQ(read->reconcile.moved, 26U);
  EXPECT_EQ(read->reconcile.removed, 18U);
  EXPECT_EQ(read->reconcile.failed, 19U);
}

TEST(StatusAnswer, arrives_with_what_was_cleaned) {
  const auto read = decode_status_response(result_of(encode_response("7", full_status())));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->cleaning, full_status().cleaning);
}

TEST(StatusAnswer, arrives_with_what_was_passed_over) {
  const auto read = decode_status_response(result_of(encode_response("7", full_status())));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->passed_over, full_status().passed_over);
}

TEST(StatusAnswer, arrives_with_what_was_merged) {
  const auto read = decode_status_response(result_of(encode_response("7", full_status())));
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->merging.running);
  EXPECT_EQ(read->merging.merges, 24U);
  EXPECT_EQ(read->merging.merged_bytes, 25U);
  EXPECT_EQ(read->merging.write_amplification, 1.5);
}

TEST(StatusAnswer, arrives_with_its_lists) {
  const auto read = decode_status_response(result_of(encode_response("7", full_status())));
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->drops.size(), 1U);
  EXPECT_EQ(read->drops[0].name, "wire");
  EXPECT_EQ(read->drops[0].path, "/drop");
  EXPECT_TRUE(read->drops[0].present);
  EXPECT_EQ(read->drops[0].backend, "inotify");
  EXPECT_EQ(read->drops[0].watched_folders, 20U);
  EXPECT_EQ(read->drops[0].polled_folders, 21U);
  EXPECT_EQ(read->drops[0].overflows, 22U);
  ASSERT_EQ(read->problems.size(), 1U);
  EXPECT_EQ(read->problems[0].what, "what");
  EXPECT_EQ(read->problems[0].hint, "hint");
  ASSERT_EQ(read->failures.size(), 1U);
  EXPECT_EQ(read->failures[0].path, "/drop/a");
  EXPECT_EQ(read->failures[0].uri, "file:///drop/a");
  EXPECT_EQ(read->failures[0].reason, "empty file");
}

TEST(ErrorAnswer, arrives_with_hint_and_position) {
  const RpcError error{-32001, "the quote is not closed", "add a \"", 8};
  const auto read = parse_response(encode_error("\"a\"", error));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->id, "\"a\"");
  EXPECT_EQ(read->error, error);
}

TEST(ErrorAnswer, has_no_data_when_there_is_nothing_to_add) {
  EXPECT_EQ(encode_error("null", {-32700, "not valid JSON at byte 1", "", {}}),
            R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,)"
            R"("message":"not valid JSON at byte 1"}})");
}

TEST(ErrorAnswer, bytes_that_are_not_utf8_become_replacement_characters) {
  const auto read = parse_response(encode_error("7", {-32002, "no \xFF", "try \xFE", {}}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->error->message, "no \xEF\xBF\xBD");
  EXPECT_EQ(read->error->hint, "try \xEF\xBF\xBD");
}

TEST(Batch, is_an_array_of_its_answers) {
  EXPECT_EQ(encode_batch({}), "[]");
  EXPECT_EQ(encode_batch({"{\"a\":1}"}), "[{\"a\":1}]");
  EXPECT_EQ(encode_batch({"{\"a\":1}", "{\"b\":2}"}), "[{\"a\":1},{\"b\":2}]");
}

TEST(EncodeResponse, completions_arrive) {
  const CompleteResponse response{{{"a \"word\"", 7}, {"b", 1}}};
  const auto read = decode_complete_response(result_of(encode_response("7", response)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->completions, response.completions);
}

TEST(Vim, gets_the_answer_behind_the_number_of_its_message) {
  EXPECT_EQ(wrap_for_vim("4", "{\"a\":1}"), "[4,{\"a\":1}]");
}

class NoResponse : public testing::TestWithParam<const char*> {};

TEST_P(NoResponse, is_an_error_and_no_exception) {
  const auto response = parse_response(GetParam());
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, ErrorCode::kCorrupt);
}

INSTANTIATE_TEST_SUITE_P(All, NoResponse,
                         testing::Values("", "{", "7", "[]", "{}", R"({"id":1})", R"({"result":1})",
                                         R"({"id":1,"error":7})", R"({"id":1,"error":{}})",
                                         R"({"id":1,"error":{"code":"x","message":"m"}})",
                                         R"({"id":1,"error":{"code":1,"message":"m","data":7}})",
                                         R"({"id":1,"result":1e999})"));

TEST(NoResult, is_an_error_and_no_exception) {
  for (const char* text : {"", "7", "[]", "{}", R"({"seq":"x"})", R"({"total":{}})", "1e999"}) {
    EXPECT_EQ(decode_search_response(text).error().code, ErrorCode::kCorrupt) << text;
    EXPECT_EQ(decode_get_response(text).error().code, ErrorCode::kCorrupt) << text;
    EXPECT_EQ(decode_sync_response(text).error().code, ErrorCode::kCorrupt) << text;
    EXPECT_EQ(decode_status_response(text).error().code, ErrorCode::kCorrupt) << text;
  }
}

}  // namespace
}  // namespace quire::protocol
