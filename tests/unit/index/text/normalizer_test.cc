#include "index/text/normalizer.h"

#include <gtest/gtest.h>

namespace quire::text {
namespace {

TEST(Fold, case_and_accents_go) {
  EXPECT_EQ(fold("ÀÉÎ Straße ÇA"), "aei strasse ca");
  EXPECT_EQ(fold("e\u0301"), "e");
  EXPECT_EQ(fold("Αθήνα ΣΟΦΟΣ σοφός"), "αθηνα σοφοσ σοφοσ");
}

TEST(Fold, letters_that_do_not_decompose_get_their_plain_relatives) {
  EXPECT_EQ(fold("ØøŁłĐđßÆæŒœıÞþÐðǾ"),
            "oolldd"
            "ss"
            "aeaeoeoei"
            "thth"
            "ddo");
}

TEST(Fold, turkish_i_of_every_kind_is_i) { EXPECT_EQ(fold("İIıi"), "iiii"); }

TEST(Fold, compatibility_forms_become_plain) { EXPECT_EQ(fold("ＡＢ１２ ﬁ ² ٢"), "ab12 fi 2 2"); }

TEST(Fold, yo_is_ye_and_short_i_stays) { EXPECT_EQ(fold("Ёж Й и\u0306 ї"), "еж й й ї"); }

TEST(Fold, vowel_signs_and_sound_marks_stay) {
  EXPECT_EQ(fold("हिन्दी が か\u3099"), "हिन्दी が が");
}

TEST(Fold, punctuation_stays) { EXPECT_EQ(fold("A-b, “C”!"), "a-b, “c”!"); }

TEST(Fold, invalid_bytes_become_replacement_characters) { EXPECT_EQ(fold("A\xFF"), "a\uFFFD"); }

TEST(Fold, folding_twice_changes_nothing_more) {
  for (const char* text : {"ÀÉÎ Straße", "Ёж Й", "ﷺ ﬁ ½", "น้ำ", "ﾊﾞｽ", "한국어"}) {
    EXPECT_EQ(fold(fold(text)), fold(text)) << text;
  }
}

TEST(PlainPunctuation, quotes_dashes_and_spaces_become_ascii) {
  EXPECT_EQ(plain_punctuation("“a” ‘b’ «c» „d‟ e’f"), "\"a\" 'b' \"c\" \"d\" e'f");
  EXPECT_EQ(plain_punctuation("a–b—c‑d−e"), "a-b-c-d-e");
  EXPECT_EQ(plain_punctuation("a\u00A0b\u3000c\u2009d"), "a b c d");
}

TEST(PlainPunctuation, everything_else_stays) {
  EXPECT_EQ(plain_punctuation("Æ é 中\xFF\n"), "Æ é 中\xFF\n");
}

TEST(CollapseSpace, runs_become_one_space_and_the_ends_none) {
  EXPECT_EQ(collapse_space("  a \n\t b\u00A0\u2003c \u3000"), "a b c");
  EXPECT_EQ(collapse_space(" \n "), "");
}

}  // namespace
}  // namespace quire::text
