#pragma once
// Generates articles that look like news to an index: seeded, so that the same seed gives the same
// articles everywhere.
//
// Words are drawn after Zipf's law from a vocabulary that grows with the text (a new word appears
// now and then, as Heaps' law has it); sentences have 8 to 30 words, paragraphs 1 to 4 sentences,
// articles 60 to 700 words.

#include <cstdint>
#include <string>
#include <vector>

#include "index/base/random.h"

namespace quire::bench {

class ArticleGenerator {
 public:
  explicit ArticleGenerator(std::uint64_t seed);

  // The next article's text: headline, blank line, dateline, paragraphs.
  std::string next();
  // The same with the fields that a newsroom's articles have, as front matter: author, source,
  // section, place, tags, and a date in one of the four years from 2016 on.
  std::string next_with_fields();
  // The same, about as long as a wire report (130 words).
  std::string next_short();
  // How many words there are so far.
  [[nodiscard]] std::size_t words() const { return vocabulary_.size(); }
  // The word of that rank, 0 being the most frequent.
  [[nodiscard]] const std::string& word(std::size_t rank) const { return vocabulary_.at(rank); }

 private:
  std::string make_word();
  const std::string& draw();
  std::string sentence();
  std::string article(std::size_t words);
  std::string with_fields(const std::string& article);
  // One of `count` names with that number of words, of which few are frequent.
  std::string name(std::size_t count, std::size_t words);

  Random random_;
  Random of_fields_;
  std::vector<std::string> vocabulary_;
  std::uint64_t number_ = 0;
};

}  // namespace quire::bench
