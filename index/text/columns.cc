#include "index/text/columns.h"

#include <unicode/uchar.h>

namespace quire::text {
namespace {

int property_of(char32_t character, UProperty property) {
  return u_getIntPropertyValue(static_cast<UChar32>(character), property);
}

// The vowels and final consonants of a Hangul syllable that is written in its parts.
bool is_in_syllable(char32_t character) {
  const int type = property_of(character, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

// What a line may begin and end with although no space is there.
bool stands_alone(int line_break) {
  switch (line_break) {
    case U_LB_IDEOGRAPHIC:
    case U_LB_H2:
    case U_LB_H3:
    case U_LB_JL:
    case U_LB_E_BASE:
      return true;
    default:
      return false;
  }
}

bool holds_on_to_the_next(int line_break) {
  switch (line_break) {
    case U_LB_OPEN_PUNCTUATION:
    case U_LB_QUOTATION:
    case U_LB_PREFIX_NUMERIC:
    case U_LB_GLUE:
    case U_LB_WORD_JOINER:
    case U_LB_ZWJ:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::size_t columns_of(char32_t character) {
  constexpr char32_t kSoftHyphen = 0xAD;
  switch (u_charType(static_cast<UChar32>(character))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return 0;
    case U_FORMAT_CHAR:
      return character == kSoftHyphen ? 1 : 0;
    default:
      break;
  }
  if (is_in_syllable(character)) return 0;
  const int width = property_of(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool may_break_between(char32_t before, char32_t after) {
  if (before == U' ' || after == U' ') return true;
  const int first = property_of(before, UCHAR_LINE_BREAK);
  const int second = property_of(after, UCHAR_LINE_BREAK);
  if (stands_alone(second)) return !holds_on_to_the_next(first);
  // Behind an ideograph only what could begin a line by itself.
  return stands_alone(first) &&
         (second == U_LB_ALPHABETIC || second == U_LB_NUMERIC || second == U_LB_OPEN_PUNCTUATION);
}

}  // namespace quire::text
