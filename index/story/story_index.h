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
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "index/story/card.h"
#include "index/story/likeness.h"
#include "index/story/row_table.h"
#include "index/story/stories.h"

namespace quire::story {

class StoryIndex {
 public:
  // The body of an article that was added and not removed; nothing when it cannot be had now.
  using BodyOf = std::function<std::optional<std::string>(ArticleNumber)>;

  // `contained`: see is_version().
  explicit StoryIndex(double contained) : contained_(contained) {}

  // In the place of what there was of the article.
  void add(Card card, const BodyOf& body_of);
  void remove(ArticleNumber article, const BodyOf& body_of);
  // Forgets all articles. What was found out about texts is remembered.
  void clear();

  // What has changed since the last call.
  [[nodiscard]] StoryChanges take_changes();

 private:
  using TextNumber = RowTable::TextNumber;
  using GroupNumber = std::uint32_t;
  static constexpr GroupNumber kAlone = 0xFFFFFFFF;

  struct Article {
    UnixSeconds published = 0;
    UnixSeconds changed = 0;
    std::optional<std::uint64_t> version;
    TextNumber text = 0;
    bool withdraws = false;
    std::vector<std::uint64_t> names;
  };
  // All articles with the same words.
  struct Text {
    std::uint64_t hash = 0;
    GroupNumber group = kAlone;
    Sample sample;
    std::vector<ArticleNumber> articles;  // none: the place is free
  };
  struct Candidate {
    TextNumber text = 0;
    std::size_t shared = 0;  // rows of the samples
  };

  [[nodiscard]] TextNumber text_of(Card& card);
  void drop_text(TextNumber text);
  void join(TextNumber text, const BodyOf& body_of);
  void join_by_names(ArticleNumber article);
  void remember_rows(TextNumber text);
  void forget_rows(TextNumber text);
  [[nodiscard]] std::vector<Candidate> candidates_of(const Text& text);
  [[nodiscard]] bool are_versions(TextNumber a, TextNumber b, std::optional<Contents>& of_a,
                                  const BodyOf& body_of);
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
  std::vector<Text> texts_;
  std::vector<TextNumber> free_texts_;
  std::unordered_map<std::uint64_t, TextNumber> texts_by_hash_;
  std::unordered_map<ArticleNumber, Article> articles_;
  std::unordered_map<std::uint64_t, std::vector<ArticleNumber>> named_;
  std::vector<std::vector<TextNumber>> groups_;
  std::vector<GroupNumber> free_groups_;
  // By the texts' hashes, whether two are versions of one another.
  std::unordered_map<std::uint64_t, bool> verdicts_;
  std::unordered_set<ArticleNumber> touched_;  // since the last take_changes()
  std::vector<TextNumber> votes_;              // for stories, by one of their texts
};

}  // namespace quire::story
