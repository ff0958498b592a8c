// The first promise: drop it and it is there. Through the real daemon and its socket.

#include <gtest/gtest.h>

#include "tests/integration/dropping.h"

namespace quire::test {
namespace {

using StraightLine = Dropping;

TEST_F(StraightLine, a_dropped_article_is_found_with_its_place_and_highlights) {
  drop("a.txt",
       "Harbour strike\n\nLISBON, March 3, 2019 -\n\n  Caf\xC3\xA9 owners back the dockers.\n");
  const Json result = search("dockers");
  ASSERT_EQ(result["total"]["value"], 1);
  EXPECT_EQ(result["total"]["exact"], true);
  const Json hit = result["hits"][0];
  EXPECT_EQ(hit["title"], "Harbour strike");
  EXPECT_EQ(hit["path"], daemon_.drop() + "/a.txt");
  EXPECT_EQ(hit["line"], 5);
  EXPECT_EQ(hit["column"], 24);
  EXPECT_EQ(hit["published"], "2019-03-03T00:00:00Z");
  EXPECT_EQ(hit["words"], 11);
  const std::string snippet = hit["snippet"]["text"];
  const auto& highlight = hit["snippet"]["highlights"][0];
  EXPECT_NE(snippet.find("Caf\xC3\xA9 owners back the dockers"), std::string::npos);
  // Counted in code points: the é is one.
  EXPECT_EQ(highlight[0], snippet.find("dockers") - 1);
  EXPECT_EQ(highlight[1], 7);
}

TEST_F(StraightLine, a_dropped_word_completes_what_is_typed) {
  const auto completed = [&] {
    client_->result("sync", Json::object());
    return client_->result("complete", {{"prefix", "narw"}})["completions"];
  };
  drop("a.txt", "Whale\n\nabout narwhals\n");
  EXPECT_EQ(completed(), Json::parse(R"([{"text":"narwhals","count":1}])"));
  drop("b.txt", "Whale\n\nabout a narwhal and narwhals\n");
  EXPECT_EQ(completed(),
            Json::parse(R"([{"text":"narwhals","count":2},{"text":"narwhal","count":1}])"));
}

TEST_F(StraightLine, a_title_match_points_to_the_title) {
  drop("a.txt", "\n\nComet brightens\n\nAstronomers are glad.\n");
  const Json hit = search("title:comet")["hits"][0];
  EXPECT_EQ(hit["line"], 3);
  EXPECT_EQ(hit["title_highlights"], Json::parse("[[0,5]]"));
}

TEST_F(StraightLine, an_overwritten_file_is_found_as_it_is_now) {
  drop("a.txt", "Old\n\nabout walruses\n");
  ASSERT_EQ(total("walruses"), 1U);
  drop("a.txt", "New\n\nabout narwhals\n");
  EXPECT_EQ(total("narwhals"), 1U);
  EXPECT_EQ(total("walruses"), 0U);
}

TEST_F(StraightLine, a_removed_file_is_not_found_any_more) {
  drop("a.txt", "Old\n\nabout walruses\n");
  ASSERT_EQ(total("walruses"), 1U);
  daemon_.files().remove("drop/a.txt");
  EXPECT_EQ(total("walruses"), 0U);
}

TEST_F(StraightLine, a_renamed_file_is_found_under_its_new_path) {
  drop("a.txt", "Old\n\nabout walruses\n");
  const std::string old_id = search("walruses")["hits"][0]["id"];
  daemon_.files().rename("drop/a.txt", "drop/b.txt");
  const Json result = search("walruses");
  ASSERT_EQ(result["total"]["value"], 1);
  EXPECT_EQ(result["hits"][0]["path"], daemon_.drop() + "/b.txt");
  EXPECT_NE(result["hits"][0]["id"], old_id);
}

TEST_F(StraightLine, a_new_folder_is_watched_with_all_that_is_in_it) {
  for (int i = 0; i < 20; ++i) {
    drop("deep/er/" + std::to_string(i) + "/a.txt", "Title\n\nabout walruses\n");
  }
  EXPECT_EQ(total("walruses"), 20U);
  drop("deep/er/7/b.txt", "Title\n\nabout narwhals\n");
  EXPECT_EQ(total("narwhals"), 1U);
  daemon_.files().rename("drop/deep/er", "drop/shallow");
  const Json moved = search("narwhals");
  EXPECT_EQ(moved["total"]["value"], 1);
  EXPECT_EQ(moved["hits"][0]["path"], daemon_.drop() + "/shallow/7/b.txt");
  daemon_.files().remove("drop/shallow");
  EXPECT_EQ(total("walruses"), 0U);
}

TEST_F(StraightLine, a_file_that_stays_open_is_found_once_it_stands_still) {
  FILE* file = std::fopen(daemon_.files().at("drop/log.txt").c_str(), "w");
  std::fputs("Live blog\n\nabout walruses\n", file);
  std::fflush(file);
  EXPECT_EQ(total("walruses"), 1U);
  std::fclose(file);
}

TEST_F(StraightLine, temporary_and_hidden_names_are_passed_over) {
  for (const char* name : {".hidden.txt", "a.txt~", "b.tmp", "c.part", "d.crdownload", "e.swp",
                           ".#f", "#g#", "h.filepart"}) {
    drop(name, "Title\n\nabout walruses\n");
  }
  EXPECT_EQ(total("walruses"), 0U);
  EXPECT_EQ(client_->result("status")["index"]["failed_files"], 0);
}

TEST_F(StraightLine, get_finds_an_article_by_id_by_path_and_by_uri) {
  drop("a b.txt", "Title\n\nThe walrus sleeps.\n");
  const Json hit = search("walrus")["hits"][0];
  const Json by_id = client_->result("get", {{"id", hit["id"]}, {"query", "walrus"}});
  EXPECT_EQ(by_id["text"], "The walrus sleeps.\n");
  EXPECT_EQ(by_id["highlights"], Json::parse("[[4,6]]"));
  EXPECT_EQ(client_->result("get", {{"path", hit["path"]}})["id"], hit["id"]);
  EXPECT_EQ(client_->result("get", {{"path", hit["uri"]}})["id"], hit["id"]);
}

TEST_F(StraightLine, what_was_published_survives_a_restart_and_what_changed_meanwhile_is_noticed) {
  drop("stays.txt", "One\n\nabout walruses\n");
  drop("goes.txt", "Two\n\nabout narwhals\n");
  drop("changes.txt", "Three\n\nabout seals\n");
  ASSERT_EQ(total(""), 3U);
  ASSERT_EQ(daemon_.terminate(), 0);
  daemon_.files().remove("drop/goes.txt");
  drop("changes.txt", "Three\n\nabout penguins\n");
  drop("comes.txt", "Four\n\nabout orcas\n");
  SetUp();
  EXPECT_EQ(total(""), 3U);
  EXPECT_EQ(total("walruses"), 1U);
  EXPECT_EQ(total("narwhals"), 0U);
  EXPECT_EQ(total("penguins OR orcas"), 2U);
  const Json reconcile = client_->result("status")["reconcile"];
  EXPECT_EQ(reconcile["files"], 3);
  EXPECT_EQ(reconcile["added"], 1);
  EXPECT_EQ(reconcile["changed"], 1);
  EXPECT_EQ(reconcile["removed"], 1);
}

TEST_F(StraightLine, a_killed_daemon_has_lost_nothing_that_it_published) {
  drop("a.txt", "One\n\nabout walruses\n");
  ASSERT_EQ(total("walruses"), 1U);
  daemon_.kill();
  SetUp();
  EXPECT_EQ(total("walruses"), 1U);
  // It was all there: nothing had to be read again.
  EXPECT_EQ(client_->result("status")["reconcile"]["added"], 0);
}

TEST_F(StraightLine, results_can_be_paged_and_sorted_by_date) {
  for (int day = 1; day <= 5; ++day) {
    drop(std::to_string(day) + ".txt", "Walrus " + std::to_string(day) + "\n\nDate: 2019-03-0" +
                                           std::to_string(day) + "\n\nText.\n");
  }
  const auto titles = [&](Json params) {
    params["query"] = "walrus";
    params["sync"] = true;
    std::string out;
    const Json result = client_->result("search", params);
    for (const Json& hit : result["hits"]) {
      out += hit["title"].get<std::string>().substr(7);
    }
    return out;
  };
  EXPECT_EQ(titles({{"sort", "newest"}}), "54321");
  EXPECT_EQ(titles({{"sort", "oldest"}}), "12345");
  EXPECT_EQ(titles({{"sort", "newest"}, {"limit", 2}, {"offset", 1}}), "43");
  const Json facets = client_->result(
      "search", {{"query", "walrus"}, {"limit", 0}, {"facets", {"month", "day"}}})["facets"];
  EXPECT_EQ(facets[0]["field"], "month");
  EXPECT_EQ(facets[0]["values"], Json::parse(R"([{"value":"2019-03","count":5}])"));
  EXPECT_EQ(facets[1]["values"].size(), 5U);
}

TEST_F(StraightLine, the_query_language_works_end_to_end) {
  drop(
      "1.txt",
      "Border reform\n\nThe civilian police will patrol. Dockers re-elected O\xE2\x80\x99Neill.\n");
  drop("2.txt", "Police budget\n\nCivilian staff of the police strike in the U.S.\n");
  EXPECT_EQ(total("civilian police"), 2U);
  EXPECT_EQ(total("\"civilian police\""), 1U);
  EXPECT_EQ(total("+police -border"), 1U);
  EXPECT_EQ(total("police AND NOT strike"), 1U);
  EXPECT_EQ(total("(strike OR reform) AND civilian"), 2U);
  EXPECT_EQ(total("title:police"), 1U);
  EXPECT_EQ(total("title:(border OR budget)"), 2U);
  EXPECT_EQ(total("patrols"), 1U) << "by stem";
  EXPECT_EQ(total("=\"patrols\""), 0U) << "exact";
  EXPECT_EQ(total("oneill"), 1U);
  EXPECT_EQ(total("O'Neill"), 1U);
  EXPECT_EQ(total("reelected"), 1U);
  EXPECT_EQ(total("US"), 1U);
  EXPECT_EQ(total("NOT police"), 0U);
  EXPECT_EQ(total("..."), 0U);
}

}  // namespace
}  // namespace quire::test
