#include "index/query/translation/to_xapian.h"

#include <gtest/gtest.h>

#include <map>

#include "index/query/syntax/parser.h"
#include "index/query/translation/index_words.h"

namespace quire::query {
namespace {

// Xapian's own description of the translated query, without its "Query( )".
std::string translated(std::string_view query, const std::vector<std::string>& languages = {"en"}) {
  auto stemmers = text::Stemmers::create(languages);
  const auto node = parse(query);
  if (!node) return "!" + node.error().message;
  std::string description = to_xapian(*node, {*stemmers, nullptr, {}, {}}).query.get_description();
  EXPECT_TRUE(description.starts_with("Query(") && description.ends_with(")")) << description;
  return description.substr(6, description.size() - 7);
}

struct Case {
  const char* name;
  const char* query;
  const char* xapian;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.query; }

class Translation : public testing::TestWithParam<Case> {};

TEST_P(Translation, is_xapians) { EXPECT_EQ(translated(GetParam().query), GetParam().xapian); }

constexpr Case kCases[] = {
    {"nothing_is_every_article", "", "0 * XKINDarticle"},
    {"a_word_by_its_stem", "Borders", "Zborder"},
    {"accents_do_not_matter", "Café", "Zcafe"},
    {"a_word_by_its_stem_in_the_title", "title:Borders", "ZSborder"},
    {"an_exact_word", "=Borders", "borders"},
    {"a_phrase_of_one_word_is_exact", "\"Borders\"", "borders"},
    {"a_phrase", "\"Civilian police\"", "(civilian PHRASE 2 police)"},
    {"a_phrase_in_the_title", "title:\"civilian police\"", "(Scivilian PHRASE 2 Spolice)"},
    {"a_hyphenated_word", "re-elect", "((re PHRASE 2 elect) OR Zreelect)"},
    {"a_hyphenated_word_exact", "=re-elect", "((re PHRASE 2 elect) OR reelect)"},
    {"a_phrase_with_a_compound_inside", "\"to re-elect\"", "(to PHRASE 3 re PHRASE 3 elect)"},
    {"words", "border police", "(Zborder OR Zpolic)"},
    {"a_hyphenated_word_beside_another", "re-elect mayor",
     "((0.25 * ((re PHRASE 2 elect) OR Zreelect) OR Zmayor) AND_MAYBE (Zre OR Zelect))"},
    {"words_without_stop_words", "the police at a border", "(Zpolic OR Zborder)"},
    {"stop_words_alone", "the who", "(Zthe OR Zwho)"},
    {"a_stop_word_that_is_required", "+the border", "(Zthe AND_MAYBE Zborder)"},
    {"stop_words_in_a_phrase", "\"the who\"", "(the PHRASE 2 who)"},
    {"and", "border AND police", "(Zborder AND Zpolic)"},
    {"or", "border OR police", "(Zborder OR Zpolic)"},
    {"not", "border NOT police", "(Zborder AND_NOT Zpolic)"},
    {"not_of_several", "border NOT police NOT army", "(Zborder AND_NOT (Zpolic OR Zarmi))"},
    {"not_alone", "NOT police", "(0 * XKINDarticle AND_NOT Zpolic)"},
    {"and_not", "border AND NOT police", "(Zborder AND (0 * XKINDarticle AND_NOT Zpolic))"},
    {"required", "+border police", "(Zborder AND_MAYBE Zpolic)"},
    {"required_alone", "+border +police", "(Zborder AND Zpolic)"},
    {"excluded", "border -police", "(Zborder AND_NOT Zpolic)"},
    {"optional_words_in_what_is_excluded_do_not_count", "border NOT (+police civil)",
     "(Zborder AND_NOT Zpolic)"},
    {"excluded_alone", "-police", "(0 * XKINDarticle AND_NOT Zpolic)"},
    {"punctuation_matches_nothing", "...", ""},
    {"punctuation_in_quotes_matches_nothing", "\"--\"", ""},
    {"an_empty_phrase_matches_nothing", "\"\"", ""},
    {"punctuation_is_left_out_beside_words", "border & police", "(Zborder OR Zpolic)"},
    {"punctuation_is_left_out_of_and", "border AND ...", "Zborder"},
    {"excluding_punctuation_excludes_nothing", "border -\"...\"", "Zborder"},
    {"a_field_of_a_group", "title:(border OR =police)", "(ZSborder OR Spolice)"},
};
INSTANTIATE_TEST_SUITE_P(All, Translation, testing::ValuesIn(kCases),
                         [](const auto& tested) { return tested.param.name; });

TEST(TranslationInLanguages, a_word_stands_for_its_stems_in_all_of_them) {
  EXPECT_EQ(translated("Paris", {"en", "de"}), "(Zpari SYNONYM Zparis)");
  EXPECT_EQ(translated("title:Paris", {"en", "de"}), "(ZSpari SYNONYM ZSparis)");
  EXPECT_EQ(translated("border", {"en", "fr"}), "(Zborder SYNONYM Zbord)");
}

// The words that "a" may become, in an index in which so many articles have them.
std::vector<std::string> typed_words(const std::map<std::string, std::uint64_t>& index) {
  vocabulary::WordTable::Builder builder;
  for (const auto& [word, articles] : index) builder.add(word, articles);
  auto stemmers = *text::Stemmers::create({"en"});
  const IndexWords words(std::make_shared<const vocabulary::Vocabulary>(std::vector{
                             std::make_shared<const vocabulary::WordSet>(builder.build())}),
                         stemmers);
  const auto translated =
      to_xapian(*parse("a", {.typing = true, .today = {}}), {stemmers, &words, {}, {}});
  std::vector<std::string> out;
  for (const IndexWord& word : translated.expansions.at(0).expansion.words) {
    out.push_back(word.text);
  }
  return out;
}

TEST(Typing, a_word_becomes_as_many_as_can_be_searched_at_once) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(typed_words({{"ab", 30}, {"ac", 20}, {"ad", 10}}), (Words{"ab", "ac", "ad"}));
  EXPECT_EQ(typed_words({{"ab", 100'000}, {"ac", 40'000}, {"ad", 20'000}}), (Words{"ab", "ac"}));
  EXPECT_EQ(typed_words({{"ab", 900'000}, {"ac", 20}}), (Words{"ab"}));
}

}  // namespace
}  // namespace quire::query
