#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "config/load_settings.h"
#include "config/settings_reader.h"
#include "tests/support/temporary_folder.h"

namespace quire::config {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::string shipped(const std::string& name) {
  std::ifstream file(std::string(QUIRE_CONFIG_FOLDER "/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

// quired.toml with every setting switched on: they are commented out by '#' alone, text by "# ".
std::string uncommented() {
  std::istringstream lines(shipped("quired.toml"));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    const bool setting = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    out += (setting ? line.substr(1) : line) + "\n";
  }
  return out;
}

LoadOptions options_for(const std::string& home, const std::string& file) {
  LoadOptions options;
  options.environment.variables = {{"HOME", home}, {"XDG_RUNTIME_DIR", home + "/run"}};
  options.file = file;
  return options;
}

TEST(ShippedSettings, as_they_are_shipped_they_set_nothing) {
  const test::TemporaryFolder folder;
  const auto loaded =
      load_settings(options_for(folder.path(), folder.write("q.toml", shipped("quired.toml"))));
  EXPECT_THAT(loaded.errors, IsEmpty());
  EXPECT_EQ(loaded.settings, load_settings(options_for(folder.path(), "")).settings);
}

TEST(ShippedSettings, every_value_that_they_show_is_the_default) {
  const test::TemporaryFolder folder;
  const auto loaded =
      load_settings(options_for(folder.path(), folder.write("q.toml", uncommented())));
  EXPECT_THAT(loaded.errors, IsEmpty());
  // The usual programs are those that are installed; one of them is shown.
  Settings settings = loaded.settings;
  EXPECT_EQ(settings.extract.size(), 1U);
  settings.extract.clear();
  // Two ways to reach one.
  EXPECT_EQ(settings.remotes.size(), 2U);
  settings.remotes.clear();
  // Of alerts there are none; of the one that is shown the rest is the default.
  ASSERT_EQ(settings.alerts.size(), 1U);
  AlertSettings alert = settings.alerts.front();
  alert.name = alert.query = alert.feed = "";
  alert.command.clear();
  EXPECT_EQ(alert, AlertSettings{});
  settings.alerts.clear();
  EXPECT_EQ(settings, load_settings(options_for(folder.path(), "")).settings);
}

TEST(ShippedSettings, show_every_setting_there_is) {
  const Environment environment{{{"HOME", "/h"}, {"XDG_RUNTIME_DIR", "/r"}}, "/", 0};
  const auto read = read_settings(uncommented(), "q.toml", environment);
  std::set<std::string> shown;
  for (const auto& [name, place] : read.origins.places) {
    std::string plain = name;
    const std::size_t bracket = plain.find('[');
    if (bracket != std::string::npos) plain.erase(bracket, 3);  // "[0]"
    shown.insert(std::move(plain));
  }
  EXPECT_THAT(known_settings(), testing::UnorderedElementsAreArray(shown));
  EXPECT_THAT(known_settings(), Contains("limits.client_stall_s"));
}

TEST(ShippedManualPages, the_one_of_the_settings_describes_each_below_its_section) {
  const std::string page = shipped("man/quired.toml.5");
  for (const std::string& name : known_settings()) {
    const std::size_t dot = name.find('.');
    const std::string section = name.substr(0, dot);
    const bool is_list =
        section == "drop" || section == "extract" || section == "remote" || section == "alert";
    const std::string heading = is_list ? ".SS [[" + section + "]]\n" : ".SS [" + section + "]\n";
    const std::size_t begin = page.find(heading);
    ASSERT_NE(begin, std::string::npos) << heading;
    const std::size_t end = page.find("\n.S", begin + heading.size());
    EXPECT_THAT(page.substr(begin, end - begin), HasSubstr(".BR " + name.substr(dot + 1) + " \""));
  }
}

TEST(ShippedCronTable, has_lines_that_find_the_socket_and_say_little) {
  std::istringstream lines(shipped("cron/quire"));
  std::vector<std::string> entries;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') entries.push_back(line);
  }
  ASSERT_EQ(entries.size(), 2U);
  // cron takes a bare '%' for the end of the line.
  const std::string command = " XDG_RUNTIME_DIR=/run/user/\\$\\(id -u\\) quire ";
  EXPECT_THAT(entries[0],
              testing::MatchesRegex("[0-9]+ \\* \\* \\* \\*" + command + "reindex --quiet"));
  EXPECT_THAT(entries[1],
              testing::MatchesRegex("[0-9]+ [0-9]+ \\* \\* \\*" + command + "audit --quiet"));
}

}  // namespace
}  // namespace quire::config
