#include "index/text/snippets/highlighter.h"

#include <gtest/gtest.h>

#include "index/base/utf8.h"

namespace quire::text {
namespace {

class HighlighterTest : public testing::Test {
 protected:
  // The text with {} around every match; the same whether it was read before or not.
  std::string marked(std::string text, const MatchTerms& terms) {
    const auto spans = find_matches(text, terms, stemmer_);
    EXPECT_EQ(find_matches(KnownText(text, stemmer_), terms), spans);
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
      text.insert(span->begin + span->length, "}");
      text.insert(span->begin, "{");
    }
    return text;
  }

  // The snippet with {} around every highlight; the same whether the text was read before or not.
  std::string snippet(std::string_view text, const MatchTerms& terms, std::size_t max_chars,
                      std::size_t fragments = 1) {
    const Snippet snippet = make_snippet(text, terms, stemmer_, {max_chars, fragments});
    const Snippet again = make_snippet(KnownText(text, stemmer_), terms, {max_chars, fragments});
    EXPECT_EQ(again.text, snippet.text);
    EXPECT_EQ(again.highlights, snippet.highlights);
    EXPECT_EQ(again.first_match, snippet.first_match);
    std::string marked = snippet.text;
    for (auto span = snippet.highlights.rbegin(); span != snippet.highlights.rend(); ++span) {
      marked.insert(byte_offset_of(marked, span->begin + span->length), "}");
      marked.insert(byte_offset_of(marked, span->begin), "{");
    }
    return marked;
  }

  Stemmer stemmer_ = *Stemmer::create("en");
};

MatchTerms words(std::unordered_set<std::string> terms) { return {std::move(terms), {}, {}}; }
MatchTerms stems(std::unordered_set<std::string> terms) { return {{}, std::move(terms), {}}; }
MatchTerms phrase(std::vector<std::string> terms) { return {{}, {}, {std::move(terms)}}; }

TEST_F(HighlighterTest, exact_words_match_only_themselves) {
  EXPECT_EQ(marked("Police policed the police.", words({"police"})),
            "{Police} policed the {police}.");
}

TEST_F(HighlighterTest, stems_match_every_form) {
  EXPECT_EQ(marked("He runs; running ran on.", stems({"run"})), "He {runs}; {running} ran on.");
}

TEST_F(HighlighterTest, the_written_form_is_marked_whole) {
  EXPECT_EQ(marked("The U.S. and O’Neill’s café", words({"us", "oneill", "cafe"})),
            "The {U.S.} and {O’Neill’s} {café}");
}

TEST_F(HighlighterTest, a_compound_is_marked_whole) {
  EXPECT_EQ(marked("They re-elect him", words({"reelect"})), "They {re-elect} him");
  EXPECT_EQ(marked("the govern-\nment fell", words({"government"})), "the {govern-\nment} fell");
}

TEST_F(HighlighterTest, a_compound_and_its_part_are_one_span) {
  EXPECT_EQ(marked("They re-elect him", words({"reelect", "elect"})), "They {re-elect} him");
}

TEST_F(HighlighterTest, a_part_alone_is_marked_alone) {
  EXPECT_EQ(marked("They re-elect him", words({"elect"})), "They re-{elect} him");
}

TEST_F(HighlighterTest, a_phrase_is_one_span) {
  EXPECT_EQ(
      marked("civilian police, police and civilian \n police", phrase({"civilian", "police"})),
      "{civilian police}, police and {civilian \n police}");
}

TEST_F(HighlighterTest, a_phrase_matches_a_compound_spelled_either_way) {
  EXPECT_EQ(marked("to re-elect Bush now", phrase({"reelect", "bush"})), "to {re-elect Bush} now");
  EXPECT_EQ(marked("to re-elect Bush now", phrase({"re", "elect", "bush"})),
            "to {re-elect Bush} now");
  EXPECT_EQ(marked("to re-elect Bush now", phrase({"to", "reelect"})), "{to re-elect} Bush now");
}

TEST_F(HighlighterTest, a_phrase_does_not_reach_over_a_paragraph) {
  EXPECT_EQ(marked("The civilian. Police came", phrase({"civilian", "police"})),
            "The {civilian. Police} came");
  EXPECT_EQ(marked("The civilian\n\npolice came", phrase({"civilian", "police"})),
            "The civilian\n\npolice came");
}

TEST_F(HighlighterTest, overlapping_phrases_are_one_span) {
  MatchTerms terms;
  terms.phrases = {{"a", "b"}, {"b", "c"}};
  EXPECT_EQ(marked("x a b c x", terms), "x {a b c} x");
}

TEST_F(HighlighterTest, words_inside_a_phrase_are_not_marked_twice) {
  MatchTerms terms = phrase({"border", "police"});
  terms.words = {"police"};
  EXPECT_EQ(marked("border police and police", terms), "{border police} and {police}");
}

TEST_F(HighlighterTest, nothing_asked_is_nothing_found) {
  EXPECT_TRUE(find_matches("some text", {}, stemmer_).empty());
  EXPECT_TRUE(find_matches("", words({"a"}), stemmer_).empty());
  EXPECT_TRUE(find_matches("text", phrase({}), stemmer_).empty());
}

TEST_F(HighlighterTest, byte_spans_become_code_point_spans) {
  const std::string text = "é中 café x";
  const auto spans = find_matches(text, words({"cafe", "x"}), stemmer_);
  EXPECT_EQ(spans, (std::vector<Span>{{6, 5}, {12, 1}}));
  EXPECT_EQ(to_code_points(text, spans), (std::vector<Span>{{3, 4}, {8, 1}}));
}

TEST_F(HighlighterTest, a_short_text_is_shown_whole) {
  EXPECT_EQ(snippet("  Police\n\n  came  \t today. ", words({"came"}), 100),
            "Police {came} today.");
}

TEST_F(HighlighterTest, without_a_match_the_beginning_is_shown) {
  const Snippet found = make_snippet("One two three four", words({"none"}), stemmer_, {12});
  EXPECT_EQ(found.text, "One two…");
  EXPECT_TRUE(found.highlights.empty());
  EXPECT_EQ(found.first_match, std::nullopt);
}

TEST_F(HighlighterTest, the_limit_counts_what_is_shown) {
  EXPECT_EQ(snippet("One two three four", {}, 13), "One two three…");
  EXPECT_EQ(snippet("One    two    three four", {}, 13), "One two three…");
  EXPECT_EQ(snippet("One two three", {}, 13), "One two three");
  EXPECT_EQ(snippet("One two three  ", {}, 13), "One two three");
}

TEST_F(HighlighterTest, the_passage_with_the_most_different_terms_is_chosen) {
  const std::string text =
      "Fish and fish and fish and fish swim about in all the seas there are. "
      "Much later a bird met a fish there. Nothing more was heard of it by anyone at all.";
  EXPECT_EQ(snippet(text, words({"fish", "bird"}), 40),
            "…Much later a {bird} met a {fish} there.…");
}

TEST_F(HighlighterTest, then_the_one_with_the_most_matches) {
  const std::string text =
      "A fish was seen there on that day. Nobody knew what it meant for the town and the sea. "
      "Then fish met fish again. Nobody knew what that meant for anybody either.";
  EXPECT_EQ(snippet(text, words({"fish"}), 30), "…Then {fish} met {fish} again.…");
}

TEST_F(HighlighterTest, then_the_earliest) {
  const std::string text =
      "There was a fish. Nobody knew what it meant for the town and for all the sea. "
      "There was a fish.";
  EXPECT_EQ(snippet(text, words({"fish"}), 20), "There was a {fish}.…");
}

TEST_F(HighlighterTest, it_starts_at_a_word_when_the_sentence_starts_too_far_away) {
  const std::string text =
      "This is one of the longest sentences that anybody has seen and in it a fish swims around "
      "and around until the very end of this sentence, which is not near.";
  EXPECT_EQ(snippet(text, words({"fish"}), 30), "…in it a {fish} swims around and…");
}

TEST_F(HighlighterTest, an_opening_quote_comes_along) {
  const std::string text =
      "Nobody knew what it meant for the town and for all the people. “We saw a fish,” she said "
      "to all the people of the town who were there.";
  EXPECT_EQ(snippet(text, words({"fish"}), 32), "…“We saw a {fish},” she said to all…");
}

TEST_F(HighlighterTest, near_the_end_the_room_is_filled_from_before) {
  const std::string text = "Zero is nothing much. One is more. Two is a fish.";
  EXPECT_EQ(snippet(text, words({"fish"}), 30), "…One is more. Two is a {fish}.");
}

TEST_F(HighlighterTest, the_first_match_is_told_wherever_the_passage_is) {
  const std::string text =
      "A fish. Nobody knew what it meant for the town and for all the sea around it. "
      "A bird saw a fish.";
  const Snippet found = make_snippet(text, words({"fish", "bird"}), stemmer_, {20});
  EXPECT_EQ(found.first_match, 2U);
  EXPECT_EQ(found.text, "…A bird saw a fish.");
}

TEST_F(HighlighterTest, a_giant_word_is_cut) {
  const std::string text = std::string(1000, 'x') + " end";
  EXPECT_EQ(snippet(text, {}, 10), "xxxxxxxxxx…");
  EXPECT_EQ(snippet(text, words({std::string(64, 'x')}), 10), "{xxxxxxxxxx}…");
}

TEST_F(HighlighterTest, no_code_point_is_cut) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "中文字";
  const Snippet found = make_snippet(text, {}, stemmer_, {10});
  EXPECT_EQ(count_code_points(found.text), 11U);
  EXPECT_EQ(first_invalid_utf8(found.text), std::nullopt);
}

TEST_F(HighlighterTest, highlights_count_code_points_after_an_ellipsis) {
  const std::string text =
      "Ünd noch ein ganz langer Satz ohne Ende. Größe ist ein Café, sagte er. Und noch mehr Text.";
  const Snippet found = make_snippet(text, words({"cafe"}), stemmer_, {30});
  EXPECT_EQ(found.text, "…Größe ist ein Café, sagte er.…");
  EXPECT_EQ(found.highlights, (std::vector<Span>{{15, 4}}));
}

TEST_F(HighlighterTest, no_room_at_all_shows_that_there_is_text) {
  EXPECT_EQ(snippet("word", words({"word"}), 0), "…");
  EXPECT_EQ(snippet("", words({"word"}), 10), "");
}

// Three terms far from each other.
const std::string kFarApart =
    "Nobody knew that day. A fish was seen. Then for a long time nothing at all was heard of it "
    "by anybody in the town. A bird came by. Then there was again nothing to be told of in all of "
    "the country around. A wolf howled. And that was the end of the story, as far as it is known.";

TEST_F(HighlighterTest, terms_that_stand_far_apart_are_shown_in_passages_of_their_own) {
  EXPECT_EQ(snippet(kFarApart, words({"fish", "wolf"}), 40, 2),
            "…A {fish} was seen.… A {wolf} howled. And…");
  EXPECT_EQ(snippet(kFarApart, words({"fish", "bird", "wolf"}), 60, 3),
            "…A {fish} was seen.… A {bird} came by. Then… A {wolf} howled. And…");
}

TEST_F(HighlighterTest, of_more_terms_than_passages_the_earliest_are_shown) {
  EXPECT_EQ(snippet(kFarApart, words({"fish", "bird", "wolf"}), 40, 2),
            "…A {fish} was seen.… A {bird} came by. Then…");
}

TEST_F(HighlighterTest, one_passage_is_enough_when_it_shows_all_terms) {
  const std::string text = kFarApart + " The fish and the wolf met.";
  EXPECT_EQ(snippet(text, words({"fish", "wolf"}), 30, 5), "…The {fish} and the {wolf} met.");
  EXPECT_EQ(snippet(kFarApart, words({"bird"}), 15, 5), "…A {bird} came by.…");
}

TEST_F(HighlighterTest, passages_that_touch_are_one) {
  const std::string text =
      "There is much to tell of it and nobody will. A fish came by there. A bird flew by there. "
      "The rest of it nobody will tell.";
  EXPECT_EQ(snippet(text, words({"fish", "bird"}), 45, 2),
            "…A {fish} came by there. A {bird} flew by there.…");
}

TEST_F(HighlighterTest, highlights_count_code_points_in_every_passage) {
  const Snippet found = make_snippet(kFarApart, words({"fish", "wolf"}), stemmer_, {40, 2});
  EXPECT_EQ(found.highlights, (std::vector<Span>{{3, 4}, {21, 4}}));
  EXPECT_EQ(found.first_match, 24U);
}

TEST_F(HighlighterTest, a_megabyte_of_matches_is_linear_work) {
  std::string text;
  while (text.size() < (1U << 20U)) text += "fish bird ";
  MatchTerms terms = words({"fish", "bird"});
  terms.phrases = {{"fish", "bird"}, {"bird", "fish", "bird"}};
  const Snippet found = make_snippet(text, terms, stemmer_, {9});
  EXPECT_EQ(found.first_match, 0U);
  EXPECT_EQ(count_code_points(found.text), 10U);
  EXPECT_LE(count_code_points(make_snippet(text, terms, stemmer_, {240, 5}).text), 250U);
}

TEST_F(HighlighterTest, a_text_that_is_known_is_asked_for_one_query_after_the_other) {
  constexpr std::string_view kText = "Striking dockers strike; the strikers' strike-breakers";
  const KnownText known(kText, stemmer_);
  MatchTerms both = words({"strike"});
  both.stems = {"strike", "docker"};
  for (const MatchTerms& terms :
       {words({"strike"}), stems({"strike"}), phrase({"dockers", "strike"}), both, words({})}) {
    EXPECT_EQ(find_matches(known, terms), find_matches(kText, terms, stemmer_));
  }
}

TEST_F(HighlighterTest, without_room_for_text_the_first_match_is_still_told) {
  MatchTerms terms;
  terms.words = {"police"};
  Stemmer stemmer = *Stemmer::create("en");
  const Snippet snippet = make_snippet("The border police", terms, stemmer, SnippetSize{0, 2});
  EXPECT_EQ(snippet.text, "…");
  EXPECT_EQ(snippet.first_match, 11U);
}

TEST_F(HighlighterTest, the_first_match_is_the_same_with_and_without_text) {
  constexpr std::string_view kText =
      "The ports' long-shore strike began. Dockers strike; the long march of striking dockers "
      "ended.";
  MatchTerms several = stems({"docker"});
  several.phrases = {{"long", "shore"}, {"the", "long"}};
  for (const MatchTerms& terms :
       {words({"strike"}), words({"longshore"}), words({"shore"}), stems({"strike", "long"}),
        stems({"walrus"}), phrase({"long", "march"}), phrase({"long", "shore", "strike"}),
        several}) {
    const auto first = make_snippet(kText, terms, stemmer_, {240}).first_match;
    EXPECT_EQ(make_snippet(kText, terms, stemmer_, {0}).first_match, first);
    EXPECT_EQ(make_snippet(KnownText(kText, stemmer_), terms, {0}).first_match, first);
  }
}

}  // namespace
}  // namespace quire::text
