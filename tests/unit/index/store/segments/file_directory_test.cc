#include "index/store/segments/file_directory.h"

#include <gtest/gtest.h>

#include <map>

#include "index/base/random.h"

namespace quire::store {
namespace {

TEST(FileDirectory, an_unknown_file_is_not_found) {
  EXPECT_FALSE(FileDirectory().find(7).has_value());
}

TEST(FileDirectory, the_last_one_put_counts) {
  FileDirectory directory;
  directory.put(7, 1, 2);
  directory.put(7, 3, 4);
  EXPECT_EQ(directory.find(7)->state, 3U);
  EXPECT_EQ(directory.find(7)->segment, 4U);
  EXPECT_EQ(directory.size(), 1U);
}

TEST(FileDirectory, a_fingerprint_of_zero_is_one_like_others) {
  FileDirectory directory;
  directory.put(0, 1, 2);
  EXPECT_EQ(directory.find(0)->segment, 2U);
  directory.erase(0);
  EXPECT_FALSE(directory.find(0).has_value());
}

// Keys that crowd around few places, so that erasing must move others up.
TEST(FileDirectory, does_what_a_map_does) {
  FileDirectory directory;
  std::map<std::uint64_t, std::uint32_t> model;
  Random random(1);
  for (std::uint32_t i = 0; i < 200'000; ++i) {
    const std::uint64_t key = 1 + random.below(40) + 4096 * random.below(100);
    if (random.below(3) == 0) {
      directory.erase(key);
      model.erase(key);
    } else {
      directory.put(key, i, i);
      model[key] = i;
    }
    const std::uint64_t asked = 1 + random.below(40) + 4096 * random.below(100);
    const auto found = directory.find(asked);
    const auto expected = model.find(asked);
    ASSERT_EQ(found.has_value(), expected != model.end()) << i;
    ASSERT_EQ(found ? found->segment : 0, found ? expected->second : 0) << i;
  }
  EXPECT_EQ(directory.size(), model.size());
}

}  // namespace
}  // namespace quire::store
