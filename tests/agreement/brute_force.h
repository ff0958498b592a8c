#pragma once
// Whether an article is what a query asks for, by reading its text: what the index must agree with.
// Written for plainness alone, and of its own: it shares the tokenizer and the stemmer with the
// product, and nothing else.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "index/query/syntax/ast.h"
#include "index/text/stems/stemmer.h"
#include "tests/agreement/small_library.h"

namespace quire::agreement {

// A word of an article's text. Words are numbered through title and body; where a paragraph or the
// title ends one number is left out.
struct Occurrence {
  std::string term;
  std::string stem;
  std::uint32_t number = 0;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  bool in_title = false;
  bool in_lead = false;  // or in the title
};

struct ReadArticle {
  explicit ReadArticle(const PlacedArticle& placed, text::Stemmer& stemmer);

  const PlacedArticle& placed;
  std::vector<Occurrence> text;
  std::uint32_t words = 0;
};

class BruteForce {
 public:
  BruteForce(const std::vector<PlacedArticle>& articles, text::Stemmer& stemmer);

  // The paths of the articles, ascending.
  [[nodiscard]] std::vector<std::string> found(const query::Node& tree);

 private:
  // From the first to the last word.
  struct Place {
    const Occurrence* first = nullptr;
    const Occurrence* last = nullptr;
  };
  using Places = std::vector<Place>;

  // Nothing when there is no word in it.
  [[nodiscard]] std::optional<bool> matches(const ReadArticle& article, const query::Node& node);
  [[nodiscard]] std::optional<bool> any(const ReadArticle& article,
                                        const std::vector<query::Node>& nodes);
  [[nodiscard]] std::optional<bool> all(const ReadArticle& article,
                                        const std::vector<query::Node>& nodes);
  [[nodiscard]] std::optional<bool> some(const ReadArticle& article, const query::Node& node);
  [[nodiscard]] bool has_value(const ReadArticle& article, const query::Node& node);
  [[nodiscard]] bool is_within(const ReadArticle& article, const query::Range& range) const;

  [[nodiscard]] std::optional<Places> places(const ReadArticle& article, const query::Node& node);
  [[nodiscard]] std::optional<Places> word_places(const ReadArticle& article,
                                                  const query::Node& node);
  [[nodiscard]] std::optional<Places> joined_places(const ReadArticle& article,
                                                    const query::Node& node);

  text::Stemmer& stemmer_;
  std::vector<ReadArticle> articles_;
};

}  // namespace quire::agreement
