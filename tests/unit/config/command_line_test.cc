#include "config/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<CommandLine> parse(std::vector<std::string> arguments) {
  const Environment environment{{{"HOME", "/home/anna"}}, "/home/anna/work", 1000};
  return parse_command_line(std::move(arguments), environment);
}

TEST(QuiredCommandLine, nothing_means_to_run_with_the_default_file) {
  const auto line = parse({});
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(line->action, Action::kRun);
  EXPECT_EQ(line->load.file, "");
  EXPECT_THAT(line->load.overrides.drops, IsEmpty());
  EXPECT_EQ(line->load.overrides.index_path, std::nullopt);
}

TEST(QuiredCommandLine, relative_paths_start_at_the_current_folder) {
  const auto line = parse({"--config", "q.toml", "--index=../index", "--socket", "/s"});
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(line->load.file, "/home/anna/work/q.toml");
  EXPECT_EQ(line->load.overrides.index_path, "/home/anna/index");
  EXPECT_EQ(line->load.overrides.socket_path, "/s");
}

TEST(QuiredCommandLine, drop_folders_may_be_several) {
  const auto line = parse({"--drop", "a", "--drop=/b"});
  ASSERT_TRUE(line.ok());
  EXPECT_THAT(line->load.overrides.drops, ElementsAre("/home/anna/work/a", "/b"));
}

TEST(QuiredCommandLine, each_drop_takes_one_folder) {
  const auto line = parse({"--drop", "a", "b"});
  ASSERT_FALSE(line.ok());
  EXPECT_THAT(line.error().message, HasSubstr("b"));
}

TEST(QuiredCommandLine, a_log_level_is_read) {
  EXPECT_EQ(parse({"--log-level", "warning"})->load.overrides.log_level, LogLevel::kWarning);
}

TEST(QuiredCommandLine, an_unknown_log_level_is_a_usage_error) {
  const auto line = parse({"--log-level", "loud"});
  ASSERT_FALSE(line.ok());
  EXPECT_EQ(line.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(line.error().message,
            "--log-level must be debug, info, warning or error, and is \"loud\"");
  EXPECT_EQ(line.error().hint, "see quired --help");
}

TEST(QuiredCommandLine, the_settings_can_be_checked_alone) {
  EXPECT_EQ(parse({"--check-config"})->action, Action::kCheckConfig);
}

TEST(QuiredCommandLine, help_names_every_option) {
  const auto line = parse({"--help"});
  ASSERT_TRUE(line.ok());
  EXPECT_EQ(line->action, Action::kPrint);
  for (const char* option : {"--config FILE", "--drop DIR", "--index DIR", "--socket PATH",
                             "--log-level LEVEL", "--check-config", "--version", "-h,--help"}) {
    EXPECT_THAT(line->text, HasSubstr(option));
  }
}

TEST(QuiredCommandLine, the_version_is_printed) {
  const auto line = parse({"--version"});
  EXPECT_EQ(line->action, Action::kPrint);
  EXPECT_THAT(line->text, testing::MatchesRegex("quired [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(QuiredCommandLine, an_unknown_option_is_a_usage_error) {
  const auto line = parse({"--dorp", "a"});
  ASSERT_FALSE(line.ok());
  EXPECT_THAT(line.error().message, HasSubstr("--dorp"));
}

TEST(QuiredCommandLine, an_option_without_its_value_is_a_usage_error) {
  EXPECT_FALSE(parse({"--index"}).ok());
}

}  // namespace
}  // namespace quire::config
