#include "config/load_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "config/paths.h"
#include "index/base/format.h"
#include "tests/support/temporary_folder.h"

namespace quire::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LoadSettings : public testing::Test {
 protected:
  LoadSettings() {
    options_.environment.variables = {{"HOME", home_}, {"XDG_RUNTIME_DIR", folder_.at("run")}};
    options_.environment.current_folder = home_;
    options_.environment.user_id = 1000;
  }

  LoadedSettings load() const { return load_settings(options_); }
  LoadedSettings load_text(std::string_view text) {
    options_.file = folder_.write("q.toml", text);
    return load();
  }
  static std::vector<std::string> messages(const LoadedSettings& loaded) {
    std::vector<std::string> out;
    for (const Error& error : loaded.errors) out.push_back(error.message);
    return out;
  }
  std::vector<std::string> drop_names() const {
    std::vector<std::string> names;
    for (const DropSettings& drop : load().settings.drops) names.push_back(drop.name);
    return names;
  }

  test::TemporaryFolder folder_;
  // As the settings will name it.
  const std::string home_ = canonical_path(folder_.path()) + "/home";
  LoadOptions options_;
};

TEST_F(LoadSettings, without_a_file_all_is_as_the_defaults_have_it) {
  const LoadedSettings loaded = load();
  EXPECT_THAT(messages(loaded), IsEmpty());
  EXPECT_EQ(loaded.file, "");
  EXPECT_THAT(loaded.settings.drops,
              ElementsAre(DropSettings{"articles", home_ + "/Articles", {}, WatchBackend::kAuto}));
  EXPECT_EQ(loaded.settings.index.path, home_ + "/.local/share/quire/index");
  EXPECT_EQ(loaded.settings.socket.path, folder_.at("run/quire/quired.sock"));
}

TEST_F(LoadSettings, the_default_file_is_read_when_it_is_there) {
  const std::string file = folder_.write("home/.config/quire/quired.toml", "[log]\nmax_files = 7");
  const LoadedSettings loaded = load();
  EXPECT_EQ(loaded.settings.log.max_files, 7U);
  EXPECT_EQ(canonical_path(loaded.file), canonical_path(file));
}

TEST_F(LoadSettings, a_file_that_is_named_must_exist) {
  options_.file = folder_.at("none.toml");
  const LoadedSettings loaded = load();
  EXPECT_THAT(messages(loaded), ElementsAre("there are no settings at " + options_.file));
  EXPECT_EQ(loaded.errors[0].code, ErrorCode::kNotFound);
}

TEST_F(LoadSettings, a_link_to_a_file_is_followed) {
  const std::string real = folder_.write("real.toml", "[log]\nmax_files = 7");
  options_.file = folder_.at("link.toml");
  ASSERT_EQ(::symlink(real.c_str(), options_.file.c_str()), 0);
  EXPECT_EQ(load().settings.log.max_files, 7U);
}

TEST_F(LoadSettings, a_folder_is_no_file) {
  options_.file = folder_.path();
  EXPECT_THAT(messages(load()), ElementsAre(HasSubstr("read the settings " + folder_.path())));
}

TEST_F(LoadSettings, a_file_that_is_far_too_long_is_refused) {
  const auto loaded = load_text(std::string((1U << 20) + 1, '#'));
  EXPECT_THAT(messages(loaded),
              ElementsAre(format("the settings {} are over 1 MiB", options_.file)));
}

TEST_F(LoadSettings, errors_in_the_text_and_between_settings_come_together) {
  const auto loaded = load_text(R"([log]
level = "loud"
[index]
path = "~/in/index"
[[drop]]
name = "in"
path = "~/in"
)");
  EXPECT_THAT(messages(loaded),
              ElementsAre(HasSubstr("q.toml:2:9: \"log.level\" must be one of"),
                          format("{}:4:8: the index {}/in/index is within the drop folder {}/in",
                                 options_.file, home_, home_)));
}

TEST_F(LoadSettings, a_path_that_is_wrong_is_one_error_only) {
  EXPECT_EQ(load_text("[index]\npath = \"relative\"\n").errors.size(), 1U);
}

TEST_F(LoadSettings, a_symbolic_link_does_not_hide_that_folders_overlap) {
  folder_.make_folder("home/in");
  ASSERT_EQ(::symlink((home_ + "/in").c_str(), folder_.at("link").c_str()), 0);
  const auto loaded =
      load_text(format("[index]\npath = \"{}/index\"\n[[drop]]\nname = \"in\"\n"
                       "path = \"~/in\"\n",
                       folder_.at("link")));
  EXPECT_THAT(messages(loaded), ElementsAre(HasSubstr("is within the drop folder")));
}

TEST_F(LoadSettings, a_drop_folder_behind_a_link_is_named_by_where_it_is) {
  folder_.make_folder("home/in");
  ASSERT_EQ(::symlink((home_ + "/in").c_str(), folder_.at("link").c_str()), 0);
  const auto loaded =
      load_text(format("[[drop]]\nname = \"in\"\npath = \"{}\"\n", folder_.at("link")));
  ASSERT_EQ(loaded.settings.drops.size(), 1U);
  EXPECT_EQ(loaded.settings.drops[0].path, home_ + "/in");
}

TEST_F(LoadSettings, the_command_line_stands_above_the_file) {
  options_.overrides.index_path = folder_.at("other");
  options_.overrides.socket_path = folder_.at("s");
  options_.overrides.log_level = LogLevel::kDebug;
  const auto loaded = load_text("[index]\npath = \"/i\"\n[socket]\npath = \"/s\"\n");
  EXPECT_THAT(messages(loaded), IsEmpty());
  EXPECT_EQ(loaded.settings.index.path, canonical_path(folder_.path()) + "/other");
  EXPECT_EQ(loaded.settings.socket.path, folder_.at("s"));
  EXPECT_EQ(loaded.settings.log.level, LogLevel::kDebug);
}

TEST_F(LoadSettings, drop_folders_of_the_command_line_replace_those_of_the_file) {
  options_.overrides.drops = {home_ + "/a"};
  const auto loaded = load_text("[[drop]]\nname = \"b\"\npath = \"~/b\"\n");
  EXPECT_THAT(loaded.settings.drops,
              ElementsAre(DropSettings{"a", home_ + "/a", {}, WatchBackend::kAuto}));
}

TEST_F(LoadSettings, a_drop_folder_that_the_file_names_too_keeps_what_the_file_says) {
  options_.overrides.drops = {home_ + "/a"};
  const auto loaded =
      load_text("[[drop]]\nname = \"wire\"\npath = \"~/a\"\nbackend = \"polling\"\n");
  EXPECT_THAT(loaded.settings.drops,
              ElementsAre(DropSettings{"wire", home_ + "/a", {}, WatchBackend::kPolling}));
}

TEST_F(LoadSettings, a_name_is_made_of_the_last_component) {
  options_.overrides.drops = {"/x/my news", "/", "/y/" + std::string(40, 'z')};
  EXPECT_THAT(drop_names(), ElementsAre("my-news", "root", std::string(32, 'z')));
}

TEST_F(LoadSettings, names_that_would_be_the_same_get_numbers) {
  options_.overrides.drops = {"/x/news", "/y/news", "/z/news"};
  EXPECT_THAT(drop_names(), ElementsAre("news", "news-2", "news-3"));
}

TEST_F(LoadSettings, without_a_home_the_missing_paths_are_errors) {
  options_.environment.variables.erase("HOME");
  EXPECT_THAT(messages(load()),
              ElementsAre("\"~/Articles\" needs the variable HOME, which is not set",
                          "neither XDG_DATA_HOME nor HOME is set"));
}

}  // namespace
}  // namespace quire::config
