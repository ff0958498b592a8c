#include "index/extract/language/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

namespace quire::extract {
namespace {

constexpr std::size_t kLookedAt = 250;  // bytes
constexpr int kLeastBytes = 40;         // of letters; a shorter text may be of any language
constexpr int kLeastPercent = 60;       // of the text in the language that is named

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// CLD2's codes have more letters where ISO 639-1 has none, or a script: "zh-Hant".
std::string two_letters(std::string_view code) {
  code = code.substr(0, code.find('-'));
  if (code == "iw") return "he";  // the code was changed in 1989
  return code.size() == 2 ? std::string(code) : std::string();
}

}  // namespace

std::string detect_language(std::string_view text) {
  std::size_t end = std::min(text.size(), kLookedAt);
  while (end < text.size() && end > 0 && is_continuation(text[end])) --end;
  CLD2::Language languages[3];
  int percents[3];
  int text_bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(end), true, languages, percents,
                              &text_bytes, &reliable);
  const bool certain = reliable && text_bytes >= kLeastBytes && percents[0] >= kLeastPercent &&
                       languages[0] != CLD2::UNKNOWN_LANGUAGE;
  return certain ? two_letters(CLD2::LanguageCode(languages[0])) : std::string();
}

std::string language_code(std::string_view stated) {
  std::string name;
  for (const char c : stated.substr(0, stated.find_first_of("-_; ,"))) {
    name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (name.size() < 2) return {};
  // CLD2 knows names and codes; of names it knows those in capitals.
  std::string upper(name);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  for (const std::string& spelling : {name, upper}) {
    const CLD2::Language language = CLD2::GetLanguageFromName(spelling.c_str());
    if (language != CLD2::UNKNOWN_LANGUAGE) return two_letters(CLD2::LanguageCode(language));
  }
  return {};
}

}  // namespace quire::extract
