#include "daemon/ingest/passed_over.h"

#include <gtest/gtest.h>

#include "index/base/utf8.h"

namespace quire::ingest {
namespace {

using File = PassedOver::File;

TEST(PassedOver, is_counted_and_the_last_file_comes_first) {
  PassedOver passed_over;
  passed_over.set("/a", {"one", "two"});
  passed_over.set("/b", {"three"});
  passed_over.set("/c", {});
  const auto report = passed_over.report();
  EXPECT_EQ(report.files, 2U);
  EXPECT_EQ(report.parts, 3U);
  EXPECT_EQ(report.last, (std::vector<File>{{"/b", {"three"}}, {"/a", {"one", "two"}}}));
}

TEST(PassedOver, of_a_file_is_what_its_last_reading_says) {
  PassedOver passed_over;
  passed_over.set("/a", {"one"});
  passed_over.set("/a", {"two"});
  EXPECT_EQ(passed_over.report().last, (std::vector<File>{{"/a", {"two"}}}));
  passed_over.set("/a", {});
  EXPECT_TRUE(passed_over.report().last.empty());
  EXPECT_EQ(passed_over.report().files, 2U);
}

TEST(PassedOver, takes_no_more_memory_than_so_much) {
  PassedOver passed_over;
  std::string long_note;
  for (int i = 0; i < 1000; ++i) long_note += "\u00E9";
  for (int i = 0; i < 150; ++i) passed_over.set("/" + std::to_string(i), {long_note});
  const auto report = passed_over.report();
  EXPECT_EQ(report.files, 150U);
  ASSERT_EQ(report.last.size(), PassedOver::kFiles);
  EXPECT_EQ(report.last.front().path, "/149");
  EXPECT_LE(report.last.front().notes[0].size(), PassedOver::kLongestNote + 3);
  EXPECT_FALSE(first_invalid_utf8(report.last.front().notes[0]));
}

}  // namespace
}  // namespace quire::ingest
