#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "index/store/format/schema.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

constexpr int kCommits = 150;
constexpr std::uint64_t kFiles = 20;

class ConcurrentReading : public LibraryFixture {
 protected:
  // Every file is there at every commit, each time with another version of its text.
  void write_again_and_again(Library& library) {
    for (std::uint64_t version = 2; version < kCommits; ++version) {
      for (std::uint64_t file = 0; file < kFiles; ++file) {
        const auto replaced =
            library.replace(prepared("file" + std::to_string(file), "Border", version));
        if (!replaced.ok()) ADD_FAILURE() << describe(replaced.error());
      }
      if (!library.publish().ok()) ADD_FAILURE() << "publish";
    }
  }
};

// A reader that is overtaken twice gets DatabaseModifiedError from Xapian; nobody must see it, nor
// a state between two commits.
TEST_F(ConcurrentReading, a_reader_that_is_overtaken_sees_one_whole_state) {
  const auto library = opened();
  std::vector<PreparedFile> first;
  for (std::uint64_t file = 0; file < kFiles; ++file) {
    first.push_back(prepared("file" + std::to_string(file), "Border"));
  }
  fill(*library, std::move(first));

  std::atomic<bool> done{false};
  std::atomic<int> searches{0};
  const auto read = [&] {
    Searcher searcher(files_, index());
    SearchOptions options;
    options.limit = 100;
    while (!done || searches < 20) {
      const auto result = searcher.search(Xapian::Query("Zborder"), options);
      const auto table = searcher.files_below("wire", "");
      if (!result.ok() || !table.ok()) {
        ADD_FAILURE() << describe(result.ok() ? table.error() : result.error());
        return;
      }
      EXPECT_EQ(result->total, kFiles);
      EXPECT_EQ(result->articles.size(), kFiles);
      EXPECT_EQ(table->size(), kFiles);
      ++searches;
    }
  };
  std::thread one(read);
  std::thread two(read);
  write_again_and_again(*library);
  done = true;
  one.join();
  two.join();
  EXPECT_GE(searches, 20);
}

}  // namespace
}  // namespace quire::store
