#pragma once
// The rules by which an article is cleaned of what scraping leaves around and inside it: one table
// with their names, for `status` and for whoever asks what became of a line. Values.

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::extract {

enum class Rule : std::uint8_t {
  kAdvertisement,
  kReadMore,
  kShare,
  kSubscribe,
  kPhotoCredit,
  kHoverCard,
  kUpdatedLine,
  kPublishedLine,
  kByline,
  kDateline,
};

struct RuleInfo {
  std::string_view name;
  std::string_view what;
};

// In the order of the enumerators.
inline constexpr std::array<RuleInfo, 10> kRules = {{
    {"advertisement", "lines that mark an advertisement are left out"},
    {"read_more", "lines that point to other articles are left out"},
    {"share", "lines of sharing and following buttons are left out"},
    {"subscribe", "prompts to subscribe or to sign up are left out"},
    {"photo_credit", "credits of photographs are left out"},
    {"hover_card", "cards glued to a name, with other articles' headlines, are cut out"},
    {"updated_line", "a line that tells when the article was updated becomes a field"},
    {"published_line", "a line that tells when the article was published becomes a field"},
    {"byline", "a line that names the authors becomes a field"},
    {"dateline", "place and agency of the dateline become fields; the text keeps it"},
}};

// Which rules had something to do.
using RuleSet = std::bitset<kRules.size()>;

inline void note(RuleSet& fired, Rule rule) { fired.set(static_cast<std::size_t>(rule)); }
[[nodiscard]] inline bool has(const RuleSet& fired, Rule rule) {
  return fired.test(static_cast<std::size_t>(rule));
}

}  // namespace quire::extract
