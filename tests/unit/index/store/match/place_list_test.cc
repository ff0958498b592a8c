#include "index/store/match/place_list.h"

#include <gtest/gtest.h>

#include "index/base/random.h"
#include "index/store/match/open_postings.h"
#include "tests/unit/index/store/live_library_fixture.h"

namespace quire::store {
namespace {

using Positions = std::vector<std::uint32_t>;

// Sealed segments, which are read by ourselves, and a fresh one, which is read through Xapian.
class PlaceListTest : public LiveLibraryFixture {
 protected:
  void SetUp() override {
    open_sealing_at(150);
    const std::string words[] = {"harbour", "strike", "crane", "vote"};
    for (int i = 0; i < 500; ++i) {
      std::string body;
      for (std::uint64_t n = random_.below(200); n > 0; --n) {
        body += words[random_.below(random_.below(4) + 1)] + (random_.below(9) == 0 ? ". " : " ");
      }
      add(std::to_string(i), text("Title", body));
      if (i % 60 != 59) continue;
      publish();
      ASSERT_TRUE(library_->seal_if_large().ok());
    }
    publish();
  }

  template <class Work>
  void each_segment(const Work& work) {
    Reader reader(files_, index(), library_->live_view());
    const auto done = reader.read("test", [&](const Snapshot& at) {
      const auto postings = open_postings(*library_->live_view()->postings(), files_, at);
      for (std::size_t i = 0; i < at.segments.size(); ++i) {
        work(at.segments[i].database, postings[i].get());
      }
      return at.segments.size();
    });
    ASSERT_TRUE(done.ok());
    EXPECT_GE(*done, 3U);
  }

  Random random_{3};
};

TEST_F(PlaceListTest, tells_documents_and_positions_as_xapian_does) {
  each_segment([&](const Xapian::Database& segment, const SegmentPostings* postings) {
    for (const std::string term : {"harbour", "vote", "nowhere", "XBREAKsentence"}) {
      PlaceList list(segment, postings, position_cursor(postings), term);
      auto at = segment.postlist_begin(term);
      while (at != segment.postlist_end(term)) {
        ASSERT_EQ(list.document(), *at);
        Positions found = {1};
        list.read(found);
        Positions expected = {1};
        expected.insert(expected.end(), at.positionlist_begin(), at.positionlist_end());
        ASSERT_EQ(found, expected) << term << " in " << *at;
        const auto next = static_cast<Xapian::docid>(*at + 1 + random_.below(5));
        list.skip_to(next);
        list.skip_to(next - 1);  // never goes back
        at.skip_to(next);
      }
      EXPECT_EQ(list.document(), 0U);
      list.skip_to(1);
      EXPECT_EQ(list.document(), 0U);
    }
  });
}

// As do the lists of a wildcard's many words.
TEST_F(PlaceListTest, several_may_share_a_cursor) {
  each_segment([](const Xapian::Database& segment, const SegmentPostings* postings) {
    const PositionCursor cursor = position_cursor(postings);
    Places harbour(segment, cursor, "harbour");
    Places vote(segment, cursor, "vote");
    for (auto at = segment.postlist_begin("vote"); at != segment.postlist_end("vote"); ++at) {
      Positions found;
      harbour.read(*at, found);
      vote.read(*at, found);
      Positions expected(segment.positionlist_begin(*at, "harbour"),
                         segment.positionlist_end(*at, "harbour"));
      expected.insert(expected.end(), at.positionlist_begin(), at.positionlist_end());
      ASSERT_EQ(found, expected);
    }
  });
}

}  // namespace
}  // namespace quire::store
