#include "index/base/file_lock.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "index/base/unique_fd.h"
#include "tests/support/temporary_folder.h"

namespace quire {
namespace {

class FileLock : public testing::Test {
 protected:
  [[nodiscard]] UniqueFd open() const {
    return UniqueFd(::open(path_.c_str(), O_RDWR | O_CREAT, 0600));
  }

  test::TemporaryFolder folder_;
  const std::string path_ = folder_.at("lock");
};

TEST_F(FileLock, is_had_by_one_at_a_time) {
  const UniqueFd first = open();
  const UniqueFd second = open();
  ASSERT_TRUE(take_file_lock(first.get()));
  EXPECT_FALSE(take_file_lock(second.get()));
  EXPECT_EQ(errno, EWOULDBLOCK);
}

TEST_F(FileLock, of_one_that_is_about_to_end_is_waited_for) {
  UniqueFd first = open();
  const UniqueFd second = open();
  ASSERT_TRUE(take_file_lock(first.get()));
  std::thread ending([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    first = UniqueFd();
  });
  EXPECT_TRUE(take_file_lock(second.get()));
  ending.join();
}

TEST_F(FileLock, of_what_is_no_file_is_an_error_at_once) {
  EXPECT_FALSE(take_file_lock(-1));
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace quire
