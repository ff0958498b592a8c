#include "index/text/words/abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

#include "index/base/utf8.h"
#include "index/text/character_class.h"

namespace quire::text {
namespace {

using namespace std::string_view_literals;

// Lower case, sorted.
constexpr std::array kAbbreviations = {
    "adm"sv,  "al"sv,     "approx"sv, "apr"sv,   "assn"sv, "asst"sv, "atty"sv, "aug"sv,  "ave"sv,
    "bd"sv,   "blvd"sv,   "brig"sv,   "bros"sv,  "bzw"sv,  "ca"sv,   "capt"sv, "cf"sv,   "cie"sv,
    "cmdr"sv, "co"sv,     "col"sv,    "comdr"sv, "corp"sv, "cpl"sv,  "dec"sv,  "dept"sv, "det"sv,
    "dr"sv,   "ed"sv,     "eg"sv,     "esq"sv,   "est"sv,  "etc"sv,  "evtl"sv, "feb"sv,  "fig"sv,
    "fr"sv,   "ft"sv,     "gen"sv,    "ggf"sv,   "gov"sv,  "govt"sv, "hon"sv,  "hr"sv,   "ie"sv,
    "inc"sv,  "jan"sv,    "jr"sv,     "jul"sv,   "jun"sv,  "lt"sv,   "ltd"sv,  "maj"sv,  "mar"sv,
    "max"sv,  "messrs"sv, "min"sv,    "mlle"sv,  "mme"sv,  "mr"sv,   "mrs"sv,  "ms"sv,   "mt"sv,
    "no"sv,   "nos"sv,    "nov"sv,    "nr"sv,    "oct"sv,  "op"sv,   "pfc"sv,  "plc"sv,  "pp"sv,
    "pres"sv, "prof"sv,   "pte"sv,    "pvt"sv,   "rd"sv,   "rep"sv,  "reps"sv, "rev"sv,  "sen"sv,
    "sens"sv, "sep"sv,    "sept"sv,   "sgt"sv,   "sr"sv,   "sra"sv,  "st"sv,   "str"sv,  "supt"sv,
    "u"sv,    "usw"sv,    "vgl"sv,    "vol"sv,   "vs"sv,   "zb"sv,
};
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

bool is_abbreviation(std::string_view word) {
  constexpr std::size_t kLongest = 6;
  if (word.size() > kLongest) return false;
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
  return std::binary_search(kAbbreviations.begin(), kAbbreviations.end(), lower);
}

bool is_ordinal(std::string_view word) {
  constexpr std::size_t kLongest = 2;
  return word.size() <= kLongest && std::all_of(word.begin(), word.end(), [](char c) {
           return (byte_bits(c) & kDigitBit) != 0;
         });
}

bool is_initial(std::string_view word) {
  const DecodedChar c = decode_utf8(word, 0);
  return c.length == word.size() && char_info(c.code_point).char_class == CharClass::kLetter;
}

}  // namespace

bool point_belongs_to(std::string_view word) {
  if (word.empty()) return false;
  return is_initial(word) || is_ordinal(word) || is_abbreviation(word);
}

}  // namespace quire::text
