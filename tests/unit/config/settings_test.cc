#include "config/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quire::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SettingsThatNeedRestart, equal_settings_need_none) {
  EXPECT_THAT(settings_that_need_restart({}, {}), IsEmpty());
}

TEST(SettingsThatNeedRestart, the_log_level_and_limits_are_taken_over) {
  Settings fresh;
  fresh.log.level = LogLevel::kDebug;
  fresh.limits.results = 5;
  fresh.limits.deadline_ms = 5;
  EXPECT_THAT(settings_that_need_restart({}, fresh), IsEmpty());
}

TEST(SettingsThatNeedRestart, names_what_differs) {
  Settings fresh;
  fresh.drops.emplace_back();
  fresh.index.path = "/i";
  fresh.ingest.workers = 3;
  fresh.socket.allow_users = {7};
  EXPECT_THAT(settings_that_need_restart({}, fresh),
              ElementsAre("drop", "index.path", "ingest.workers", "socket.allow_users"));
}

}  // namespace
}  // namespace quire::config
