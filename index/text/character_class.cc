#include "index/text/character_class.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <vector>

#include "index/base/utf8.h"
#include "index/text/folding.h"

namespace quire::text {
namespace {

// Up to here characters are looked up; it covers the alphabets, the Indic scripts, and kana.
constexpr char32_t kTableEnd = 0x3400;

constexpr CharClass ascii_class(char c) {
  if ((byte_bits(c) & kLetterBits) != 0) return CharClass::kLetter;
  if ((byte_bits(c) & kDigitBit) != 0) return CharClass::kDigit;
  switch (c) {
    case '\'':
      return CharClass::kApostrophe;
    case '-':
      return CharClass::kHyphen;
    case '_':
      return CharClass::kUnderscore;
    case '.':
      return CharClass::kDot;
    case ',':
      return CharClass::kComma;
    case '&':
      return CharClass::kAmpersand;
    case '+':
      return CharClass::kPlus;
    case '#':
      return CharClass::kHash;
    default:
      return CharClass::kOther;
  }
}

constexpr std::array<CharInfo, 128> make_ascii_table() {
  std::array<CharInfo, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = static_cast<char>(i);
    table[i] = {ascii_class(c), false, 1, {ascii_lower(c)}};
  }
  return table;
}

constexpr std::array<CharInfo, 128> kAsciiTable = make_ascii_table();

// The typographic relatives of ASCII's punctuation.
CharClass punctuation_class(char32_t c) {
  const bool modifier_apostrophe = (c >= 0x02B9 && c <= 0x02BF) || c == 0x0374;
  if (modifier_apostrophe) return CharClass::kApostrophe;
  switch (c) {
    case 0x00B4:  // acute accent, typed for an apostrophe
    case 0x05F3:  // geresh
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0xFF07:
      return CharClass::kApostrophe;
    case 0x058A:  // Armenian hyphen
    case 0x05BE:  // maqaf
    case 0x2010:
    case 0x2011:
    case 0xFE63:
    case 0xFF0D:
      return CharClass::kHyphen;
    case 0xFF3F:
      return CharClass::kUnderscore;
    case 0x066B:  // Arabic decimal separator
    case 0xFF0E:
      return CharClass::kDot;
    case 0x066C:  // Arabic thousands separator
    case 0xFF0C:
      return CharClass::kComma;
    case 0xFE60:
    case 0xFF06:
      return CharClass::kAmpersand;
    case 0xFF0B:
      return CharClass::kPlus;
    case 0xFF03:
      return CharClass::kHash;
    case 0x00B7:
    case 0x0387:
    case 0x2027:
      return CharClass::kInnerPoint;
    default:
      return CharClass::kOther;
  }
}

bool is_dictionary_script(char32_t c) {
  // Sound marks and the long vowel mark belong to no script alone, but only kana has them.
  if ((c >= 0x3099 && c <= 0x309C) || c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F) {
    return true;
  }
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool is_ignorable(char32_t c) {
  constexpr char32_t kTatweel = 0x0640;
  constexpr char32_t kNkoLajanyalan = 0x07FA;
  if (c == kTatweel || c == kNkoLajanyalan) return true;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

CharClass letter_class(char32_t c, std::uint32_t type_mask) {
  if ((type_mask & U_GC_ND_MASK) != 0) return CharClass::kDigit;
  const bool word_like = (type_mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK)) != 0;
  if (word_like && is_dictionary_script(c)) return CharClass::kDictionary;
  if ((type_mask & U_GC_M_MASK) != 0) return CharClass::kMark;
  if (word_like) return CharClass::kLetter;
  if ((type_mask & U_GC_NO_MASK) == 0) return CharClass::kOther;
  // Superscripts and circled digits are digits in disguise; fractions and "(1)" are not.
  const std::string folded = folded_form(c);
  const bool digits = std::all_of(folded.begin(), folded.end(),
                                  [](char d) { return (byte_bits(d) & kDigitBit) != 0; });
  return digits ? CharClass::kDigit : CharClass::kOther;
}

CharClass unicode_class(char32_t c) {
  constexpr char32_t kZeroWidthSpace = 0x200B;
  if (c == kZeroWidthSpace) return CharClass::kOther;
  const CharClass punctuation = punctuation_class(c);
  if (punctuation != CharClass::kOther) return punctuation;
  if (is_ignorable(c)) return CharClass::kIgnorable;
  return letter_class(c, U_GET_GC_MASK(static_cast<UChar32>(c)));
}

bool may_join_before(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
}

CharInfo make_info(char32_t c) {
  CharInfo info;
  info.char_class = unicode_class(c);
  if (info.char_class == CharClass::kIgnorable) return info;
  const std::string folded =
      starts_word(info.char_class) ? folded_word_characters(c) : folded_form(c);
  info.may_compose = !folded.empty() && may_join_before(decode_utf8(folded, 0).code_point);
  if (folded.empty() && starts_word(info.char_class)) info.char_class = CharClass::kIgnorable;
  if (folded.size() > kShortFold) {
    info.length = kLongFold;
    return info;
  }
  info.length = static_cast<std::uint8_t>(folded.size());
  std::copy(folded.begin(), folded.end(), info.folded.begin());
  return info;
}

std::vector<CharInfo> make_table() {
  std::vector<CharInfo> table(kTableEnd);
  std::copy(kAsciiTable.begin(), kAsciiTable.end(), table.begin());
  for (char32_t c = kAsciiTable.size(); c < kTableEnd; ++c) table[c] = make_info(c);
  return table;
}

const std::vector<CharInfo>& character_table() {
  static const std::vector<CharInfo> table = make_table();
  return table;
}

// The big blocks whose characters fold to themselves.
bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0x20000 && c <= 0x2A6DF);
}

bool is_hangul_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

CharInfo unchanged(char32_t c, CharClass char_class) {
  std::string bytes;
  append_utf8(bytes, c);
  CharInfo info{char_class, false, static_cast<std::uint8_t>(bytes.size()), {}};
  std::copy(bytes.begin(), bytes.end(), info.folded.begin());
  return info;
}

// Cyrillic letters that Unicode takes for a letter with an accent and their readers do not.
bool makes_own_letter(std::string& out, char32_t mark) {
  struct Pair {
    char32_t mark;
    std::string_view base;
    std::string_view letter;
  };
  constexpr char32_t kBreve = 0x0306;
  constexpr char32_t kDiaeresis = 0x0308;
  static constexpr std::array kPairs = {Pair{kBreve, "и", "й"}, Pair{kBreve, "у", "ў"},
                                        Pair{kDiaeresis, "і", "ї"}};
  for (const Pair& pair : kPairs) {
    if (mark != pair.mark || !out.ends_with(pair.base)) continue;
    out.replace(out.size() - pair.base.size(), pair.base.size(), pair.letter);
    return true;
  }
  return false;
}

}  // namespace

CharInfo char_info(char32_t c) {
  if (c < kAsciiTable.size()) return kAsciiTable[c];
  if (c < kTableEnd) return character_table()[c];
  if (is_han(c)) return unchanged(c, CharClass::kDictionary);
  if (is_hangul_syllable(c)) return unchanged(c, CharClass::kLetter);
  return make_info(c);
}

void append_folded(std::string& out, char32_t c, const CharInfo& info) {
  if (info.char_class == CharClass::kMark && makes_own_letter(out, c)) return;
  if (info.length != kLongFold) {
    out.append(info.folded.data(), info.length);
  } else {
    out.append(starts_word(info.char_class) ? folded_word_characters(c) : folded_form(c));
  }
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

}  // namespace quire::text
