#include "index/glass/compressor.h"

#include <gtest/gtest.h>

#include <string>

#include "index/base/random.h"
#include "tests/unit/index/glass/test_documents.h"

namespace quire::glass {
namespace {

TEST(Compressor, what_gets_smaller_is_compressed) {
  Compressor compressor;
  for (const std::size_t size : {300U, 5000U, 1000000U, 40U}) {
    const StoredTag stored = compressor.pack(std::string(size, 'a'));
    EXPECT_TRUE(stored.compressed);
    EXPECT_LT(stored.bytes.size(), size / 3);
  }
}

TEST(Compressor, what_does_not_get_smaller_stays_as_it_is) {
  Compressor compressor;
  Random random(1);
  for (const std::size_t size : {19U, 100U, 5000U, 100000U}) {
    const std::string bytes = test::random_bytes(random, size);
    const StoredTag stored = compressor.pack(bytes);
    EXPECT_FALSE(stored.compressed);
    EXPECT_EQ(stored.bytes, bytes);
  }
}

TEST(Compressor, short_tags_are_not_tried) {
  Compressor compressor;
  EXPECT_FALSE(compressor.pack(std::string(18, 'a')).compressed);
  EXPECT_TRUE(compressor.pack(std::string(19, 'a')).compressed);
  EXPECT_FALSE(compressor.pack("").compressed);
}

}  // namespace
}  // namespace quire::glass
