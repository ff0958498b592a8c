#include "daemon/log/logger.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace quire::log {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;

class LoggerTest : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<Logger> logger(Level level = Level::kInfo) {
    Options options;
    options.level = level;
    options.file = file_;
    auto made = Logger::create(options);
    if (!made) ADD_FAILURE() << describe(made.error());
    return made ? *std::move(made) : Logger::silent();
  }

  [[nodiscard]] std::vector<std::string> lines(const std::string& path) const {
    std::vector<std::string> found;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) found.push_back(line);
    return found;
  }
  [[nodiscard]] std::vector<std::string> lines() const { return lines(file_); }

  test::TemporaryFolder folder_;
  std::string file_ = folder_.at("quired.log");
};

TEST(Level, is_known_by_its_name) {
  EXPECT_EQ(level_from("debug"), Level::kDebug);
  EXPECT_EQ(level_from("info"), Level::kInfo);
  EXPECT_EQ(level_from("warning"), Level::kWarning);
  EXPECT_EQ(level_from("error"), Level::kError);
  EXPECT_EQ(level_from("Info"), std::nullopt);
  EXPECT_EQ(level_from("warn"), std::nullopt);
  EXPECT_EQ(level_from(""), std::nullopt);
}

TEST_F(LoggerTest, a_line_has_its_time_and_level) {
  logger()->warn("{} files in {}", 3, "drop");
  EXPECT_THAT(lines(), ElementsAre(MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+[.][0-9]+"
                                                "[+-][0-9]+:[0-9]+ warning 3 files in drop")));
}

TEST_F(LoggerTest, what_is_below_the_level_is_left_out) {
  const auto log = logger(Level::kWarning);
  log->debug("a");
  log->info("b");
  log->warn("c");
  log->error("d");
  log->flush();
  EXPECT_THAT(lines(), ElementsAre(EndsWith("warning c"), EndsWith("error   d")));
}

TEST_F(LoggerTest, the_level_can_change) {
  const auto log = logger(Level::kError);
  EXPECT_FALSE(log->enabled(Level::kDebug));
  log->set_level(Level::kDebug);
  EXPECT_TRUE(log->enabled(Level::kDebug));
  log->debug("a");
  log->flush();
  EXPECT_THAT(lines(), ElementsAre(EndsWith(" a")));
}

TEST_F(LoggerTest, a_line_is_on_disk_when_it_has_been_written) {
  const auto log = logger();
  log->info("a");
  EXPECT_THAT(lines(), ElementsAre(EndsWith(" a")));
}

TEST_F(LoggerTest, a_file_name_cannot_make_a_line_of_its_own_or_command_a_terminal) {
  logger()->info("read {}",
                 "a\nb\r\t\x1B[2J\x7F\xC2\x9B"
                 "31m");
  EXPECT_THAT(lines(), ElementsAre(EndsWith(R"(read a\x0ab\x0d\x09\x1b[2J\x7f\xc2\x9b31m)")));
}

TEST_F(LoggerTest, letters_of_every_script_stay_as_they_are) {
  logger()->info("read {}", "caf\xC3\xA9 \u4E2D \xC2\xA0 \xFF\xC2");
  EXPECT_THAT(lines(), ElementsAre(EndsWith("read caf\xC3\xA9 \u4E2D \xC2\xA0 \xFF\xC2")));
}

TEST_F(LoggerTest, braces_in_what_is_logged_are_no_format) {
  logger()->info("read {}", "{} {0} %v");
  EXPECT_THAT(lines(), ElementsAre(EndsWith("read {} {0} %v")));
}

TEST_F(LoggerTest, a_file_that_grows_too_large_is_rotated_and_the_oldest_dropped) {
  Options options;
  options.file = file_;
  options.max_file_bytes = 200;
  options.max_files = 2;
  const auto log = *Logger::create(options);
  for (int i = 0; i < 20; ++i) log->info("{} {}", i, std::string(100, 'x'));
  EXPECT_THAT(lines(), ElementsAre(HasSubstr(" 19 ")));
  EXPECT_THAT(lines(folder_.at("quired.1.log")), ElementsAre(HasSubstr(" 18 ")));
  EXPECT_THAT(lines(folder_.at("quired.2.log")), ElementsAre(HasSubstr(" 17 ")));
  EXPECT_FALSE(std::filesystem::exists(folder_.at("quired.3.log")));
}

TEST_F(LoggerTest, goes_on_in_a_file_that_is_there) {
  logger()->info("first");
  logger()->info("second");
  EXPECT_THAT(lines(), ElementsAre(EndsWith("first"), EndsWith("second")));
}

class UnwritableLog : public LoggerTest, public testing::WithParamInterface<const char*> {};

TEST_P(UnwritableLog, is_an_error_that_names_the_file) {
  folder_.make_folder("folder");
  folder_.write("file", "");
  Options options;
  options.file = folder_.at(GetParam());
  const auto made = Logger::create(options);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, ErrorCode::kIo);
  EXPECT_THAT(made.error().message, HasSubstr(options.file));
  EXPECT_THAT(made.error().hint, HasSubstr("log.file"));
}

INSTANTIATE_TEST_SUITE_P(All, UnwritableLog, testing::Values("folder", "file/below"),
                         [](const auto& tested) {
                           return std::string(tested.param) == "folder" ? "a_folder_in_its_place"
                                                                        : "a_file_above_it";
                         });

TEST(SilentLogger, writes_nothing_at_all) {
  const auto log = Logger::silent();
  EXPECT_FALSE(log->enabled(Level::kError));
  log->error("nobody sees this");
}

}  // namespace
}  // namespace quire::log
