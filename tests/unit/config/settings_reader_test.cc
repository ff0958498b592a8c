#include "config/settings_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Environment anna() { return {{{"HOME", "/home/anna"}}, "/", 1000}; }

ReadSettings read(std::string_view text) { return read_settings(text, "q.toml", anna()); }

std::vector<std::string> messages(const ReadSettings& read) {
  std::vector<std::string> out;
  for (const Error& error : read.errors) out.push_back(error.message);
  return out;
}

// The only error of `text`.
Error error_of(std::string_view text) {
  const ReadSettings result = read(text);
  EXPECT_EQ(result.errors.size(), 1U) << testing::PrintToString(messages(result));
  return result.errors.empty() ? Error{} : result.errors.front();
}

TEST(SettingsReader, an_empty_text_leaves_the_defaults) {
  const ReadSettings result = read("");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_EQ(result.settings, Settings{});
}

TEST(SettingsReader, reads_drop_folders_in_their_order) {
  const auto result = read(R"(
[[drop]]
name = "a"
path = "~/a"
ignore = ["*.idx", "old/*"]
backend = "polling"
[[drop]]
name = "b"
path = "/b/"
)");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(
      result.settings.drops,
      ElementsAre(DropSettings{"a", "/home/anna/a", {"*.idx", "old/*"}, WatchBackend::kPolling},
                  DropSettings{"b", "/b", {}, WatchBackend::kAuto}));
}

TEST(SettingsReader, reads_every_kind_of_setting) {
  const auto result = read(R"(
index = {fsync = "always", language = "de", languages = ["en", "fr"], verify_hours = 0}
watch.rescan_minutes = 0
log = {level = "debug", file = "/log", max_files = 9}
)");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_EQ(result.settings.index.fsync, FsyncPolicy::kAlways);
  EXPECT_EQ(result.settings.index.language, "de");
  EXPECT_THAT(result.settings.index.languages, ElementsAre("en", "fr"));
  EXPECT_EQ(result.settings.index.verify_hours, 0U);
  EXPECT_EQ(result.settings.watch.rescan_minutes, 0U);
  EXPECT_EQ(result.settings.log.level, LogLevel::kDebug);
  EXPECT_EQ(result.settings.log.file, "/log");
  EXPECT_EQ(result.settings.log.max_files, 9U);
}

TEST(SettingsReader, a_size_may_be_a_number_or_a_text) {
  EXPECT_EQ(read("[limits]\nfile_size = 4096").settings.limits.file_size, 4096U);
  EXPECT_EQ(read("[limits]\nfile_size = \"2 MiB\"").settings.limits.file_size, 2U << 20);
}

TEST(SettingsReader, users_and_groups_become_numbers) {
  const auto result =
      read("[socket]\nallow_users = [\"root\", \"1234\"]\nallow_groups = [\"root\"]");
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(result.settings.socket.allow_users, ElementsAre(0U, 1234U));
  EXPECT_THAT(result.settings.socket.allow_groups, ElementsAre(0U));
}

TEST(SettingsReader, an_unknown_user_is_an_error) {
  EXPECT_EQ(
      error_of("[socket]\nallow_users = [\"no such user\"]").message,
      "q.toml:2:15: \"socket.allow_users\": there is no user \"no such user\" on this system");
}

TEST(SettingsReader, a_syntax_error_says_where) {
  const Error error = error_of("[index]\npath = \n");
  EXPECT_EQ(error.code, ErrorCode::kParse);
  EXPECT_THAT(error.message, testing::StartsWith("q.toml:2:8: "));
  EXPECT_EQ(error.hint, "the file is TOML; quired.toml(5) shows how it looks");
}

TEST(SettingsReader, an_unknown_setting_gets_the_nearest_known_one) {
  const Error error = error_of("[watch]\nsetle_ms = 3\n");
  EXPECT_EQ(error.message, "q.toml:2:1: unknown setting \"watch.setle_ms\"");
  EXPECT_EQ(error.hint,
            "did you mean \"settle_ms\"? There are settle_ms, poll_interval_ms, rescan_minutes, "
            "ignore");
}

TEST(SettingsReader, an_unknown_section_gets_the_nearest_known_one) {
  const Error error = error_of("[limit]\nresults = 3\n");
  EXPECT_EQ(error.message, "q.toml:1:2: unknown setting \"limit\"");
  EXPECT_EQ(error.hint,
            "did you mean \"limits\"? There are drop, extract, remote, alert, index, watch, "
            "ingest, search, limits, socket, log");
}

TEST(SettingsReader, a_wrong_type_is_named_and_the_default_stays) {
  const auto result = read("[watch]\nsettle_ms = \"200\"\n");
  EXPECT_THAT(messages(result),
              ElementsAre("q.toml:2:13: \"watch.settle_ms\" must be a whole number, not a text"));
  EXPECT_EQ(result.settings.watch.settle_ms, 200U);
}

TEST(SettingsReader, a_number_out_of_range_is_told_the_range) {
  EXPECT_EQ(error_of("[watch]\nsettle_ms = -1\n").message,
            "q.toml:2:13: \"watch.settle_ms\" must be 0 to 60000, and is -1");
  EXPECT_EQ(error_of("[limits]\nresults = 1001\n").message,
            "q.toml:2:11: \"limits.results\" must be 1 to 1000, and is 1001");
}

TEST(SettingsReader, a_size_out_of_range_is_told_the_range) {
  EXPECT_EQ(error_of("[limits]\nfile_size = -1\n").message,
            "q.toml:2:13: \"limits.file_size\" must be 1 KiB to 4 GiB, and is -1");
  EXPECT_EQ(error_of("[limits]\nfile_size = \"5 GiB\"\n").message,
            "q.toml:2:13: \"limits.file_size\" must be 1 KiB to 4 GiB, and is \"5 GiB\"");
}

TEST(SettingsReader, a_text_that_is_no_size_is_told_how_sizes_look) {
  const Error error = error_of("[limits]\nfile_size = \"5 MB\"\n");
  EXPECT_EQ(error.message, "q.toml:2:13: \"limits.file_size\" is no size: \"5 MB\"");
  EXPECT_EQ(error.hint, "write a whole number and B, KiB, MiB or GiB, as in \"64 MiB\"");
}

TEST(SettingsReader, a_wrong_choice_is_told_the_right_ones) {
  EXPECT_EQ(error_of("[log]\nlevel = \"loud\"\n").message,
            "q.toml:2:9: \"log.level\" must be one of \"debug\", \"info\", \"warning\", \"error\", "
            "and is \"loud\"");
}

TEST(SettingsReader, a_list_must_hold_texts) {
  EXPECT_EQ(error_of("[watch]\nignore = [1]\n").message,
            "q.toml:2:10: \"watch.ignore\" must hold texts in quotes, none of them empty");
}

TEST(SettingsReader, a_relative_path_is_an_error) {
  EXPECT_EQ(error_of("[index]\npath = \"index\"\n").message,
            "q.toml:2:8: \"index.path\": \"index\" is a relative path");
}

TEST(SettingsReader, a_drop_folder_needs_a_name_and_a_path) {
  EXPECT_THAT(messages(read("[[drop]]\nignore = []\n")),
              ElementsAre("q.toml:1:1: this [[drop]] has no \"name\"",
                          "q.toml:1:1: this [[drop]] has no \"path\""));
}

TEST(SettingsReader, a_drop_folder_in_one_bracket_is_told_to_have_two) {
  const Error error = error_of("[drop]\npath = \"/a\"\n");
  EXPECT_EQ(error.message, "q.toml:1:1: \"drop\" must be a list of tables");
  EXPECT_EQ(error.hint, "begin each with [[drop]], in two brackets");
}

TEST(SettingsReader, a_section_that_is_no_table_is_told_so) {
  EXPECT_EQ(error_of("index = \"/i\"\n").message, "q.toml:1:9: \"index\" must be a table");
}

TEST(SettingsReader, all_errors_are_reported) {
  EXPECT_EQ(read("[index]\npath = 3\nfsync = 4\n[log]\ncolor = 1\n").errors.size(), 3U);
}

TEST(SettingsReader, remembers_where_each_setting_was_written) {
  const auto result = read("[index]\nlanguage = \"en\"\n[[drop]]\nname = \"a\"\npath = \"/a\"\n");
  EXPECT_EQ(result.origins.prefix("index.language"), "q.toml:2:12: ");
  EXPECT_EQ(result.origins.prefix("drop[0].path"), "q.toml:5:8: ");
  EXPECT_EQ(result.origins.prefix("index.path"), "");
}

TEST(SettingsReader, programs_that_read_files_are_a_list_of_tables) {
  const auto result = read(
      "[[extract]]\nmatch = [\"*.pdf\"]\ncommand = [\"pdftotext\", \"{}\", \"-\"]\n"
      "output = \"html\"\ntimeout_s = 5\nmemory = \"64 MiB\"\n[[extract]]\nmatch = [\"*.rtf\"]\n"
      "command = []\n");
  ASSERT_TRUE(result.errors.empty());
  ASSERT_EQ(result.settings.extract.size(), 2U);
  const ExtractSettings& pdf = result.settings.extract[0];
  EXPECT_EQ(pdf.match, std::vector<std::string>{"*.pdf"});
  EXPECT_EQ(pdf.command, (std::vector<std::string>{"pdftotext", "{}", "-"}));
  EXPECT_EQ(pdf.output, PrintedFormat::kHtml);
  EXPECT_EQ(pdf.timeout_s, 5U);
  EXPECT_EQ(pdf.memory, 64U << 20);
  EXPECT_TRUE(result.settings.extract[1].command.empty());
}

TEST(SettingsReader, a_program_without_globs_is_an_error) {
  const auto result = read("[[extract]]\ncommand = [\"cat\"]\n");
  ASSERT_EQ(result.errors.size(), 1U);
  EXPECT_EQ(result.errors[0].message, "q.toml:1:1: this [[extract]] has no \"match\"");
}

}  // namespace
}  // namespace quire::config
