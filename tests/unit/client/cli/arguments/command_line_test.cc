#include "client/cli/arguments/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

SearchOptions search(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "search");
  const auto options = parse_command_line(arguments);
  EXPECT_TRUE(options.ok()) << (options.ok() ? "" : options.error().message);
  return options.ok() ? std::get<SearchOptions>(options->command) : SearchOptions{};
}

Error error_of(const std::vector<std::string>& arguments) {
  const auto options = parse_command_line(arguments);
  EXPECT_FALSE(options.ok());
  return options.ok() ? Error{} : options.error();
}

std::string printed(const std::vector<std::string>& arguments) {
  const auto options = parse_command_line(arguments);
  EXPECT_TRUE(options.ok());
  return options.ok() ? std::get<PrintOptions>(options->command).text : "";
}

TEST(CommandLine, a_search_has_the_protocols_defaults) {
  const SearchOptions options = search({"border"});
  const protocol::SearchRequest defaults;
  EXPECT_EQ(options.request.query, "border");
  EXPECT_EQ(options.request.limit, defaults.limit);
  EXPECT_EQ(options.request.snippet_chars, defaults.snippet_chars);
  EXPECT_EQ(options.request.sort, protocol::SortOrder::kRelevance);
  EXPECT_FALSE(options.request.sync);
  EXPECT_EQ(options.format.format, Format::kText);
}

TEST(CommandLine, the_words_of_a_query_are_joined) {
  EXPECT_EQ(search({"border", "-police", "\"at the gate\""}).request.query,
            "border -police \"at the gate\"");
  EXPECT_EQ(search({"--", "--limit", "-n"}).request.query, "--limit -n");
}

TEST(CommandLine, a_search_takes_its_options_on_either_side_of_the_query) {
  const auto options = search({"-n", "5", "border", "--offset=10", "--sort", "newest", "--snippet",
                               "0", "--sync", "--facets", "source,year", "--format", "vimgrep"});
  EXPECT_EQ(options.request.query, "border");
  EXPECT_EQ(options.request.limit, 5U);
  EXPECT_EQ(options.request.offset, 10U);
  EXPECT_EQ(options.request.sort, protocol::SortOrder::kNewest);
  EXPECT_EQ(options.request.snippet_chars, 0U);
  EXPECT_TRUE(options.request.sync);
  EXPECT_THAT(options.request.facets, ElementsAre("source", "year"));
  EXPECT_EQ(options.format.format, Format::kVimgrep);
}

TEST(CommandLine, a_number_may_stand_right_behind_n) {
  EXPECT_EQ(search({"border", "-n20"}).request.limit, 20U);
}

TEST(CommandLine, facets_do_not_swallow_the_query) {
  const auto options = search({"--facets", "source", "border"});
  EXPECT_THAT(options.request.facets, ElementsAre("source"));
  EXPECT_EQ(options.request.query, "border");
}

TEST(CommandLine, an_empty_query_finds_all) { EXPECT_EQ(search({""}).request.query, ""); }

TEST(CommandLine, a_search_without_a_query_is_a_usage_error) {
  const Error error = error_of({"search"});
  EXPECT_EQ(error.code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(error.message, "search needs a query");
  EXPECT_EQ(error.hint, "see quire search --help; quire search '' finds all articles");
}

TEST(CommandLine, json_is_a_format) {
  EXPECT_EQ(search({"a", "--json"}).format.format, Format::kJson);
}

TEST(CommandLine, json_and_another_format_exclude_each_other) {
  EXPECT_EQ(error_of({"search", "a", "--json", "--format", "paths"}).message,
            "--json and --format paths exclude each other");
}

TEST(CommandLine, global_options_stand_before_the_command_or_after_it) {
  for (const auto& arguments :
       {std::vector<std::string>{"--socket", "/s", "--json", "--color=never", "status"},
        std::vector<std::string>{"status", "--socket", "/s", "--json", "--color=never"}}) {
    const auto options = parse_command_line(arguments);
    ASSERT_TRUE(options.ok());
    EXPECT_EQ(options->global.socket, "/s");
    EXPECT_TRUE(options->global.json);
    EXPECT_EQ(options->global.colour, ColourChoice::kNever);
  }
}

TEST(CommandLine, show_takes_an_article_and_a_query) {
  const auto options = parse_command_line({"show", "a.txt", "--query", "border -police"});
  ASSERT_TRUE(options.ok());
  const auto& show = std::get<ShowOptions>(options->command);
  EXPECT_EQ(show.article, "a.txt");
  EXPECT_EQ(show.query, "border -police");
}

TEST(CommandLine, an_audit_syncs_first_and_compares_all_drop_folders) {
  const auto options = parse_command_line({"audit"});
  ASSERT_TRUE(options.ok());
  const auto& request = std::get<AuditOptions>(options->command).request;
  EXPECT_EQ(request.path, "");
  EXPECT_TRUE(request.sync);
  EXPECT_EQ(request.timeout_ms, 600'000U);
}

TEST(CommandLine, an_audit_takes_a_path_and_a_timeout_in_seconds) {
  const auto options = parse_command_line({"audit", "a", "--timeout", "2", "--no-sync"});
  ASSERT_TRUE(options.ok());
  const auto& request = std::get<AuditOptions>(options->command).request;
  EXPECT_EQ(request.path, "a");
  EXPECT_FALSE(request.sync);
  EXPECT_EQ(request.timeout_ms, 2'000U);
}

TEST(CommandLine, a_reindex_waits_without_end_for_all_drop_folders) {
  const auto options = parse_command_line({"reindex"});
  ASSERT_TRUE(options.ok());
  const auto& reindex = std::get<ReindexOptions>(options->command);
  EXPECT_THAT(reindex.request.paths, testing::IsEmpty());
  EXPECT_FALSE(reindex.request.full);
  EXPECT_TRUE(reindex.request.wait);
  EXPECT_EQ(reindex.timeout, std::nullopt);
}

TEST(CommandLine, a_reindex_takes_paths_and_a_timeout_in_seconds) {
  const auto options = parse_command_line({"reindex", "a", "--timeout", "2", "b", "--no-wait"});
  ASSERT_TRUE(options.ok());
  const auto& reindex = std::get<ReindexOptions>(options->command);
  EXPECT_THAT(reindex.request.paths, ElementsAre("a", "b"));
  EXPECT_FALSE(reindex.request.wait);
  EXPECT_EQ(reindex.timeout, std::chrono::seconds(2));
}

TEST(CommandLine, a_full_reindex_takes_no_paths) {
  const auto options = parse_command_line({"reindex", "--full"});
  ASSERT_TRUE(options.ok());
  EXPECT_TRUE(std::get<ReindexOptions>(options->command).request.full);
  const Error error = error_of({"reindex", "--full", "a"});
  EXPECT_EQ(error.message, "--full and PATH exclude each other");
  EXPECT_EQ(error.hint, "see quire reindex --help");
}

TEST(CommandLine, the_timeout_of_sync_is_in_seconds) {
  const auto options = parse_command_line({"sync", "--timeout", "90"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(std::get<SyncOptions>(options->command).request.timeout_ms, 90'000U);
}

TEST(CommandLine, status_can_ask_for_failures) {
  const auto options = parse_command_line({"status", "--failures"});
  EXPECT_TRUE(std::get<StatusOptions>(options->command).request.failures);
}

TEST(CommandLine, stop_takes_nothing) {
  EXPECT_TRUE(std::holds_alternative<StopOptions>(parse_command_line({"stop"})->command));
  EXPECT_EQ(error_of({"stop", "now"}).message, "\"now\" is too much");
  EXPECT_TRUE(std::holds_alternative<ConnectOptions>(parse_command_line({"connect"})->command));
}

TEST(CommandLine, a_missing_command_is_told_which_there_are) {
  const Error error = error_of({});
  EXPECT_EQ(error.message, "a command is missing");
  EXPECT_EQ(
      error.hint,
      "there are search, similar, explain, parse, pick, watch, alerts, story, diff, "
      "complete, show, extract, sync, audit, reindex, connect, status, stop; see quire --help");
}

TEST(CommandLine, an_unknown_command_is_named) {
  const Error error = error_of({"serach", "border"});
  EXPECT_EQ(error.message, "no command \"serach\"");
  EXPECT_THAT(error.hint, testing::StartsWith("did you mean search? there are search, "));
}

TEST(CommandLine, an_unknown_option_is_named) {
  const Error error = error_of({"search", "--limt", "5"});
  EXPECT_EQ(error.message, "no option --limt");
  EXPECT_EQ(error.hint, "did you mean --limit? see quire search --help");
  EXPECT_EQ(error_of({"stop", "--jsn"}).hint, "did you mean --json? see quire stop --help");
  EXPECT_EQ(error_of({"stop", "--limit=3"}).message, "no option --limit");
  EXPECT_EQ(error_of({"-n", "3", "search", "a"}).message, "-n stands behind the command");
}

TEST(CommandLine, a_file_whose_name_begins_with_a_sign_is_told_its_place) {
  const Error error = error_of({"show", "-n.txt"});
  EXPECT_EQ(error.message, "ARTICLE is required");
  EXPECT_EQ(error.hint, "a name that begins with - stands behind --; see quire show --help");
}

TEST(CommandLine, an_option_without_its_value_is_named) {
  EXPECT_EQ(error_of({"search", "a", "--limit"}).message, "--limit needs a value");
}

TEST(CommandLine, a_number_out_of_range_is_told_the_range) {
  const Error error = error_of({"search", "a", "-n", "1001"});
  EXPECT_EQ(error.message, "--limit: \"1001\" is no number from 0 to 1000");
  EXPECT_EQ(error.hint, "see quire search --help");
}

TEST(CommandLine, a_wrong_choice_is_told_the_right_ones) {
  EXPECT_EQ(error_of({"search", "a", "--sort", "best"}).message,
            "--sort: \"best\" is none of relevance, newest, oldest");
}

TEST(CommandLine, help_names_the_commands) {
  const std::string text = printed({"--help"});
  for (const char* name :
       {"search", "complete", "show", "sync", "audit", "reindex", "status", "stop", "connect"}) {
    EXPECT_THAT(text, HasSubstr(std::string("\n  ") + name + " "));
  }
}

TEST(CommandLine, help_shows_options_as_they_are_typed) {
  EXPECT_THAT(printed({"--help"}), HasSubstr("\n  --no-pager  "));
}

TEST(CommandLine, help_of_search_tells_how_to_exclude_words) {
  EXPECT_THAT(printed({"search", "border", "--help"}), HasSubstr("quire search border -police"));
}

TEST(CommandLine, the_version_is_printed) {
  EXPECT_THAT(printed({"--version"}), testing::MatchesRegex("quire [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace quire::cli
