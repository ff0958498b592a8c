#pragma once
// Articles that come into a story index and go, without a library.

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "index/base/hash.h"
#include "index/story/story_index.h"
#include "index/text/words/tokenizer.h"

namespace quire::story {

class StoryShelf {
 public:
  explicit StoryShelf(double contained = 0.8) : index_(contained) {}

  static Card card(ArticleNumber article, const std::string& body, UnixSeconds published = 0,
                   std::vector<std::uint64_t> names = {}) {
    RowMaker rows;
    text::Tokenizer tokenizer(body);
    text::Token token;
    while (tokenizer.next(token)) rows.add(hash64(token.term));
    Card card;
    card.article = article;
    card.published = published;
    card.changed = published;
    card.names = std::move(names);
    set_text(card, rows, RowMaker(), rows);
    return card;
  }

  void add(ArticleNumber article, const std::string& body, UnixSeconds published = 0,
           std::vector<std::uint64_t> names = {}) {
    bodies_[article] = body;
    index_.add(card(article, body, published, std::move(names)), body_of_);
  }
  // A card of its own making.
  void add(const Card& card) { index_.add(card, body_of_); }
  void remove(ArticleNumber article) {
    index_.remove(article, body_of_);
    bodies_.erase(article);
  }
  // What readers see from now on.
  void publish() { stories_.apply(index_.take_changes()); }

  // The story's id; the article's own when it stands alone.
  ArticleNumber story_of(ArticleNumber article) {
    publish();
    const auto story = stories_.of(article);
    return story ? story->id() : article;
  }
  std::shared_ptr<const Story> story(ArticleNumber article) {
    publish();
    return stories_.of(article);
  }
  std::map<ArticleNumber, ArticleNumber> all() {
    std::map<ArticleNumber, ArticleNumber> stories;
    for (const auto& [article, body] : bodies_) stories[article] = story_of(article);
    return stories;
  }

 private:
  std::map<ArticleNumber, std::string> bodies_;
  StoryIndex::BodyOf body_of_ = [this](ArticleNumber article) -> std::optional<std::string> {
    const auto found = bodies_.find(article);
    return found == bodies_.end() ? std::nullopt : std::optional(found->second);
  };
  StoryIndex index_;
  Stories stories_;
};

}  // namespace quire::story
