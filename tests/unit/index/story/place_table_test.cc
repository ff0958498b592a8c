#include "index/story/place_table.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <vector>

#include "index/base/random.h"

namespace quire::story {
namespace {

// Things with hashes, some of which are alike, and the table of their places.
class Things {
 private:
  [[nodiscard]] auto hash_of() const {
    return [this](Place at) { return hashes_[at]; };
  }

 public:
  explicit Things(std::uint32_t part_bits) : table_(part_bits) {}

  void add(std::uint32_t hash) {
    hashes_.push_back(hash);
    there_.push_back(true);
    table_.add(hash, static_cast<Place>(hashes_.size() - 1), hash_of());
  }
  void remove(Place place) {
    table_.remove(hashes_[place], place, hash_of());
    there_[place] = false;
  }
  void reserve(std::size_t places) { table_.reserve(places, hash_of()); }
  void clear() {
    table_.clear();
    there_.assign(there_.size(), false);
  }

  [[nodiscard]] bool is_there(Place place) const { return there_[place]; }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }
  // Whether each hash leads to its places, and none to another that has gone.
  void expect_all_found() const {
    for (Place place = 0; place < hashes_.size(); ++place) {
      std::vector<Place> found;
      (void)table_.find(hashes_[place], [&](Place at) {
        if (hashes_[at] == hashes_[place]) found.push_back(at);
        return false;
      });
      std::vector<Place> expected;
      for (Place at = 0; at < hashes_.size(); ++at) {
        if (there_[at] && hashes_[at] == hashes_[place]) expected.push_back(at);
      }
      EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
    }
  }

 private:
  PlaceTable table_;
  std::vector<std::uint32_t> hashes_;
  std::vector<bool> there_;
};

class PlaceTables : public testing::TestWithParam<std::uint32_t> {};

TEST_P(PlaceTables, find_what_is_there_whatever_comes_and_goes) {
  Things things(GetParam());
  things.expect_all_found();
  Random random(3);
  for (int step = 0; step < 1500; ++step) {
    // Of hashes that end in zeros, as those of rows do, many are alike.
    things.add(static_cast<std::uint32_t>(random.below(400) << 22));
    if (step % 3 == 0) {
      const auto place = static_cast<Place>(random.below(things.size()));
      if (things.is_there(place)) things.remove(place);
    }
  }
  things.expect_all_found();
  things.clear();
  things.expect_all_found();
}

TEST_P(PlaceTables, keep_what_they_have_when_room_is_made) {
  Things things(GetParam());
  Random random(4);
  for (int i = 0; i < 300; ++i) things.add(static_cast<std::uint32_t>(random.next()));
  things.reserve(5000);
  things.expect_all_found();
  things.reserve(1);
  for (int i = 0; i < 300; ++i) things.add(static_cast<std::uint32_t>(random.next()));
  things.expect_all_found();
}

INSTANTIATE_TEST_SUITE_P(In, PlaceTables, testing::Values(0, 1, 6, 9));

// An addition moves few of the others: the most that one looks at is what a part has.
TEST(PlaceTable, grows_by_parts) {
  PlaceTable table(6);
  Random random(5);
  std::vector<std::uint32_t> hashes;
  std::size_t looks = 0;
  std::size_t most = 0;
  constexpr std::size_t kPlaces = 100'000;
  for (Place place = 0; place < kPlaces; ++place) {
    hashes.push_back(static_cast<std::uint32_t>(random.next()));
    looks = 0;
    table.add(hashes.back(), place, [&](Place at) {
      ++looks;
      return hashes[at];
    });
    most = std::max(most, looks);
  }
  EXPECT_GT(most, 0U);
  EXPECT_LT(most, kPlaces / 64 * 5 / 4);
}

}  // namespace
}  // namespace quire::story
