#include "daemon/server/access.h"

#include <gtest/gtest.h>

namespace quire::server {
namespace {

struct AccessCase {
  const char* who;
  loop::PeerCredentials peer;
  bool allowed;
};

class AccessRulesTest : public testing::TestWithParam<AccessCase> {};

TEST_P(AccessRulesTest, lets_in_its_own_user_and_whom_the_settings_name) {
  const AccessRules rules{1000, {2000, 2001}, {50}};
  EXPECT_EQ(rules.allows(GetParam().peer), GetParam().allowed) << GetParam().who;
}

INSTANTIATE_TEST_SUITE_P(
    All, AccessRulesTest,
    testing::Values(AccessCase{"the daemon's own user", {1, 1000, 7, {}}, true},
                    AccessCase{"a named user", {1, 2001, 7, {}}, true},
                    AccessCase{"a member of a named group", {1, 3000, 50, {}}, true},
                    AccessCase{"a supplementary member", {1, 3000, 7, {8, 50}}, true},
                    AccessCase{"another user", {1, 3000, 7, {8, 9}}, false},
                    AccessCase{"a user whose id is a named group's", {1, 50, 7, {}}, false},
                    AccessCase{
                        "a group whose id is a named user's", {1, 3000, 2000, {1000}}, false},
                    AccessCase{"root, who is not named", {1, 0, 0, {0}}, false}));

TEST(AccessRules, without_more_rules_only_the_own_user_is_let_in) {
  const AccessRules rules{1000, {}, {}};
  EXPECT_TRUE(rules.allows({1, 1000, 1000, {}}));
  EXPECT_FALSE(rules.allows({1, 1001, 1000, {1000}}));
}

}  // namespace
}  // namespace quire::server
