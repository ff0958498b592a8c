#include <gtest/gtest.h>

#include "tests/unit/index/text/token_list.h"

namespace quire::text {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* terms;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }

class TokenizerLanguage : public testing::TestWithParam<Case> {};

TEST_P(TokenizerLanguage, falls_into_its_words) {
  EXPECT_EQ(terms_of(GetParam().text), GetParam().terms);
}

constexpr Case kLanguages[] = {
    {"german", "Straße über Müllers Bücher", "strasse uber mullers bucher"},
    {"german_decomposed", "Mu\u0308ller", "muller"},
    {"french", "Le garçon naïf cœur l’été", "le garcon naif coeur l ete"},
    {"spanish", "¿Dónde está el niño?", "donde esta el nino"},
    {"catalan", "col·lecció col-lecció", "colleccio [colleccio] col leccio"},
    {"scandinavian", "Ærø Þór Øresund Ðorð", "aero thor oresund dord"},
    {"polish", "Łódź źle", "lodz zle"},
    {"turkish", "İstanbul ISPARTA ısı Ankara'da", "istanbul isparta isi ankarada"},
    {"vietnamese", "Tiếng Việt Đà Nẵng", "tieng viet da nang"},
    {"greek", "Αθήνα ΟΔΟΣ οδός", "αθηνα οδοσ οδοσ"},
    {"russian", "Ёлка ёлка Москва", "елка елка москва"},
    {"russian_short_i_is_a_letter", "йод И\u0306од иод", "йод йод иод"},
    {"ukrainian", "їжак і\u0308жак м'ять м’ять", "їжак їжак мять мять"},
    {"arabic", "مُحَمَّد كتـــاب أحمد ٢٠١٨", "محمد كتاب احمد 2018"},
    {"persian_joins_across_a_non_joiner", "می\u200Cخواهم", "میخواهم"},
    {"hebrew", "שָׁלוֹם צה\"ל צה״ל ג׳ורג׳", "שלום צהל צהל גורג"},
    {"hindi_keeps_its_vowel_signs", "हिन्दी में समाचार", "हिन्दी में समाचार"},
    {"tamil_keeps_its_vowel_signs", "தமிழ் செய்தி", "தமிழ் செய்தி"},
    {"chinese", "北京大学的学生", "北京 大学 的 学生"},
    {"japanese", "東京のメール", "東京 の メール"},
    {"japanese_half_width", "ﾊﾞｽ", "バス"},
    {"korean", "한국어 뉴스", "한국어 뉴스"},
    {"korean_decomposed", "\u1112\u1161\u11AB", "한"},
    {"thai", "สวัสดีชาวโลก", "สวัสดี ชาว โลก"},
    {"thai_sara_am_stays_whole", "น้ำ", "น้ำ"},
    {"lao", "ສະບາຍດີ", "ສະບາຍດີ"},
    {"full_width", "ＣＮＮ　１２３ ＡＴ＆Ｔ", "cnn 123 at&t"},
    {"ligatures", "ﬁnancial ofﬁce", "financial office"},
    {"mixed_scripts", "iPhone发布 Tシャツ", "iphone 发布 t シャツ"},
    {"accents_in_ascii_words", "café naïve CAFÉ cafe\u0301", "cafe naive cafe cafe"},
    {"cyrillic_hyphen", "из-за", "[изза] из за"},
    {"cyrillic_acronym", "С.Ш.А. США", "сша сша"},
};
INSTANTIATE_TEST_SUITE_P(Languages, TokenizerLanguage, testing::ValuesIn(kLanguages),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(TokenizerLanguages, spans_are_the_written_forms_beyond_ascii_too) {
  EXPECT_EQ(written_forms("CAFÉ из-за 北京大学 สวัสดีชาวโลก هَٰذَا"),
            "CAFÉ|[из-за]|из|за|北京|大学|สวัสดี|ชาว|โลก|هَٰذَا");
}

// A query that quotes a term as the index has it must find it.
TEST(TokenizerLanguages, a_term_gives_itself_again) {
  std::string sample =
      "The U.S. didn't re-elect O’Neill; AT&T paid $1,750.25 (3,5 pct) for C++ and F#. "
      "l'homme '90s 12.04.2018 3.5m BBB+ Q&A ﬁn x² №5 Ⅳ ŉ ";
  for (const Case& language : kLanguages) {
    sample += language.text;
    sample += ' ';
  }
  std::size_t words = 0;
  for (const auto& [term, token] : tokens_of(sample)) {
    if (token.kind == TokenKind::kCompound) continue;
    EXPECT_EQ(terms_of(term), term);
    ++words;
  }
  EXPECT_GT(words, 100U);
}

}  // namespace
}  // namespace quire::text
