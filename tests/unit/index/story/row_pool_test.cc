#include "index/story/row_pool.h"

#include <gmock/gmock.h>

#include <map>
#include <vector>

#include "index/base/random.h"

namespace quire::story {
namespace {

TEST(RowPool, no_run_gets_into_another) {
  RowPool pool;
  Random random(7);
  std::map<RowPool::Run, std::vector<std::uint32_t>> model;
  for (int step = 0; step < 5000; ++step) {
    if (!model.empty() && random.below(3) == 0) {
      const auto one = std::next(model.begin(), static_cast<long>(random.below(model.size())));
      pool.give_back(one->first, one->second.size());
      model.erase(one);
    }
    std::vector<std::uint32_t> rows(1 + random.below(Sample::kMost));
    for (auto& row : rows) row = static_cast<std::uint32_t>(random.next());
    const RowPool::Run run = pool.take(rows.size());
    std::copy(rows.begin(), rows.end(), pool.rows(run));
    EXPECT_TRUE(model.emplace(run, rows).second);
  }
  for (const auto& [run, rows] : model) {
    EXPECT_THAT(std::vector(pool.rows(run), pool.rows(run) + rows.size()),
                testing::ElementsAreArray(rows));
  }
}

TEST(RowPool, what_was_given_back_is_taken_again) {
  RowPool pool;
  const RowPool::Run first = pool.take(20);
  (void)pool.take(20);
  pool.give_back(first, 20);
  EXPECT_EQ(pool.take(20), first);
}

}  // namespace
}  // namespace quire::story
