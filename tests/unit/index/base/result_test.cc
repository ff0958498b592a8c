#include "index/base/result.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>

#include "index/base/hash.h"

namespace quire {
namespace {

TEST(Result, holds_a_value_or_an_error) {
  Result<std::unique_ptr<int>> good(std::make_unique<int>(3));
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(**good, 3);
  const std::unique_ptr<int> moved = *std::move(good);
  EXPECT_EQ(*moved, 3);

  const Result<int> bad(Error{ErrorCode::kNotFound, "no such article", "check the id"});
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(describe(bad.error()), "no such article (check the id)");
  EXPECT_THROW((void)bad.value(), std::bad_variant_access);
}

TEST(Result, an_errno_becomes_a_code_and_a_sentence) {
  const Error error = error_from_errno(ENOSPC, "write /x");
  EXPECT_EQ(error.code, ErrorCode::kOutOfSpace);
  EXPECT_EQ(error.message, "write /x: No space left on device");
  EXPECT_EQ(name_of(error.code), "out_of_space");
}

TEST(Hash, matches_the_published_xxh64_values) {
  EXPECT_EQ(to_hex(hash64("")), "ef46db3751d8e999");
  EXPECT_EQ(to_hex(hash64("abc")), "44bc2cf5ad770999");
}

}  // namespace
}  // namespace quire
