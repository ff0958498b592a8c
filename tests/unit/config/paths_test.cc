#include "config/paths.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace quire::config {
namespace {

Environment anna() { return {{{"HOME", "/home/anna"}}, "/home/anna/work", 1000}; }

TEST(Paths, without_xdg_variables_the_defaults_are_below_home) {
  EXPECT_EQ(*default_settings_file(anna()), "/home/anna/.config/quire/quired.toml");
  EXPECT_EQ(*default_index_path(anna()), "/home/anna/.local/share/quire/index");
  EXPECT_EQ(*default_drop_path(anna()), "/home/anna/Articles");
  EXPECT_EQ(default_socket_path(anna()), "/tmp/quire-1000/quired.sock");
}

TEST(Paths, xdg_variables_move_the_defaults) {
  const Environment environment{{{"HOME", "/home/anna"},
                                 {"XDG_CONFIG_HOME", "/c"},
                                 {"XDG_DATA_HOME", "/d"},
                                 {"XDG_RUNTIME_DIR", "/run/user/1000"}},
                                "/",
                                1000};
  EXPECT_EQ(*default_settings_file(environment), "/c/quire/quired.toml");
  EXPECT_EQ(*default_index_path(environment), "/d/quire/index");
  EXPECT_EQ(default_socket_path(environment), "/run/user/1000/quire/quired.sock");
}

TEST(Paths, a_relative_xdg_variable_is_ignored) {
  Environment environment = anna();
  environment.variables["XDG_DATA_HOME"] = "data";
  environment.variables["XDG_RUNTIME_DIR"] = "run";
  EXPECT_EQ(*default_index_path(environment), "/home/anna/.local/share/quire/index");
  EXPECT_EQ(default_socket_path(environment), "/tmp/quire-1000/quired.sock");
}

TEST(Paths, without_a_home_the_defaults_are_an_error_that_names_the_variable) {
  const Environment environment{{}, "/", 0};
  EXPECT_EQ(default_index_path(environment).error().message,
            "neither XDG_DATA_HOME nor HOME is set");
}

TEST(Paths, a_tilde_or_a_variable_at_the_start_is_replaced) {
  EXPECT_EQ(*absolute_path("~", anna()), "/home/anna");
  EXPECT_EQ(*absolute_path("~/a", anna()), "/home/anna/a");
  EXPECT_EQ(*absolute_path("$HOME/a", anna()), "/home/anna/a");
  EXPECT_EQ(*absolute_path("/a/$HOME/~", anna()), "/a/$HOME/~");
}

TEST(Paths, dots_and_slashes_at_the_end_go) {
  EXPECT_EQ(*absolute_path("/a/./b/../c//", anna()), "/a/c");
  EXPECT_EQ(*absolute_path("/", anna()), "/");
}

TEST(Paths, a_relative_path_in_the_settings_is_refused) {
  const auto path = absolute_path("articles", anna());
  ASSERT_FALSE(path.ok());
  EXPECT_EQ(path.error().message, "\"articles\" is a relative path");
  EXPECT_EQ(path.error().hint, "write an absolute one, or begin with ~/");
}

TEST(Paths, a_variable_that_is_not_set_is_named) {
  EXPECT_EQ(absolute_path("$NEWS/in", anna()).error().message,
            "\"$NEWS/in\" needs the variable NEWS, which is not set");
}

TEST(Paths, somebody_elses_home_is_not_understood) {
  EXPECT_EQ(absolute_path("~bob/in", anna()).error().message, "\"~bob/in\" is not understood");
}

TEST(Paths, a_relative_path_on_the_command_line_starts_at_the_current_folder) {
  EXPECT_EQ(*path_from_here("in", anna()), "/home/anna/work/in");
  EXPECT_EQ(*path_from_here("../in/", anna()), "/home/anna/in");
  EXPECT_EQ(*path_from_here("/in", anna()), "/in");
}

TEST(Paths, a_name_that_begins_with_a_tilde_is_a_name_on_the_command_line) {
  EXPECT_EQ(*path_from_here("~draft", anna()), "/home/anna/work/~draft");
}

TEST(Paths, symbolic_links_in_the_part_that_exists_are_resolved) {
  const test::TemporaryFolder folder;
  const std::string real = canonical_path(folder.path());
  folder.make_folder("real");
  ASSERT_EQ(::symlink(folder.at("real").c_str(), folder.at("link").c_str()), 0);
  EXPECT_EQ(canonical_path(folder.at("link/not/there")), real + "/real/not/there");
}

}  // namespace
}  // namespace quire::config
