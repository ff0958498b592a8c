#include "index/store/search/page_reader.h"

#include <chrono>

#include "index/store/format/schema.h"

namespace quire::store {
namespace {

// What was found by the deadline is still to be read.
constexpr std::chrono::milliseconds kReadingGrace{100};

// Of an older format, whose articles have no cards, the one term with the prefix of ids tells.
story::ArticleNumber number_in(const Xapian::Document& document) {
  const auto number = story::article_of_card(document.get_value(slot::kStory));
  if (number != 0) return number;
  const std::string prefix(prefix::kId);
  auto term = document.termlist_begin();
  term.skip_to(prefix);
  if (term == document.termlist_end() || !(*term).starts_with(prefix)) return 0;
  return story::to_number((*term).substr(prefix.size()));
}

FoundArticle found_article(const Xapian::Document& document, const Ranked& match) {
  auto stored = decode_record(document.get_data());
  if (!stored) throw Xapian::DatabaseCorruptError(stored.error().message);
  return {match.weight, *std::move(stored), nullptr, match.gains};
}

}  // namespace

PageReader::PageReader(const Xapian::Database& database, const SearchOptions& options,
                       const story::Stories& stories, std::uint32_t offset)
    : database_(database),
      options_(options),
      stories_(stories),
      shown_(options.page.shown.begin(), options.page.shown.end()),
      told_(options.page.stories.begin(), options.page.stories.end()),
      to_pass_(offset) {}

bool PageReader::is_due(const Xapian::Document& document) {
  if (options_.once_a_story || !shown_.empty()) {
    const story::ArticleNumber number = number_in(document);
    if (shown_.contains(mark_of(number))) return false;
    const auto story = options_.once_a_story ? stories_.of(number) : nullptr;
    if (story && told_.contains(mark_of(story->id()))) return false;
    if (story && story->is_withdrawn(number)) return false;
    if (story) told_.insert(mark_of(story->id()));
  }
  if (to_pass_ == 0) return true;
  --to_pass_;
  return false;
}

void PageReader::read(std::span<const Ranked> matches, SearchResult& result) {
  std::uint64_t text_bytes = 0;
  for (const Ranked& match : matches) {
    const Xapian::Document document = database_.get_document(match.id);
    if (!is_due(document)) continue;
    result.more = true;
    if (result.articles.size() == options_.limit) return;
    const bool full = text_bytes > options_.max_text_bytes || options_.guard.is_over(kReadingGrace);
    if (full && !result.articles.empty()) {
      result.partial = true;
      return;
    }
    result.articles.push_back(found_article(document, match));
    FoundArticle& found = result.articles.back();
    found.story = stories_.of(story::to_number(found.stored.id));
    text_bytes += found.stored.article.body.size();
    result.more = false;
  }
}

}  // namespace quire::store
