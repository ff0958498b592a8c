#pragma once
// Finds the articles that are versions of one another. Two are when they have the same words, when
// one has enough of the other (is_version), or when their source calls them the same; a story is
// all that hangs together so. Hence the stories depend on which articles there are, and not on the
// order in which they came; when an article goes, what hung together by it alone falls apart.
//
// Candidates are texts that share rows of their samples. Of each row one text of a story is
// remembered, so that a row which many stories have is known for a common one, while one story of
// however many versions does not make its own rows common.
//
// Owned by one thread, the writer.

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "index/story/card.h"
#include "index/story/likeness.h"
#include "index/story/place_table.h"
#include "index/story/row_table.h"
#include "index/story/stories.h"
#include "index/story/verdicts.h"

namespace quire::story {

class StoryIndex {
 public:
  // The body of an article that was added and not removed; nothing when it cannot be had now.
  using BodyOf = std::function<std::optional<std::string>(ArticleNumber)>;

  // `contained`: see is_version().
  explicit StoryIndex(double contained) : contained_(contained) {}

  // In the place of what there was of the article.
  void add(const Card& card, const BodyOf& body_of);
  void remove(ArticleNumber article, const BodyOf& body_of);
  [[nodiscard]] bool contains(ArticleNumber article) const { return place_of(article) != kNoPlace; }
  // Forgets all articles, and gives them. What was found out about texts is remembered.
  std::vector<ArticleNumber> clear();
  // Their stories are among the next changes, changed or not.
  void touch(const std::vector<ArticleNumber>& articles);
  // Room for so many articles, so that they come without moving others.
  void reserve(std::size_t articles);

  // What has changed since the last call.
  [[nodiscard]] StoryChanges take_changes();

 private:
  using TextNumber = RowTable::TextNumber;
  using GroupNumber = std::uint32_t;
  static constexpr GroupNumber kAlone = 0xFFFFFFFF;

  // About 50 bytes an article, 40 a text without its sample, and 40 a name.
  struct Article {
    ArticleNumber number = 0;
    UnixSeconds published = 0;
    UnixSeconds changed = 0;
    TextNumber text = 0;
    Place next = kNoPlace;   // of the same text
    Place names = kNoPlace;  // the first of them
    bool withdraws = false;
  };
  // All articles with the same words.
  struct Text {
    std::uint64_t hash = 0;
    Place articles = kNoPlace;  // the first of them; none: the place is free
    GroupNumber group = kAlone;
  };
  struct Name {
    std::uint64_t name = 0;
    std::optional<std::uint64_t> version;
    Place article = kNoPlace;
    Place next = kNoPlace;  // of the same article
  };
  struct Candidate {
    TextNumber text = 0;
    std::size_t shared = 0;  // rows of the samples
  };

  [[nodiscard]] Place place_of(ArticleNumber article) const;
  [[nodiscard]] const Article& known(ArticleNumber article) const;
  [[nodiscard]] TextNumber text_of(const Card& card);
  void drop_text(TextNumber text);
  void add_to_text(TextNumber text, Place article);
  void remove_from_text(Place article);
  void add_names(const Card& card, Place article);
  void remove_names(Place article);
  // Calls `look` for each article that has the name.
  template <class Look>
  void each_named(std::uint64_t name, const Look& look) const;
  // The places of the articles of a text.
  [[nodiscard]] std::vector<Place> articles_of(TextNumber text) const;
  void join(TextNumber text, const BodyOf& body_of);
  void join_by_names(Place article);
  void remember_rows(TextNumber text);
  [[nodiscard]] std::vector<Candidate> candidates_of(TextNumber text);
  [[nodiscard]] bool are_versions(TextNumber a, TextNumber b, std::optional<Contents>& of_a,
                                  const BodyOf& body_of);
  // Whether they were published at times too far apart for texts of their length.
  [[nodiscard]] bool far_apart(TextNumber a, TextNumber b) const;
  [[nodiscard]] bool together(TextNumber a, TextNumber b) const;
  void unite(TextNumber a, TextNumber b);
  // Gives the texts that were in it.
  std::vector<TextNumber> dissolve(GroupNumber group);
  void touch(TextNumber text);
  [[nodiscard]] std::span<const TextNumber> group_of(const TextNumber& text) const;
  [[nodiscard]] std::shared_ptr<const Story> story_of(std::span<const TextNumber> texts) const;
  void judge_by_name(Story& story, std::uint64_t name) const;

  const double contained_;
  RowTable rows_;
  std::deque<Article> articles_;
  std::vector<Place> free_articles_;
  PlaceTable article_places_;  // by number
  std::deque<Text> texts_;
  std::vector<TextNumber> free_texts_;
  PlaceTable text_places_;  // by hash; without those that have none
  std::deque<Name> names_;
  std::vector<Place> free_names_;
  PlaceTable name_places_;  // by name
  std::vector<std::vector<TextNumber>> groups_;
  std::vector<GroupNumber> free_groups_;
  Verdicts verdicts_;
  std::vector<ArticleNumber> touched_;  // since the last take_changes()
  std::vector<TextNumber> votes_;       // for stories, by one of their texts
};

}  // namespace quire::story
