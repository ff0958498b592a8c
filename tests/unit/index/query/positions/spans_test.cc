#include "index/query/positions/spans.h"

#include <gmock/gmock.h>

namespace quire::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Spans at(std::initializer_list<std::uint32_t> positions) {
  Spans spans;
  for (const std::uint32_t position : positions) spans.push_back({position, position});
  return spans;
}

constexpr Span one(std::uint32_t position) { return {position, position}; }

TEST(Spans, are_near_in_any_order) {
  EXPECT_THAT(near(at({5}), at({8}), 3), ElementsAre(one(5), one(8)));
  EXPECT_THAT(near(at({8}), at({5}), 3), ElementsAre(one(5), one(8)));
  EXPECT_THAT(near(at({5}), at({8}), 2), IsEmpty());
  EXPECT_THAT(near(at({1, 5, 20}), at({8, 21}), 3), ElementsAre(one(5), one(8), one(20), one(21)));
}

TEST(Spans, of_several_words_are_near_by_their_ends) {
  EXPECT_THAT(near({{5, 7}}, at({9}), 2), ElementsAre(Span{5, 7}, one(9)));
  EXPECT_THAT(near({{5, 7}}, at({9}), 1), IsEmpty());
  EXPECT_THAT(near({{5, 7}, {5, 20}}, at({9}), 2), ElementsAre(Span{5, 7}, one(9)));
}

TEST(Spans, a_word_is_not_near_itself) {
  EXPECT_THAT(near(at({5}), at({5}), 3), IsEmpty());
  EXPECT_THAT(near(at({5, 6}), at({5, 6}), 3), ElementsAre(one(5), one(6)));
  EXPECT_THAT(near({{5, 7}}, at({6}), 3), IsEmpty());
}

TEST(Spans, after_is_in_order) {
  EXPECT_THAT(after(at({5}), at({6, 8, 9}), 3), ElementsAre(one(6), one(8)));
  EXPECT_THAT(after(at({8}), at({5}), 3), IsEmpty());
  EXPECT_THAT(after(at({5}), at({5}), 3), IsEmpty());
}

TEST(Spans, a_phrase_has_no_gaps) {
  const std::vector<Spans> parts{at({1, 5, 9}), at({2, 6, 11}), at({7, 12})};
  EXPECT_THAT(phrase(parts), ElementsAre(Span{5, 7}));
  EXPECT_THAT(phrase(std::vector<Spans>{}), IsEmpty());
}

TEST(Spans, are_together_in_a_unit) {
  const Positions begins{10, 20};
  EXPECT_THAT(together(at({3}), at({9}), begins), ElementsAre(one(3), one(9)));
  EXPECT_THAT(together(at({9}), at({10}), begins), IsEmpty());
  EXPECT_THAT(together(at({19, 25}), at({10}), begins), ElementsAre(one(10), one(19)));
  EXPECT_THAT(together(at({20}), at({99999}), begins), ElementsAre(one(20), one(99999)));
  EXPECT_THAT(together(at({3}), at({3}), begins), IsEmpty());
  EXPECT_THAT(together(at({3}), at({900}), {}), ElementsAre(one(3), one(900)));
}

TEST(Spans, a_phrase_is_where_it_begins) {
  EXPECT_THAT(together({{9, 11}}, at({3}), {10}), ElementsAre(one(3), Span{9, 11}));
  EXPECT_THAT(together({{9, 11}}, at({12}), {10}), IsEmpty());
}

TEST(Spans, before_takes_whole_ones) {
  EXPECT_THAT(before({{1, 2}, {4, 5}, {6, 9}}, 6), ElementsAre(Span{1, 2}, Span{4, 5}));
}

TEST(Spans, either_has_none_twice) {
  EXPECT_THAT(either(at({1, 3}), at({2, 3})), ElementsAre(one(1), one(2), one(3)));
}

}  // namespace
}  // namespace quire::query
