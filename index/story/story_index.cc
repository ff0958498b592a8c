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

// The number of a free place, which is taken.
template <class Things>
Place taken_place(Things& things, std::vector<Place>& free) {
  if (free.empty()) {
    free.push_back(static_cast<Place>(things.size()));
    things.emplace_back();
  }
  const Place place = free.back();
  free.pop_back();
  return place;
}

bool is_worth_reading(const Shared& shared) {
  return shared.of > 0 &&
         static_cast<double>(shared.rows) >= kLeastShared * static_cast<double>(shared.of);
}

}  // namespace

Place StoryIndex::place_of(ArticleNumber article) const {
  return article_places_.find(upper_half(article),
                              [&](Place place) { return articles_[place].number == article; });
}

const StoryIndex::Article& StoryIndex::known(ArticleNumber article) const {
  return articles_[place_of(article)];
}

void StoryIndex::add(const Card& card, const BodyOf& body_of) {
  remove(card.article, body_of);
  const TextNumber text = text_of(card);
  const bool is_new = texts_[text].articles == kNoPlace;
  const Place place = taken_place(articles_, free_articles_);
  articles_[place] = {card.article, card.published, card.changed,  text,
                      kNoPlace,     kNoPlace,       card.withdraws};
  article_places_.add(upper_half(card.article), place,
                      [this](Place at) { return upper_half(articles_[at].number); });
  add_to_text(text, place);
  add_names(card, place);
  if (is_new) join(text, body_of);
  join_by_names(place);
  touched_.push_back(card.article);
}

// The text's place, which may be a new one without articles.
StoryIndex::TextNumber StoryIndex::text_of(const Card& card) {
  if (card.text != 0) {
    const TextNumber known_text = text_places_.find(
        upper_half(card.text), [&](Place at) { return texts_[at].hash == card.text; });
    if (known_text != kNoPlace) return known_text;
  }
  const TextNumber number = taken_place(texts_, free_texts_);
  texts_[number] = {card.text};
  rows_.keep(number, card.sample);
  if (card.text != 0) {
    text_places_.add(upper_half(card.text), number,
                     [this](Place at) { return upper_half(texts_[at].hash); });
  }
  return number;
}

void StoryIndex::drop_text(TextNumber text) {
  rows_.remove(text);
  if (texts_[text].hash != 0) {
    text_places_.remove(upper_half(texts_[text].hash), text,
                        [this](Place at) { return upper_half(texts_[at].hash); });
  }
  texts_[text] = {};
  free_texts_.push_back(text);
}

// Behind the first one, which stands for the text.
void StoryIndex::add_to_text(TextNumber text, Place article) {
  Place& first = texts_[text].articles;
  if (first == kNoPlace) {
    first = article;
  } else {
    articles_[article].next = std::exchange(articles_[first].next, article);
  }
}

void StoryIndex::remove_from_text(Place article) {
  Place* at = &texts_[articles_[article].text].articles;
  while (*at != article) at = &articles_[*at].next;
  *at = articles_[article].next;
}

std::vector<Place> StoryIndex::articles_of(TextNumber text) const {
  std::vector<Place> places;
  for (Place at = texts_[text].articles; at != kNoPlace; at = articles_[at].next) {
    places.push_back(at);
  }
  return places;
}

void StoryIndex::add_names(const Card& card, Place article) {
  for (const std::uint64_t name : card.names) {
    const Place place = taken_place(names_, free_names_);
    names_[place] = {name, card.version, article, std::exchange(articles_[article].names, place)};
    name_places_.add(upper_half(name), place,
                     [this](Place at) { return upper_half(names_[at].name); });
  }
}

void StoryIndex::remove_names(Place article) {
  Place next = std::exchange(articles_[article].names, kNoPlace);
  while (next != kNoPlace) {
    const Place place = std::exchange(next, names_[next].next);
    name_places_.remove(upper_half(names_[place].name), place,
                        [this](Place at) { return upper_half(names_[at].name); });
    names_[place] = {};
    free_names_.push_back(place);
  }
}

template <class Look>
void StoryIndex::each_named(std::uint64_t name, const Look& look) const {
  (void)name_places_.find(upper_half(name), [&](Place place) {
    if (names_[place].name == name) look(names_[place]);
    return false;
  });
}

void StoryIndex::remove(ArticleNumber article, const BodyOf& body_of) {
  const Place place = place_of(article);
  if (place == kNoPlace) return;
  const TextNumber text = articles_[place].text;
  const bool had_names = articles_[place].names != kNoPlace;
  remove_names(place);
  remove_from_text(place);
  article_places_.remove(upper_half(article), place,
                         [this](Place at) { return upper_half(articles_[at].number); });
  articles_[place] = {};
  free_articles_.push_back(place);
  touch(text);
  touched_.push_back(article);
  const bool is_last = texts_[text].articles == kNoPlace;
  const GroupNumber group = texts_[text].group;
  std::vector<TextNumber> others;
  // What hung together by the text, or by the article's name, may not do so any more.
  if (group != kAlone && (is_last || had_names)) others = dissolve(group);
  if (is_last) {
    drop_text(text);
    std::erase(others, text);
  }
  for (const TextNumber other : others) rows_.remove(other);
  for (const TextNumber other : others) {
    join(other, body_of);
    for (const Place one : articles_of(other)) join_by_names(one);
  }
}

void StoryIndex::touch(const std::vector<ArticleNumber>& articles) {
  touched_.insert(touched_.end(), articles.begin(), articles.end());
}

std::vector<ArticleNumber> StoryIndex::clear() {
  std::vector<ArticleNumber> known = std::exchange(touched_, {});
  for (const Article& article : articles_) {
    if (article.number != 0) known.push_back(article.number);
  }
  rows_.clear();
  articles_.clear();
  free_articles_.clear();
  article_places_.clear();
  texts_.clear();
  free_texts_.clear();
  text_places_.clear();
  names_.clear();
  free_names_.clear();
  name_places_.clear();
  groups_.clear();
  free_groups_.clear();
  return known;
}

void StoryIndex::reserve(std::size_t articles) {
  rows_.reserve(articles);
  article_places_.reserve(articles, [this](Place at) { return upper_half(articles_[at].number); });
  text_places_.reserve(articles, [this](Place at) { return upper_half(texts_[at].hash); });
}

void StoryIndex::join(TextNumber text, const BodyOf& body_of) {
  std::optional<Contents> contents;
  std::size_t compared = 0;
  for (const Candidate& candidate : candidates_of(text)) {
    if (compared == kMostCompared) break;
    if (together(text, candidate.text) || far_apart(text, candidate.text)) continue;
    if (are_versions(text, candidate.text, contents, body_of)) {
      unite(text, candidate.text);
    } else {
      ++compared;
    }
  }
  remember_rows(text);
}

void StoryIndex::join_by_names(Place article) {
  for (Place at = articles_[article].names; at != kNoPlace; at = names_[at].next) {
    each_named(names_[at].name, [&](const Name& other) {
      unite(articles_[article].text, articles_[other.article].text);
    });
  }
}

void StoryIndex::remember_rows(TextNumber text) {
  const GroupNumber group = texts_[text].group;
  const SampleView sample = rows_.sample(text);
  for (std::size_t i = 0; i < sample.rows.size(); ++i) {
    const bool by_another = group != kAlone && [&](std::span<const TextNumber> others) {
      return std::any_of(others.begin(), others.end(),
                         [&](TextNumber other) { return texts_[other].group == group; });
    }(rows_.texts(sample.rows[i]));
    if (!by_another) rows_.add(text, i);
  }
}

// The texts of all stories that share enough uncommon rows with it. Those that share most come
// first, and of these an order that does not depend on their coming.
std::vector<StoryIndex::Candidate> StoryIndex::candidates_of(TextNumber text) {
  votes_.clear();
  const SampleView sample = rows_.sample(text);
  for (const std::uint32_t row : sample.rows) {
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
      const Shared shared = shared_rows(sample, rows_.sample(other));
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
  const std::uint64_t hash_a = texts_[a].hash;
  const std::uint64_t hash_b = texts_[b].hash;
  if (const auto remembered = verdicts_.of(hash_a, hash_b)) return *remembered;
  if (!of_a) {
    const auto body = body_of(articles_[texts_[a].articles].number);
    if (!body) return false;
    of_a = contents_of(*body);
  }
  const auto body = body_of(articles_[texts_[b].articles].number);
  if (!body) return false;
  const bool verdict = is_version(*of_a, contents_of(*body), contained_);
  verdicts_.keep(hash_a, hash_b, verdict);
  return verdict;
}

bool StoryIndex::far_apart(TextNumber a, TextNumber b) const {
  constexpr UnixSeconds kDay = 86'400;
  const auto rows_of = [this](TextNumber text) {
    const SampleView sample = rows_.sample(text);
    return sample.rows.size() << sample.level;
  };
  const auto times_of = [this](TextNumber text) {
    const Article& first = articles_[texts_[text].articles];
    std::pair<UnixSeconds, UnixSeconds> times{first.published, first.published};
    for (Place at = first.next; at != kNoPlace; at = articles_[at].next) {
      times.first = std::min(times.first, articles_[at].published);
      times.second = std::max(times.second, articles_[at].published);
    }
    return times;
  };
  const auto [first_a, last_a] = times_of(a);
  const auto [first_b, last_b] = times_of(b);
  const UnixSeconds apart = std::max(first_a, first_b) - std::min(last_a, last_b);
  return apart > days_between_versions(std::min(rows_of(a), rows_of(b))) * kDay;
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
    for (const Place article : articles_of(text)) touched_.push_back(articles_[article].number);
  }
  return texts;
}

// One article stands for all that are in its story.
void StoryIndex::touch(TextNumber text) {
  const Place first = texts_[text].articles;
  if (first != kNoPlace) touched_.push_back(articles_[first].number);
}

std::span<const StoryIndex::TextNumber> StoryIndex::group_of(const TextNumber& text) const {
  const GroupNumber group = texts_[text].group;
  return group == kAlone ? std::span(&text, 1) : std::span(groups_[group]);
}

StoryChanges StoryIndex::take_changes() {
  StoryChanges changes;
  std::vector<TextNumber> firsts;  // one of each story
  for (const ArticleNumber article : touched_) {
    const Place place = place_of(article);
    if (place == kNoPlace) {
      changes.alone.push_back(article);
    } else {
      firsts.push_back(group_of(articles_[place].text).front());
    }
  }
  touched_.clear();
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  for (const TextNumber& first : firsts) {
    auto story = story_of(group_of(first));
    const bool tells = story->members.size() > 1 || story->any_withdrawn;
    if (tells) {
      changes.stories.push_back(std::move(story));
    } else {
      for (const auto& member : story->members) changes.alone.push_back(member.article);
    }
  }
  return changes;
}

std::shared_ptr<const Story> StoryIndex::story_of(std::span<const TextNumber> texts) const {
  auto story = std::make_shared<Story>();
  std::vector<std::uint64_t> names;
  for (const TextNumber text : texts) {
    for (const Place place : articles_of(text)) {
      const Article& article = articles_[place];
      story->members.push_back({article.number, article.published, article.changed, false,
                                article.withdraws, article.withdraws});
      story->any_withdrawn = story->any_withdrawn || article.withdraws;
      for (Place at = article.names; at != kNoPlace; at = names_[at].next) {
        names.push_back(names_[at].name);
      }
    }
  }
  std::sort(story->members.begin(), story->members.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.published, a.changed, a.article) <
           std::tuple(b.published, b.changed, b.article);
  });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::uint64_t name : names) judge_by_name(*story, name);
  story->members.shrink_to_fit();
  return story;
}

// Whatever has a name of an article and comes after it is in its place, or takes it back. What
// comes after what is told by the versions if all have one, since times may be those of an earlier
// version; else by time. The members share the places that they have in the story.
void StoryIndex::judge_by_name(Story& story, std::uint64_t name) const {
  std::vector<std::pair<ArticleNumber, std::optional<std::uint64_t>>> named;
  each_named(name, [&](const Name& one) {
    named.emplace_back(articles_[one.article].number, one.version);
  });
  if (named.size() < 2) return;
  std::sort(named.begin(), named.end());
  const auto version_of = [&](ArticleNumber article) {
    return std::lower_bound(named.begin(), named.end(), std::pair{article, named[0].second},
                            [](const auto& a, const auto& b) { return a.first < b.first; });
  };
  std::vector<Story::Member*> places;
  for (Story::Member& member : story.members) {
    const auto found = version_of(member.article);
    if (found != named.end() && found->first == member.article) places.push_back(&member);
  }
  const bool numbered = std::all_of(named.begin(), named.end(),
                                    [](const auto& one) { return one.second.has_value(); });
  const auto sent = [&](const Story::Member& one) {
    return std::pair(numbered ? *version_of(one.article)->second : 0, one.changed);
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
