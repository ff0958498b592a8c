#include "index/extract/formats/byline.h"

#include <gtest/gtest.h>

#include "tests/unit/index/extract/formats/shown.h"

namespace quire::extract::formats {
namespace {

std::string names(std::string_view byline) { return joined(names_in(byline)); }

TEST(Byline, names_are_parted_and_freed_of_what_is_around_them) {
  EXPECT_EQ(names("By Paul Byrne and Almudena  Calatrava"), "Paul Byrne, Almudena Calatrava");
  EXPECT_EQ(names("By PAUL BYRNE AND ANN LEE"), "PAUL BYRNE, ANN LEE");
  EXPECT_EQ(names("Ann & Bo; Cy"), "Ann, Bo, Cy");
  EXPECT_EQ(names("Ann and Ann"), "Ann");
  EXPECT_EQ(names("Byron Lee"), "Byron Lee");
  EXPECT_EQ(names(""), "");
}

TEST(Byline, of_a_name_and_an_address_the_name_is_kept) {
  EXPECT_EQ(names("Ann Lee <ann@example.org>"), "Ann Lee");
  EXPECT_EQ(names("\"Lee, Ann\" <ann@example.org>"), "Lee, Ann");
  EXPECT_EQ(names("ann@example.org (Ann Lee)"), "Ann Lee");
  EXPECT_EQ(names("ann@example.org"), "ann@example.org");
  EXPECT_EQ(names("<ann@example.org>"), "ann@example.org");
}

}  // namespace
}  // namespace quire::extract::formats
