#include "index/store/search/searcher.h"

#include <algorithm>
#include <set>

#include "index/store/facets/facet_counter.h"
#include "index/store/format/schema.h"
#include "index/store/match/open_postings.h"
#include "index/store/match/word_match.h"
#include "index/store/rank/rank_again.h"
#include "index/store/rank/similar.h"
#include "index/store/search/completion.h"
#include "index/store/search/date_order.h"
#include "index/store/search/match_count.h"
#include "index/store/search/page_reader.h"
#include "index/text/likeness/shingles.h"
#include "index/text/normalizer.h"

namespace quire::store {
namespace {

constexpr std::size_t kFacetValues = 50;
// So many more similar articles are looked at, since some may be versions of one text.
constexpr std::uint32_t kOtherVersions = 10;
// Of the score that an article has among those similar to it, others must reach that part.
constexpr double kLeastLikeness = 0.15;

void set_order(Xapian::Enquire& enquire, Sort sort) {
  if (sort == Sort::kRelevance) {
    return enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25K1, 0, 1, kBm25B, 0.5));
  }
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(slot::kPublished, sort == Sort::kNewest);
}

Xapian::Query without_removed(const Snapshot& at, Xapian::Query query) {
  if (at.tombstones.empty()) return query;
  TombstoneSource removed(at.tombstones);
  return {Xapian::Query::OP_AND_NOT, query, Xapian::Query(&removed)};
}

// Whether a match goes through so little that a deadline cannot come to matter on the way.
bool is_short(const Snapshot& at, const Xapian::Query& query, const SearchOptions& options) {
  constexpr std::uint64_t kFewPostings = 300'000;
  if (!options.terms_only) return false;
  std::uint64_t postings = 0;
  for (auto term = query.get_unique_terms_begin();
       term != query.get_unique_terms_end() && postings <= kFewPostings; ++term) {
    postings += at.database.get_termfreq(*term);
  }
  return postings <= kFewPostings;
}

// What a page that begins so can still show.
Xapian::Query behind(const PageStart& page, Sort sort, const Xapian::Query& query) {
  if (!page.published) return query;
  const auto order =
      sort == Sort::kNewest ? Xapian::Query::OP_VALUE_LE : Xapian::Query::OP_VALUE_GE;
  const auto value = Xapian::sortable_serialise(static_cast<double>(*page.published));
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(order, slot::kPublished, value)};
}

// Which matches Xapian is asked for.
struct Wanted {
  Xapian::doccount first = 0;
  Xapian::doccount count = 0;
};

struct Matches {
  std::vector<Ranked> found;  // those that are wanted
  MatchCount count;           // of all
};

Matches told_by(const Xapian::MSet& found) { return {to_ranked(found), count_of(found)}; }

// By date the newest or oldest are looked for first, if there are many.
Matches match_in_order(const Snapshot& at, Xapian::Enquire& enquire, const Xapian::Query& query,
                       const SearchOptions& options, Wanted wanted) {
  const auto match = [&](const Xapian::Query& asked) {
    enquire.set_query(behind(options.page, options.sort, asked));
    const Xapian::doccount counted = options.terms_only ? to_be_counted(enquire) : kCountedOut;
    return enquire.get_mset(wanted.first, wanted.count, counted);
  };
  if (options.sort == Sort::kRelevance) return told_by(match(query));
  const MatchCount count = count_matches(at, query, options.terms_only);
  if (wanted.count == 0) return {{}, count};
  const DateOrder order{options.sort, options.page.published, wanted.first, wanted.count};
  const auto first =
      first_by_date(at.database, query, order, static_cast<Xapian::doccount>(count.total), match);
  if (first) return {to_ranked(*first), count};
  Matches matches = told_by(match(query));
  if (options.page.published) matches.count = count;
  return matches;
}

// By relevance, of a query of words alone.
Matches match_words(const Snapshot& at, const OpenPostings& postings,
                    const std::vector<std::string>& words, const SearchOptions& options,
                    Wanted wanted) {
  WordMatches matches =
      match_any(at, postings, words, std::size_t{wanted.first} + wanted.count, options.guard);
  const auto shown = std::min<std::size_t>(wanted.first, matches.best.size());
  matches.best.erase(matches.best.begin(),
                     matches.best.begin() + static_cast<std::ptrdiff_t>(shown));
  return {std::move(matches.best), {matches.total, true}};
}

// Whatever the order has come to be, so many hold a page of what was not shown, and one more, if
// not more than `spare` are versions of others. To be ranked again they are all there from the
// first on, and so are the versions that count as one.
Wanted wanted_matches(const SearchOptions& options, std::uint32_t again, std::uint64_t spare) {
  if (options.limit == 0) return {};
  const PageStart& page = options.page;
  const std::uint64_t count =
      page.shown.size() + page.stories.size() + std::uint64_t{options.limit} + 1 + spare;
  const bool from_the_first = again > 0 || options.once_a_story || options.offset == 0;
  if (!from_the_first) return {options.offset, static_cast<Xapian::doccount>(count)};
  const std::uint64_t all = std::max<std::uint64_t>(options.offset + count, again);
  return {0, static_cast<Xapian::doccount>(std::min<std::uint64_t>(all, UINT32_MAX))};
}

// How many versions a page is to pass over, usually. As many as it shows when a quarter of all
// articles are of a story with others, and one at least.
std::uint64_t spare_matches(const Snapshot& at, const story::Stories& stories,
                            std::uint32_t limit) {
  const double all = std::max<double>(1, at.database.get_doccount());
  const double share = static_cast<double>(stories.articles()) / all;
  return 1 + static_cast<std::uint64_t>(std::min(1.0, 4 * share) * limit);
}

// A partial result is better than an error only if there is something in it.
bool says_nothing(const SearchResult& result, const SearchOptions& options) {
  return options.guard.has_ended_match() &&
         (options.limit > 0 ? result.articles.empty() : result.total == 0);
}

Xapian::Query guarded_query(const Snapshot& at, const Xapian::Query& query,
                            const SearchOptions& options) {
  const Xapian::Query live = without_removed(at, query);
  return is_short(at, query, options) ? live : options.guard.around(live);
}

Error cancelled() { return Error{ErrorCode::kCancelled, "the search was cancelled", {}}; }

// Leaves out the article itself, what has hardly anything of it, and what is another version of it
// or of a better one.
void keep_similar(const StoredArticle& article, std::size_t limit, SearchResult& result) {
  const story::ArticleNumber number = story::to_number(article.id);
  const auto is_itself = [&](const FoundArticle& found) { return found.stored.id == article.id; };
  const auto itself = std::find_if(result.articles.begin(), result.articles.end(), is_itself);
  const double most = itself != result.articles.end() ? itself->score : 0;
  std::vector<text::Shingles> kept;
  kept.push_back(text::shingles_of(article.article.body));
  std::erase_if(result.articles, [&](const FoundArticle& found) {
    if (kept.size() > limit || is_itself(found) || found.score < kLeastLikeness * most) return true;
    if (found.story && found.story->find(number) != nullptr) return true;
    if (found.story && found.story->is_withdrawn(story::to_number(found.stored.id))) return true;
    text::Shingles shingles = text::shingles_of(found.stored.article.body);
    const bool is_version = std::any_of(kept.begin(), kept.end(), [&](const text::Shingles& one) {
      return text::containment(one, shingles) > text::kNearDuplicate;
    });
    if (!is_version) kept.push_back(std::move(shingles));
    return is_version;
  });
  result.total = result.articles.size();
}

void keep_only(const Snapshot& at, const std::string& id, std::vector<Ranked>& ranked) {
  const std::string term = std::string(prefix::kId) + id;
  const std::set<Xapian::docid> it(at.database.postlist_begin(term),
                                   at.database.postlist_end(term));
  std::erase_if(ranked, [&](const Ranked& match) { return !it.contains(match.id); });
}

Error deadline_passed() {
  return Error{ErrorCode::kDeadlineExceeded, "the search took longer than its deadline",
               "ask for less, or set a longer deadline_ms"};
}

}  // namespace

Searcher::Searcher(FileSystem& files, std::string index, std::shared_ptr<const LiveView> live)
    : files_(files),
      words_(live ? live->words() : std::make_shared<WordsCache>()),
      columns_(live ? live->columns() : std::make_shared<ColumnsCache>()),
      postings_(live ? live->postings() : std::make_shared<PostingsCache>()),
      stories_(live ? live->stories() : std::make_shared<story::Stories>()),
      reader_(files, std::move(index), std::move(live)) {}

Result<std::shared_ptr<const vocabulary::Vocabulary>> Searcher::vocabulary() {
  return reader_.read("read the vocabulary",
                      [this](const Snapshot& at) { return words_.at(at).vocabulary; });
}

Result<std::shared_ptr<const vocabulary::Vocabulary>> Searcher::known_vocabulary() {
  return reader_.read("read the vocabulary", [this](const Snapshot& at) {
    const WordsAt* known = words_.known(at);
    return known != nullptr ? known->vocabulary : nullptr;
  });
}

Result<void> Searcher::open_postings() {
  return reader_.read("open posting lists", [this](const Snapshot& at) {
    (void)store::open_postings(*postings_, files_, at);
  });
}

Result<std::vector<vocabulary::Word>> Searcher::complete(ValueField field, std::string_view prefix,
                                                         std::size_t limit) {
  const std::string folded = text::fold(text::collapse_space(prefix));
  return reader_.read("complete a value", [&](const Snapshot& at) {
    return complete_value(at, words_.at(at), field, folded, limit);
  });
}

// As many matches as hold the page, if none is a version of another, and then a few: each more lets
// Xapian pass over fewer. If they do not suffice, four times as many.
SearchResult Searcher::run_match(const Snapshot& at, const Xapian::Query& query,
                                 const SearchOptions& options) const {
  std::uint64_t spare = options.once_a_story ? spare_matches(at, *stories_, options.limit) : 0;
  while (true) {
    bool all = true;
    SearchResult result = run_match(at, query, options, spare, all);
    const bool enough = all || result.more || result.partial || !options.once_a_story;
    if (enough) {
      if (!options.facets.empty()) {
        count_facets(at, guarded_query(at, query, options), options, result);
      }
      if (result.partial) result.exact = false;
      return result;
    }
    spare = 4 * (spare + options.limit + options.offset);
  }
}

SearchResult Searcher::run_match(const Snapshot& at, const Xapian::Query& query,
                                 const SearchOptions& options, std::uint64_t spare,
                                 bool& all) const {
  const auto guarded = [&](const Xapian::Query& asked) {
    return guarded_query(at, asked, options);
  };
  Xapian::Enquire enquire(at.database);
  set_order(enquire, options.sort);
  const bool by_rank = options.sort == Sort::kRelevance && options.limit > 0;
  const std::uint32_t again = by_rank ? looked_at_again(options.ranking) : 0;
  const Wanted wanted = wanted_matches(options, again, spare);
  const OpenPostings postings = store::open_postings(*postings_, files_, at);
  const auto words = options.sort == Sort::kRelevance ? alternative_terms(query) : std::nullopt;
  auto [ranked, count] = words ? match_words(at, postings, *words, options, wanted)
                               : match_in_order(at, enquire, guarded(query), options, wanted);
  all = ranked.size() < wanted.count || options.limit == 0;

  SearchResult result;
  result.total = count.total;
  result.exact = count.exact;
  if (again > 0) {
    const auto match = [&](const Xapian::Query& asked) {
      enquire.set_query(guarded(asked));
      return to_ranked(enquire.get_mset(0, wanted.count));
    };
    result.added = rank_again(at.database, query, options.ranking, options.guard, match, ranked);
  }
  if (!options.only.empty()) keep_only(at, options.only, ranked);
  result.partial = at.partial || options.guard.has_ended_match();
  PageReader(at.database, options, *stories_, options.offset - wanted.first).read(ranked, result);
  return result;
}

// Each match is counted, and the total with them, unless there are very many.
void Searcher::count_facets(const Snapshot& at, const Xapian::Query& query,
                            const SearchOptions& options, SearchResult& result) const {
  const auto one_in = static_cast<std::uint32_t>(1 + result.total / options.facet_matches);
  FacetTally tally = FacetCounter(columns_, options.facets, one_in, kFacetValues).count(at, query);
  const bool whole = !at.partial && !options.guard.has_ended_match();
  if (whole && one_in == 1) {
    result.total = tally.looked_at;
    result.exact = true;
  }
  for (FacetCounts& facet : tally.facets) facet.exact = facet.exact && whole;
  result.facets = std::move(tally.facets);
}

Result<SearchResult> Searcher::search(const Xapian::Query& query, const SearchOptions& options) {
  try {
    if (options.guard.is_over()) return deadline_passed();
    auto result =
        reader_.read("search", [&](const Snapshot& at) { return run_match(at, query, options); });
    if (result && says_nothing(*result, options)) return deadline_passed();
    return result;
  } catch (const MatchCancelled&) {
    return cancelled();
  }
}

Result<SearchResult> Searcher::similar(const StoredArticle& article, const SearchOptions& options) {
  const std::string id_term = std::string(prefix::kId) + article.id;
  SearchOptions wider;
  wider.guard = options.guard;
  wider.limit = 3 * options.limit + kOtherVersions;
  const auto work = [&](const Snapshot& at) {
    for (auto it = at.database.postlist_begin(id_term); it != at.database.postlist_end(id_term);
         ++it) {
      if (!at.has(*it)) continue;
      const Xapian::Query query = similar_query(at.database, *it);
      if (query.empty()) break;
      return run_match(at, query, wider);
    }
    return SearchResult{};
  };
  try {
    auto result = reader_.read("look for similar articles", work);
    if (result) keep_similar(article, options.limit, *result);
    return result;
  } catch (const MatchCancelled&) {
    return cancelled();
  }
}

Result<StoredArticle> Searcher::get(const std::string& id) {
  if (!article::is_article_id(id)) {
    return Error{ErrorCode::kNotFound, format("\"{}\" is not an article id", id),
                 "ids have 16 hexadecimal digits"};
  }
  return newest(std::string(prefix::kId) + id, id, [](const FileSlot&) { return true; });
}

Result<StoredArticle> Searcher::get(const article::FileKey& file) {
  return newest(path_term(file), file.relative,
                [&file](const FileSlot& slot) { return slot.member == 0 && slot.file == file; });
}

Result<StoredArticle> Searcher::newest(const std::string& term, std::string_view what,
                                       const std::function<bool(const FileSlot&)>& wanted) {
  bool partial = false;
  const auto data = reader_.read("get an article", [&](const Snapshot& at) {
    partial = at.partial;
    // When a crash left two versions, the one that was added last is the newer.
    std::string record;
    for (auto it = at.database.postlist_begin(term); it != at.database.postlist_end(term); ++it) {
      if (!at.has(*it)) continue;
      const Xapian::Document document = at.database.get_document(*it);
      const auto slot = decode_file_slot(document.get_value(slot::kFile));
      if (slot && wanted(*slot)) record = document.get_data();
    }
    return record;
  });
  if (!data) return data.error();
  if (data->empty()) {
    return Error{ErrorCode::kNotFound, format("no article \"{}\" in the index", what),
                 partial ? "a part of the index is being read again; try again in a moment"
                         : "search for it, or see `quire status --failures`"};
  }
  auto stored = decode_record(*data);
  if (stored && !stored->failure.empty()) {
    return Error{
        ErrorCode::kNotFound, format("the file could not be read: {}", stored->failure), {}};
  }
  return stored;
}

Result<std::vector<article::Article>> Searcher::articles_of(const article::FileKey& file,
                                                            const FileState& state) {
  return reader_.read("get a file's articles", [&](const Snapshot& at) {
    std::vector<article::Article> articles;
    const std::string term = path_term(file);
    for (auto it = at.database.postlist_begin(term);
         !at.partial && it != at.database.postlist_end(term); ++it) {
      const Xapian::Document document = at.database.get_document(*it);
      const auto slot = decode_file_slot(document.get_value(slot::kFile));
      if (!at.has(*it) || !slot || slot->file != file || slot->state != state) continue;
      auto stored = decode_record(document.get_data());
      if (!stored) throw Xapian::DatabaseCorruptError(stored.error().message);
      if (stored->failure.empty()) articles.push_back(std::move(stored->article));
    }
    std::sort(articles.begin(), articles.end(),
              [](const auto& a, const auto& b) { return a.member < b.member; });
    // Of one state a crash may have left two versions, which are the same.
    const auto same = [](const auto& a, const auto& b) { return a.member == b.member; };
    articles.erase(std::unique(articles.begin(), articles.end(), same), articles.end());
    return articles;
  });
}

Result<void> Searcher::with_news(const std::function<std::vector<News>(std::uint64_t)>& choose,
                                 const std::function<void(const NewsBatch&)>& work) {
  return reader_.read("match what is new", [&](const Snapshot& at) {
    const std::vector<News> news = choose(at.news);
    work(NewsBatch(at, news));
  });
}

}  // namespace quire::store
