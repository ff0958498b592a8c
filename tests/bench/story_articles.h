#pragma once
// Generates stories as agencies and papers tell them, so that it is known which articles are
// versions of one another: copies of which up to three tenths of the words were edited, that were
// cut to half of their length at most, under other headlines, with lines of an agency before and
// after; and boilerplate that articles of different stories share. Seeded.

#include <cstdint>
#include <string>
#include <vector>

#include "index/base/random.h"
#include "tests/bench/articles.h"

namespace quire::bench {

struct ToldArticle {
  std::size_t story = 0;
  std::string title;
  std::string body;
};

class StoryGenerator {
 public:
  explicit StoryGenerator(std::uint64_t seed);

  // The versions of the next story: one of half of the stories, else up to six.
  std::vector<ToldArticle> next();

 private:
  using Words = std::vector<std::string>;

  Words draw(std::size_t count);
  Words edited(Words words);
  Words truncated(Words words);
  std::string with_surroundings(const Words& words);

  Random random_;
  ArticleGenerator articles_;
  std::vector<std::string> boilerplate_;
  std::size_t stories_ = 0;
};

// Of all pairs of articles, which are those of one story: `truth` and `found` have the story of
// each article.
struct PairScores {
  double precision = 1;  // of the pairs that were found so many are pairs
  double recall = 1;     // of the pairs so many were found
};
[[nodiscard]] PairScores pair_scores(const std::vector<std::size_t>& truth,
                                     const std::vector<std::string>& found);

}  // namespace quire::bench
