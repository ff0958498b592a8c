#include "index/text/folding.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <string_view>

namespace quire::text {
namespace {

constexpr char32_t kThaiSaraAm = 0x0E33;
constexpr char32_t kLaoSaraAm = 0x0EB3;
constexpr UChar32 kTatweel = 0x0640;  // stretches a word, like a dash inside it

// Vowel signs of Indic and other scripts and the sound marks of kana make another letter, so only
// the marks of alphabets that are read without them go.
bool is_droppable_mark(UChar32 c) {
  if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) == 0) return false;
  if (c == 0x3099 || c == 0x309A) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_INHERITED:
    case USCRIPT_COMMON:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_COPTIC:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
      return true;
    default:
      return false;
  }
}

// The mark that makes й, ў and ї, which are letters of their own, of и, у and і.
bool is_part_of_letter(UChar32 base, UChar32 mark) {
  if (mark == 0x0306) return base == 0x0438 || base == 0x0443;
  return mark == 0x0308 && base == 0x0456;
}

std::string_view plain_relative(UChar32 c) {
  struct Relative {
    UChar32 letter;
    std::string_view plain;
  };
  static constexpr std::array kRelatives = {
      Relative{0x00E6, "ae"}, Relative{0x00F0, "d"}, Relative{0x00F8, "o"}, Relative{0x00FE, "th"},
      Relative{0x0111, "d"},  Relative{0x0127, "h"}, Relative{0x0131, "i"}, Relative{0x0142, "l"},
      Relative{0x0153, "oe"}, Relative{0x0167, "t"},
  };
  for (const Relative& relative : kRelatives) {
    if (relative.letter == c) return relative.plain;
  }
  return {};
}

void append_plain(icu::UnicodeString& out, UChar32 c) {
  const int digit = (U_GET_GC_MASK(c) & U_GC_ND_MASK) != 0 ? u_charDigitValue(c) : -1;
  const std::string_view relative = plain_relative(c);
  if (digit >= 0) {
    out.append(static_cast<UChar32>('0' + digit));
  } else if (relative.empty()) {
    out.append(c);
  } else {
    out.append(icu::UnicodeString::fromUTF8(
        icu::StringPiece(relative.data(), static_cast<std::int32_t>(relative.size()))));
  }
}

bool is_word_character(UChar32 c) {
  const bool modifier_apostrophe = c >= 0x02B9 && c <= 0x02BF;  // letters by name, as in ŉ
  return !modifier_apostrophe &&
         (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

std::string fold(char32_t c, bool word_characters_only) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded(static_cast<UChar32>(c));
  // Decomposing these two would hide their words from the dictionaries of Thai and Lao.
  if (c != kThaiSaraAm && c != kLaoSaraAm) {
    folded = icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(folded, status);
    folded = icu::Normalizer2::getNFDInstance(status)->normalize(folded, status);
  }
  icu::UnicodeString kept;
  UChar32 base = 0;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 now = folded.char32At(i);
    if (now == kTatweel || (word_characters_only && !is_word_character(now))) continue;
    if (!is_droppable_mark(now) || is_part_of_letter(base, now)) append_plain(kept, now);
    base = now;
  }
  std::string out;
  icu::Normalizer2::getNFCInstance(status)->normalize(kept, status).toUTF8String(out);
  return out;
}

}  // namespace

std::string folded_form(char32_t c) { return fold(c, false); }

std::string folded_word_characters(char32_t c) { return fold(c, true); }

void compose(std::string& text, std::size_t from) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data() + from, static_cast<std::int32_t>(text.size() - from));
  const icu::UnicodeString composed = nfc->normalize(icu::UnicodeString::fromUTF8(piece), status);
  if (U_FAILURE(status) != 0) return;
  text.resize(from);
  composed.toUTF8String(text);
}

}  // namespace quire::text
