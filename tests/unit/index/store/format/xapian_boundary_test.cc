#include "index/store/format/xapian_boundary.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace quire::store {
namespace {

template <class Thrown>
ErrorCode code_of(const Thrown& thrown) {
  return guarded("work", [&]() -> int { throw thrown; }).error().code;
}

TEST(Guarded, gives_what_the_work_gives) {
  EXPECT_EQ(*guarded("work", [] { return 7; }), 7);
  EXPECT_TRUE(guarded("work", [] {}).ok());
}

TEST(Guarded, every_exception_has_its_code) {
  EXPECT_EQ(code_of(Xapian::DatabaseCorruptError("x")), ErrorCode::kCorrupt);
  EXPECT_EQ(code_of(Xapian::DatabaseVersionError("x")), ErrorCode::kCorrupt);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("x")), ErrorCode::kCorrupt);
  EXPECT_EQ(code_of(Xapian::DatabaseError("EOF reading block 7")), ErrorCode::kCorrupt);
  EXPECT_EQ(code_of(Xapian::DatabaseNotFoundError("x")), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(Xapian::DocNotFoundError("x")), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(Xapian::DatabaseLockError("x")), ErrorCode::kBusy);
  EXPECT_EQ(code_of(Xapian::DatabaseModifiedError("x")), ErrorCode::kBusy);
  EXPECT_EQ(code_of(Xapian::InvalidArgumentError("x")), ErrorCode::kInvalidArgument);
  EXPECT_EQ(code_of(Xapian::DatabaseError("x")), ErrorCode::kIo);
  EXPECT_EQ(code_of(std::bad_alloc()), ErrorCode::kTooLarge);
}

TEST(Guarded, a_full_disk_is_known_by_the_systems_error) {
  EXPECT_EQ(code_of(Xapian::DatabaseError("Error writing block", ENOSPC)), ErrorCode::kOutOfSpace);
  EXPECT_EQ(code_of(Xapian::DatabaseError("Error writing block", EDQUOT)), ErrorCode::kOutOfSpace);
}

// Xapian throws this when it cannot open a file for any reason; only the system's error tells.
TEST(Guarded, what_the_system_refuses_is_no_corruption) {
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("x", EMFILE)), ErrorCode::kIo);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("x", EACCES)), ErrorCode::kPermission);
  EXPECT_EQ(code_of(Xapian::DatabaseOpeningError("x", ENOENT)), ErrorCode::kCorrupt);
}

TEST(Guarded, the_message_says_what_was_being_done_and_what_the_system_said) {
  const auto result =
      guarded("search", []() -> int { throw Xapian::DatabaseError("Cannot read", EIO); });
  EXPECT_EQ(result.error().message, "search: Cannot read (Input/output error)");
}

}  // namespace
}  // namespace quire::store
