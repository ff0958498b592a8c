#include "index/story/story_index.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace quire::story {
namespace {

// A story that shares fewer uncommon rows has no candidates.
constexpr std::size_t kLeastVotes = 2;
// Of the rows of the shorter one's sample a candidate shares that part; then it is worth reading.
constexpr double kLeastShared = 0.4;
// With so many texts that turned out to be others a text is compared.
constexpr std::size_t kMostCompared = 12;
constexpr std::size_t kMostVerdicts = 1'000'000;

bool is_worth_reading(const Shared& shared) {
  return shared.of > 0 &&
         static_cast<double>(shared.rows) >= kLeastShared * static_cast<double>(shared.of);
}

}  // namespace

void StoryIndex::add(Card card, const BodyOf& body_of) {
  remove(card.article, body_of);
  Article article{card.published, card.changed,         card.version, 0,
                  card.withdraws, std::move(card.names)};
  const TextNumber text = text_of(card);
  const bool is_new = texts_[text].articles.empty();
  article.text = text;
  texts_[text].articles.push_back(card.article);
  for (const std::uint64_t name : article.names) named_[name].push_back(card.article);
  articles_.emplace(card.article, std::move(article));
  if (is_new) join(text, body_of);
  join_by_names(card.article);
  touched_.insert(card.article);
}

// The text's place, which may be a new one without articles.
StoryIndex::TextNumber StoryIndex::text_of(Card& card) {
  if (card.text != 0) {
    const auto known = texts_by_hash_.find(card.text);
    if (known != texts_by_hash_.end()) return known->second;
  }
  TextNumber number = 0;
  if (free_texts_.empty()) {
    number = static_cast<TextNumber>(texts_.size());
    texts_.emplace_back();
  } else {
    number = free_texts_.back();
    free_texts_.pop_back();
  }
  texts_[number].hash = card.text;
  texts_[number].sample = std::move(card.sample);
  if (card.text != 0) texts_by_hash_[card.text] = number;
  return number;
}

void StoryIndex::drop_text(TextNumber text) {
  if (texts_[text].hash != 0) texts_by_hash_.erase(texts_[text].hash);
  texts_[text] = {};
  free_texts_.push_back(text);
}

void StoryIndex::remove(ArticleNumber article, const BodyOf& body_of) {
  const auto found = articles_.find(article);
  if (found == articles_.end()) return;
  const TextNumber text = found->second.text;
  const std::vector<std::uint64_t> names = std::move(found->second.names);
  for (const std::uint64_t name : names) {
    const auto named = named_.find(name);
    std::erase(named->second, article);
    if (named->second.empty()) named_.erase(named);
  }
  articles_.erase(found);
  std::erase(texts_[text].articles, article);
  touch(text);
  touched_.insert(article);
  const bool is_last = texts_[text].articles.empty();
  const GroupNumber group = texts_[text].group;
  std::vector<TextNumber> others;
  // What hung together by the text, or by the article's name, may not do so any more.
  if (group != kAlone && (is_last || !names.empty())) others = dissolve(group);
  if (is_last) {
    forget_rows(text);
    drop_text(text);
    std::erase(others, text);
  }
  for (const TextNumber other : others) forget_rows(other);
  for (const TextNumber other : others) {
    join(other, body_of);
    for (const ArticleNumber one : texts_[other].articles) join_by_names(one);
  }
}

void StoryIndex::clear() {
  for (const auto& [article, known] : articles_) touched_.insert(article);
  rows_.clear();
  texts_.clear();
  free_texts_.clear();
  texts_by_hash_.clear();
  articles_.clear();
  named_.clear();
  groups_.clear();
  free_groups_.clear();
}

void StoryIndex::join(TextNumber text, const BodyOf& body_of) {
  std::optional<Contents> contents;
  std::size_t compared = 0;
  for (const Candidate& candidate : candidates_of(texts_[text])) {
    if (compared == kMostCompared) break;
    if (together(text, candidate.text)) continue;
    if (are_versions(text, candidate.text, contents, body_of)) {
      unite(text, candidate.text);
    } else {
      ++compared;
    }
  }
  remember_rows(text);
}

void StoryIndex::join_by_names(ArticleNumber article) {
  const Article& one = articles_.at(article);
  for (const std::uint64_t name : one.names) {
    for (const ArticleNumber other : named_.at(name)) unite(one.text, articles_.at(other).text);
  }
}

void StoryIndex::remember_rows(TextNumber text) {
  const GroupNumber group = texts_[text].group;
  for (const std::uint32_t row : texts_[text].sample.rows) {
    const auto known = rows_.texts(row);
    const bool by_another = std::any_of(known.begin(), known.end(), [&](TextNumber other) {
      return group != kAlone && texts_[other].group == group;
    });
    if (!by_another) rows_.add(row, text);
  }
}

void StoryIndex::forget_rows(TextNumber text) {
  for (const std::uint32_t row : texts_[text].sample.rows) rows_.remove(row, text);
}

// The texts of all stories that share enough uncommon rows with it. Those that share most come
// first, and of these an order that does not depend on their coming.
std::vector<StoryIndex::Candidate> StoryIndex::candidates_of(const Text& text) {
  votes_.clear();
  for (const std::uint32_t row : text.sample.rows) {
    for (const TextNumber& other : rows_.texts(row)) votes_.push_back(group_of(other).front());
  }
  std::sort(votes_.begin(), votes_.end());
  std::vector<Candidate> candidates;
  for (auto vote = votes_.begin(); vote != votes_.end();) {
    const auto next = std::upper_bound(vote, votes_.end(), *vote);
    const TextNumber first = *vote;
    const auto votes = static_cast<std::size_t>(next - vote);
    vote = next;
    if (votes < kLeastVotes) continue;
    for (const TextNumber other : group_of(first)) {
      const Shared shared = shared_rows(text.sample, texts_[other].sample);
      if (is_worth_reading(shared)) candidates.push_back({other, shared.rows});
    }
  }
  std::sort(candidates.begin(), candidates.end(), [this](const Candidate& a, const Candidate& b) {
    return std::pair(b.shared, texts_[a.text].hash) < std::pair(a.shared, texts_[b.text].hash);
  });
  return candidates;
}

bool StoryIndex::are_versions(TextNumber a, TextNumber b, std::optional<Contents>& of_a,
                              const BodyOf& body_of) {
  // Of both in either order the same.
  const std::uint64_t pair = texts_[a].hash * texts_[b].hash + (texts_[a].hash ^ texts_[b].hash);
  if (const auto known = verdicts_.find(pair); known != verdicts_.end()) return known->second;
  if (!of_a) {
    const auto body = body_of(texts_[a].articles.front());
    if (!body) return false;
    of_a = contents_of(*body);
  }
  const auto body = body_of(texts_[b].articles.front());
  if (!body) return false;
  const bool verdict = is_version(*of_a, contents_of(*body), contained_);
  if (verdicts_.size() >= kMostVerdicts) verdicts_.clear();
  verdicts_[pair] = verdict;
  return verdict;
}

bool StoryIndex::together(TextNumber a, TextNumber b) const {
  return a == b || (texts_[a].group != kAlone && texts_[a].group == texts_[b].group);
}

void StoryIndex::unite(TextNumber a, TextNumber b) {
  if (together(a, b)) return;
  touch(a);
  touch(b);
  for (const TextNumber text : {a, b}) {
    if (texts_[text].group != kAlone) continue;
    if (free_groups_.empty()) {
      free_groups_.push_back(static_cast<GroupNumber>(groups_.size()));
      groups_.emplace_back();
    }
    texts_[text].group = free_groups_.back();
    free_groups_.pop_back();
    groups_[texts_[text].group] = {text};
  }
  GroupNumber larger = texts_[a].group;
  GroupNumber smaller = texts_[b].group;
  if (groups_[larger].size() < groups_[smaller].size()) std::swap(larger, smaller);
  for (const TextNumber text : groups_[smaller]) {
    texts_[text].group = larger;
    groups_[larger].push_back(text);
  }
  groups_[smaller].clear();
  free_groups_.push_back(smaller);
}

std::vector<StoryIndex::TextNumber> StoryIndex::dissolve(GroupNumber group) {
  std::vector<TextNumber> texts = std::exchange(groups_[group], {});
  free_groups_.push_back(group);
  for (const TextNumber text : texts) {
    texts_[text].group = kAlone;
    touched_.insert(texts_[text].articles.begin(), texts_[text].articles.end());
  }
  return texts;
}

// One article stands for all that are in its story.
void StoryIndex::touch(TextNumber text) {
  if (!texts_[text].articles.empty()) touched_.insert(texts_[text].articles.front());
}

std::span<const StoryIndex::TextNumber> StoryIndex::group_of(const TextNumber& text) const {
  const GroupNumber group = texts_[text].group;
  return group == kAlone ? std::span(&text, 1) : std::span(groups_[group]);
}

StoryChanges StoryIndex::take_changes() {
  StoryChanges changes;
  std::unordered_set<TextNumber> told;
  for (const ArticleNumber article : touched_) {
    const auto known = articles_.find(article);
    if (known == articles_.end()) {
      changes.alone.push_back(article);
      continue;
    }
    const auto texts = group_of(known->second.text);
    if (!told.insert(texts.front()).second) continue;
    auto story = story_of(texts);
    const bool tells = story->members.size() > 1 || story->any_withdrawn;
    if (tells) {
      changes.stories.push_back(std::move(story));
    } else {
      for (const auto& member : story->members) changes.alone.push_back(member.article);
    }
  }
  touched_.clear();
  return changes;
}

std::shared_ptr<const Story> StoryIndex::story_of(std::span<const TextNumber> texts) const {
  auto story = std::make_shared<Story>();
  std::vector<std::uint64_t> names;
  for (const TextNumber text : texts) {
    for (const ArticleNumber number : texts_[text].articles) {
      const Article& article = articles_.at(number);
      story->members.push_back({number, article.published, article.changed, false,
                                article.withdraws, article.withdraws});
      story->any_withdrawn = story->any_withdrawn || article.withdraws;
      names.insert(names.end(), article.names.begin(), article.names.end());
    }
  }
  std::sort(story->members.begin(), story->members.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.published, a.changed, a.article) <
           std::tuple(b.published, b.changed, b.article);
  });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::uint64_t name : names) judge_by_name(*story, name);
  return story;
}

// Whatever has a name of an article and comes after it is in its place, or takes it back. What
// comes after what is told by the versions if all have one, since times may be those of an earlier
// version; else by time. The members share the places that they have in the story.
void StoryIndex::judge_by_name(Story& story, std::uint64_t name) const {
  std::vector<ArticleNumber> named = named_.at(name);
  if (named.size() < 2) return;
  std::sort(named.begin(), named.end());
  std::vector<Story::Member*> places;
  for (Story::Member& member : story.members) {
    if (std::binary_search(named.begin(), named.end(), member.article)) places.push_back(&member);
  }
  const bool numbered = std::all_of(named.begin(), named.end(), [this](ArticleNumber one) {
    return articles_.at(one).version.has_value();
  });
  const auto sent = [&](const Story::Member& one) {
    return std::pair(numbered ? *articles_.at(one.article).version : 0, one.changed);
  };
  std::vector<Story::Member> chain;
  for (const Story::Member* place : places) chain.push_back(*place);
  std::sort(chain.begin(), chain.end(), [&](const Story::Member& a, const Story::Member& b) {
    // What is taken back was sent before.
    return std::tuple(sent(a), a.withdraws, a.article) <
           std::tuple(sent(b), b.withdraws, b.article);
  });
  bool withdrawn = false;
  const Story::Member* newest = nullptr;
  for (auto member = chain.rbegin(); member != chain.rend(); ++member) {
    if (member->withdraws) {
      withdrawn = true;
      continue;
    }
    if (newest == nullptr) newest = &*member;
    member->replaced = member->replaced || sent(*member) < sent(*newest);
    member->withdrawn = member->withdrawn || withdrawn;
  }
  story.any_withdrawn = story.any_withdrawn || withdrawn;
  for (std::size_t i = 0; i < chain.size(); ++i) *places[i] = chain[i];
}

}  // namespace quire::story
