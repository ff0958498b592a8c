// The same generator at a larger scale: quire-bench stories.

#include <gtest/gtest.h>

#include "index/extract/clean/boilerplate.h"
#include "tests/bench/story_articles.h"
#include "tests/unit/index/story/story_fixture.h"

namespace quire::story {
namespace {

constexpr std::size_t kStories = 1200;

TEST(StoriesOfAgencies, are_found_as_they_were_told) {
  bench::StoryGenerator generator(3);
  extract::BoilerplateMemory memory;
  StoryShelf shelf;
  std::vector<std::size_t> truth;
  for (std::size_t i = 0; i < kStories; ++i) {
    for (const bench::ToldArticle& told : generator.next()) {
      truth.push_back(told.story);
      const auto recurring = memory.note("", std::to_string(truth.size()), told.body);
      shelf.add(truth.size(), article::own_text(told.body, recurring));
    }
  }
  std::vector<std::string> found;
  for (const auto& [article, story] : shelf.all()) found.push_back(to_id(story));
  const bench::PairScores scores = bench::pair_scores(truth, found);
  RecordProperty("precision", std::to_string(scores.precision));
  RecordProperty("recall", std::to_string(scores.recall));
  EXPECT_GE(scores.precision, 0.99);
  EXPECT_GE(scores.recall, 0.95);
}

TEST(StoriesOfAgencies, do_not_depend_on_the_order_in_which_articles_come_and_go) {
  bench::StoryGenerator generator(4);
  std::vector<std::string> bodies;
  while (bodies.size() < 300) {
    for (bench::ToldArticle& told : generator.next()) bodies.push_back(std::move(told.body));
  }
  // Once all of it is known for boilerplate.
  extract::BoilerplateMemory memory;
  for (const bool known : {false, true}) {
    for (std::size_t i = 0; i < bodies.size(); ++i) {
      const auto recurring = memory.note("", std::to_string(i), bodies[i]);
      if (known) bodies[i] = article::own_text(bodies[i], recurring);
    }
  }
  const auto time_of = [](std::size_t i) { return static_cast<UnixSeconds>(i * 7919 % 101); };
  StoryShelf forwards;
  for (std::size_t i = 0; i < bodies.size(); ++i) forwards.add(i + 1, bodies[i], time_of(i));
  StoryShelf otherwise;
  for (std::size_t i = bodies.size(); i-- > 0;) {
    otherwise.add(i + 1, bodies[i], time_of(i));
    // One that does not stay.
    if (i % 5 == 0) otherwise.add(1000 + i, bodies[i] + " and more", time_of(i));
  }
  for (std::size_t i = 0; i < bodies.size(); i += 5) otherwise.remove(1000 + i);
  for (std::size_t i = 0; i < bodies.size(); i += 3) {
    otherwise.remove(i + 1);
    otherwise.add(i + 1, bodies[i], time_of(i));
  }
  EXPECT_EQ(forwards.all(), otherwise.all());
}

}  // namespace
}  // namespace quire::story
