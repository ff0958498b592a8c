#include "config/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/paths.h"
#include "index/base/format.h"
#include "tests/support/temporary_folder.h"

namespace quire::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Settings settings_with(std::vector<DropSettings> drops) {
  Settings settings;
  settings.drops = std::move(drops);
  settings.index.path = "/index";
  settings.socket.path = "/run/quired.sock";
  return settings;
}

DropSettings drop(std::string name, std::string path) {
  return {std::move(name), std::move(path), {}, WatchBackend::kAuto};
}

std::vector<std::string> messages(const std::vector<Error>& errors) {
  std::vector<std::string> out;
  for (const Error& error : errors) out.push_back(error.message);
  return out;
}

TEST(Validation, folders_beside_each_other_are_right) {
  const auto settings = settings_with({drop("a", "/news"), drop("b.c-d_9", "/newspapers")});
  EXPECT_THAT(messages(validate(settings, {})), IsEmpty());
}

TEST(Validation, a_name_that_cannot_be_one_is_refused) {
  for (const std::string& name : {std::string("a b"), std::string("a/b"), std::string(33, 'x')}) {
    const auto errors = validate(settings_with({drop(name, "/a")}), {});
    ASSERT_EQ(errors.size(), 1U) << name;
    EXPECT_EQ(errors[0].message, format("\"{}\" cannot be a drop folder's name", name));
    EXPECT_EQ(errors[0].hint, "use 1 to 32 letters, digits, '_', '.' and '-'");
  }
}

TEST(Validation, two_drop_folders_of_one_name_are_refused) {
  EXPECT_THAT(messages(validate(settings_with({drop("a", "/a"), drop("a", "/b")}), {})),
              ElementsAre("two drop folders are named \"a\""));
}

TEST(Validation, an_error_says_where_the_setting_was_written) {
  const Origins origins{"q.toml", {{"drop[1].name", {7, 8}}}};
  EXPECT_THAT(messages(validate(settings_with({drop("a", "/a"), drop("a", "/b")}), origins)),
              ElementsAre("q.toml:7:8: two drop folders are named \"a\""));
}

TEST(Validation, a_remote_is_reached_in_one_way_under_a_name_of_its_own) {
  Settings settings = settings_with({drop("a", "/a")});
  settings.remotes = {{"near", "/run/near.sock", {}}, {"far", "", {"ssh", "far"}}};
  EXPECT_THAT(messages(validate(settings, {})), IsEmpty());
  settings.remotes = {{"a:b", "/run/near.sock", {}},
                      {"far", "", {}},
                      {"far", "/run/far.sock", {"ssh", "far"}},
                      {"self", "/run/quired.sock", {}},
                      {"long", std::string(108, 'x'), {}}};
  EXPECT_THAT(messages(validate(settings, {})),
              ElementsAre("\"a:b\" cannot be a remote's name",
                          "the remote \"far\" needs one of \"socket\" and \"command\"",
                          "two remotes are named \"far\"",
                          "the remote \"far\" needs one of \"socket\" and \"command\"",
                          "the remote \"self\" is this daemon itself",
                          HasSubstr("the socket's path has 108 bytes")));
}

TEST(Validation, a_drop_folder_within_another_is_refused_in_either_order) {
  EXPECT_THAT(messages(validate(settings_with({drop("a", "/a"), drop("b", "/a/b")}), {})),
              ElementsAre("drop folder /a/b is within drop folder /a"));
  EXPECT_THAT(messages(validate(settings_with({drop("b", "/a/b"), drop("a", "/a")}), {})),
              ElementsAre("drop folder /a/b is within drop folder /a"));
}

TEST(Validation, one_folder_under_two_names_is_refused) {
  EXPECT_THAT(messages(validate(settings_with({drop("a", "/a"), drop("b", "/a")}), {})),
              ElementsAre("drop folders \"a\" and \"b\" are both /a"));
}

TEST(Validation, an_index_within_a_drop_folder_is_refused) {
  auto settings = settings_with({drop("a", "/a")});
  settings.index.path = "/a/index";
  EXPECT_THAT(messages(validate(settings, {})),
              ElementsAre("the index /a/index is within the drop folder /a"));
}

TEST(Validation, a_drop_folder_within_the_index_is_refused) {
  EXPECT_THAT(messages(validate(settings_with({drop("a", "/index/a")}), {})),
              ElementsAre("the drop folder /index/a is within the index /index"));
}

TEST(Validation, a_log_within_a_drop_folder_is_refused) {
  auto settings = settings_with({drop("a", "/a")});
  settings.log.file = "/a/quired.log";
  EXPECT_THAT(messages(validate(settings, {})),
              ElementsAre("the log /a/quired.log is within the drop folder /a"));
}

TEST(Validation, a_socket_path_of_107_bytes_is_the_longest) {
  auto settings = settings_with({drop("a", "/a")});
  settings.socket.path = "/" + std::string(106, 's');
  EXPECT_THAT(messages(validate(settings, {})), IsEmpty());
  settings.socket.path += 's';
  EXPECT_THAT(messages(validate(settings, {})),
              ElementsAre(HasSubstr("the socket's path has 108 bytes, 107 are possible")));
}

TEST(Validation, a_language_is_a_code) {
  auto settings = settings_with({drop("a", "/a")});
  settings.index.language = "english";
  EXPECT_THAT(messages(validate(settings, {})), ElementsAre("\"english\" is no language"));
  settings.index.language = "en";
  settings.index.languages = {"de", "French"};
  EXPECT_THAT(messages(validate(settings, {})), ElementsAre("\"French\" is no language"));
}

class PathCheck : public testing::Test {
 protected:
  PathCheck() {
    folder_.make_folder("drop");
    settings_ = settings_with({drop("a", folder_.at("drop"))});
    settings_.index.path = folder_.at("data/index");
    settings_.socket.path = folder_.at("run/quired.sock");
  }

  test::TemporaryFolder folder_;
  Settings settings_;
};

TEST_F(PathCheck, folders_that_will_be_made_are_right) {
  const PathReport report = check_paths(settings_);
  EXPECT_THAT(messages(report.errors), IsEmpty());
  EXPECT_THAT(messages(report.notices), IsEmpty());
}

TEST_F(PathCheck, a_drop_folder_that_does_not_exist_is_a_notice) {
  folder_.remove("drop");
  const PathReport report = check_paths(settings_);
  EXPECT_THAT(messages(report.errors), IsEmpty());
  EXPECT_THAT(messages(report.notices),
              ElementsAre("drop folder \"a\" does not exist: " + folder_.at("drop")));
}

TEST_F(PathCheck, a_file_where_a_drop_folder_must_be_is_an_error) {
  settings_.drops[0].path = folder_.write("file", "x");
  EXPECT_THAT(messages(check_paths(settings_).errors),
              ElementsAre(format("drop folder \"a\" {} is not a folder", folder_.at("file"))));
}

TEST_F(PathCheck, a_file_above_the_index_is_an_error) {
  folder_.write("data", "x");
  EXPECT_THAT(messages(check_paths(settings_).errors), ElementsAre(HasSubstr(folder_.path())));
}

TEST_F(PathCheck, a_folder_in_the_sockets_place_is_an_error) {
  folder_.make_folder("run/quired.sock");
  EXPECT_THAT(messages(check_paths(settings_).errors),
              ElementsAre(format("the socket {} is a folder", settings_.socket.path)));
}

TEST_F(PathCheck, a_folder_in_the_logs_place_is_an_error) {
  folder_.make_folder("logs");
  settings_.log.file = folder_.at("logs");
  EXPECT_THAT(messages(check_paths(settings_).errors),
              ElementsAre(format("the log {} is a folder", settings_.log.file)));
}

TEST_F(PathCheck, folders_that_we_may_not_use_are_errors) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may use every folder";
  folder_.make_folder("data");
  ASSERT_EQ(::chmod(folder_.at("drop").c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder_.at("data").c_str(), 0500), 0);
  const auto errors = check_paths(settings_).errors;
  ASSERT_EQ(::chmod(folder_.at("data").c_str(), 0700), 0);
  EXPECT_THAT(
      messages(errors),
      ElementsAre(format("drop folder \"a\": this user may not read {}", folder_.at("drop")),
                  format("the index: this user may not write to {}", folder_.at("data"))));
}

}  // namespace
}  // namespace quire::config
