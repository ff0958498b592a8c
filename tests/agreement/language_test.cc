// Each row of the query language, end to end: a query as a user writes it, and what it finds.

#include <gtest/gtest.h>

#include "tests/agreement/small_library.h"

namespace quire::agreement {
namespace {

constexpr UnixSeconds kDay = 86400;

PlacedArticle placed(std::string path, const char* title, std::string body, UnixSeconds published) {
  PlacedArticle out{std::move(path), {}};
  out.article.title = title;
  out.article.body = std::move(body);
  out.article.published = published;
  return out;
}

std::string repeated(std::string_view words, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += words;
  return out;
}

std::vector<PlacedArticle> articles() {
  std::vector<PlacedArticle> all;
  all.push_back(placed("harbour", "Dockers strike at the harbour",
                       "The dockers' strike began on Monday. Police kept the border of the harbour "
                       "open.\n\nA civilian police force was promised. Nobody came.",
                       kNow));
  article::Article& harbour = all.back().article;
  harbour.authors = {"Jane Doe", "Ada Neilsen"};
  harbour.source = "The Harbour Gazette";
  harbour.section = "Business";
  harbour.place = "Lisbon";
  harbour.language = "en";
  harbour.tags = {"labour law", "docks"};
  harbour.url = "https://news.gazette.example/a";
  harbour.updated = kNow + 3600;
  all.push_back(placed("2018/caravan", "Migrants walk north",
                       "A caravan of migrants reached the border. The caravan is large. Another "
                       "caravan follows.\n\n" +
                           repeated("They walk on and on. ", 30) + "A bishop waits.",
                       kNow - kDay));
  all.back().article.source = "Wire";
  all.back().article.authors = {"John Roe"};
  all.push_back(
      placed("2018/11/women", "A woman elected, others re-elected",
             "Women were elected in the U.S. House. Mr. Nielsen, who lost, said: “We will "
             "be back.” Border policies matter.",
             kNow - 20 * kDay));
  all.back().article.language = "de";
  all.push_back(placed("notes", "Notes",
                       "Police say " + repeated("and so ", 60) +
                           "border. Watergate, aggregate.\n\n" +
                           repeated("Nothing at all here. ", 40) + "Caravan parts for sale.",
                       kNow - 400 * kDay));
  return all;
}

struct Case {
  const char* name;
  const char* query;
  const char* found;  // the paths
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.query; }

class Language : public testing::TestWithParam<Case> {
 public:
  static SmallLibrary& library() {
    static SmallLibrary library(articles());
    return library;
  }
};

TEST_P(Language, finds) {
  const auto paths = library().found(GetParam().query);
  ASSERT_TRUE(paths.ok()) << paths.error().message;
  std::string line;
  for (const std::string& path : *paths) line += (line.empty() ? "" : " ") + path;
  EXPECT_EQ(line, GetParam().found);
}

constexpr const char* kAll = "2018/11/women 2018/caravan harbour notes";

constexpr Case kCases[] = {
    {"everything", "*", kAll},
    {"either_word", "dockers caravan", "2018/caravan harbour notes"},
    {"a_stem", "docker striking", "harbour"},
    {"case_and_accents", "LISBÓN OR CARAVÁN", "2018/caravan notes"},
    {"required", "+border police", kAll},
    {"required_twice", "+border +police", "harbour notes"},
    {"excluded", "border -police", "2018/11/women 2018/caravan"},
    {"a_phrase", "\"civilian police\"", "harbour"},
    {"a_phrase_is_exact", "\"civilian polices\"", ""},
    {"a_phrase_over_a_sentence", "\"harbour open a civilian\"", ""},
    {"a_phrase_over_an_abbreviation", "\"the U.S. House mr nielsen\"", "2018/11/women"},
    {"typographic_quotes", "“we will be back”", "2018/11/women"},
    {"an_exact_word", "=\"policies\"", "2018/11/women"},
    {"an_exact_word_is_no_stem", "=migrant", ""},
    {"boolean", "(dockers OR caravan) AND border AND NOT police", "2018/caravan"},
    {"near", "police NEAR/4 border", "harbour"},
    {"near_in_any_order", "border NEAR/4 police", "harbour"},
    {"near_by_stem", "docker NEAR/2 strikes", "harbour"},
    {"adjacent_is_in_order", "border ADJ/4 police", ""},
    {"adjacent", "police ADJ/4 border", "harbour"},
    {"same_sentence", "dockers SAME police", ""},
    {"same_sentence_however_long", "police SAME border", "harbour notes"},
    {"same_paragraph", "dockers PARA police", "harbour"},
    {"not_the_same_paragraph", "dockers PARA civilian", ""},
    {"same_paragraph_however_long", "walk PARA bishop", "2018/caravan"},
    {"a_wildcard_behind", "migra*", "2018/caravan"},
    {"a_wildcard_inside", "wom?n", "2018/11/women"},
    {"a_wildcard_in_front", "*gate", "notes"},
    {"wildcards_all_over", "*greg*t*", "notes"},
    {"a_wildcard_in_a_phrase", "\"civil* polic*\"", "harbour"},
    {"fuzzy", "Neilsen~2", "2018/11/women"},
    {"not_so_fuzzy", "dokers~", "harbour"},
    {"too_far", "dkrs~1", ""},
    {"title", "title:strike", "harbour"},
    {"title_phrase", "title:\"walk north\"", "2018/caravan"},
    {"title_wildcard", "title:elect*", "2018/11/women"},
    {"by", "by:neilsen", "harbour"},
    {"by_quoted", "by:\"Jane Doe\"", "harbour"},
    {"by_not_across_authors", "by:\"Doe Ada\"", ""},
    {"by_the_beginning", "by:neil*", "harbour"},
    {"source", "source:\"harbour gazette\"", "harbour"},
    {"source_of_two", "source:wire source:gazette", "2018/caravan harbour"},
    {"section", "section:business", "harbour"},
    {"place", "place:Lisbon", "harbour"},
    {"lang", "lang:de", "2018/11/women"},
    {"tag", "tag:\"labour law\"", "harbour"},
    {"host", "host:gazette.example", "harbour"},
    {"host_of_an_address", "host:https://news.gazette.example/b", "harbour"},
    {"path_of_a_folder", "path:2018", "2018/11/women 2018/caravan"},
    {"path_of_a_file", "path:wire/2018/caravan", "2018/caravan"},
    {"path_of_the_drop_folder", "path:wire", kAll},
    {"lead", "lead:caravan", "2018/caravan"},
    {"lead_takes_the_headline_in", "lead:notes", "notes"},
    {"at_least", "atleast3:caravan", "2018/caravan"},
    {"at_least_phrases", "atleast30:\"walk on\"", "2018/caravan"},
    {"a_day", "date:2018-12-04", "harbour"},
    {"yesterday", "date:yesterday", "2018/caravan"},
    {"a_month", "date:2018-11", "2018/11/women"},
    {"a_range", "date:2018-11..2018-12", "2018/11/women 2018/caravan harbour"},
    {"december_2018", "date:\"december 2018\"", "2018/caravan harbour"},
    {"last_week", "date:\"last week\"", ""},
    {"since", "since:3d", "2018/caravan harbour"},
    {"until", "until:2017", "notes"},
    {"centuries", "date:1900..2017", "notes"},
    {"updated", "updated:today", "harbour"},
    {"updated_without_a_beginning", "updated:..2020", "harbour"},
    {"length", "words:100..", "2018/caravan notes"},
    {"a_filter_narrows", "border source:wire", "2018/caravan"},
    {"an_excluded_filter", "border -source:wire", "2018/11/women harbour notes"},
    {"all_together",
     "+(\"civil* police\" NEAR/6 promise~1 OR x) title:strike by:doe since:1w -tag:war words:..100",
     "harbour"},
};
INSTANTIATE_TEST_SUITE_P(All, Language, testing::ValuesIn(kCases),
                         [](const auto& tested) { return tested.param.name; });

TEST(LanguageId, an_article_is_found_by_its_id) {
  SmallLibrary library(articles());
  const std::string id = article::article_id({kDrop, "harbour"}, 0);
  EXPECT_EQ(*library.found("id:" + id), std::vector<std::string>{"harbour"});
}

// Words that stand for hundreds of others, in articles of which each has some of them: more than a
// match's best hits need, so that lists of postings come to their ends at different times.
TEST(LanguageManyWords, a_short_fuzzy_word_is_searched_like_any_other) {
  std::vector<PlacedArticle> articles;
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t i = 0; i < 3000; ++i) {
    std::string body;
    for (std::size_t n = 0; n < 1 + i % 40; ++n) {
      body += kLetters[(i * 7 + n * 3) % 26];
      body += kLetters[(i * 5 + n * 11) % 26];
      if ((i + n) % 3 == 0) body += kLetters[(i + n) % 26];
      body += ' ';
    }
    articles.push_back(placed(std::to_string(i), "", body, kNow));
  }
  SmallLibrary library(std::move(articles));
  for (const char* query : {"e~2", "ab~", "a*", "?b OR c~2"}) {
    for (const std::uint32_t limit : {1U, 10U, 3000U}) {
      const auto found = library.found(query, limit);
      ASSERT_TRUE(found.ok()) << query;
      EXPECT_FALSE(found->empty()) << query;
    }
  }
}

}  // namespace
}  // namespace quire::agreement
