#include "index/extract/formats/instruction.h"

#include <algorithm>
#include <array>

#include "index/article/article.h"
#include "index/extract/formats/ascii.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

struct Instruction {
  std::string_view written;
  std::string_view status;
};

std::string_view status_after(std::string_view instruction) {
  constexpr std::array kKnown = {
      Instruction{"kill", "killed"},          Instruction{"mandatory kill", "killed"},
      Instruction{"kill advisory", "killed"}, Instruction{"advisory kill", "killed"},
      Instruction{"delete", "deleted"},       Instruction{"withdraw", "withdrawn"},
      Instruction{"withdrawal", "withdrawn"}, Instruction{"cancel", "canceled"},
      Instruction{"rectify", "corrected"},    Instruction{"correct", "corrected"},
      Instruction{"correction", "corrected"}, Instruction{"corrected", "corrected"}};
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Instruction& one) {
    return one.written == instruction;
  });
  if (known != kKnown.end()) return known->status;
  return article::is_withdrawal(instruction) ? instruction : std::string_view();
}

// Takes `word` off the front, if what follows ends it.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  const std::string_view rest = text.substr(word.size());
  if (!rest.empty() && std::string_view(" :-/,").find(rest.front()) == std::string_view::npos) {
    return false;
  }
  text = rest;
  return true;
}

// What separates the bidding from the headline that it is about; none is needed at the end.
bool take_separator(std::string_view& text) {
  text = trimmed(text);
  if (text.empty()) return true;
  if (std::string_view(":-/").find(text.front()) == std::string_view::npos) return false;
  text = trimmed(text.substr(1));
  return true;
}

}  // namespace

void heed_instruction(Draft& draft, std::string_view instruction) {
  if (!draft.status.empty() && draft.status != "usable") return;
  const std::string plain = lower(text::collapse_space(instruction));
  const std::string_view status = status_after(plain);
  if (!status.empty()) draft.status = status;
}

void heed_headline(Draft& draft) {
  if (draft.guid.empty()) return;
  std::string_view rest = draft.title;
  if (take(rest, "ADVISORY") && !take_separator(rest)) return;
  (void)take(rest, "MANDATORY");
  rest = trimmed(rest);
  for (const std::string_view word : {"KILL", "WITHDRAWN"}) {
    std::string_view after = rest;
    if (take(after, word) && take_separator(after)) return heed_instruction(draft, word);
  }
}

}  // namespace quire::extract::formats
