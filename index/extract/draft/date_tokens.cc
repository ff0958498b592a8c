#include "index/extract/draft/date_tokens.h"

#include <array>

#include "index/base/utf8.h"

namespace quire::extract {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Units that stand between numbers without a space and are words by themselves.
std::size_t unit_length(std::string_view text) {
  constexpr std::array<std::string_view, 9> kUnits = {
      "\u5E74", "\u6708", "\u65E5", "\u6642", "\u65F6", "\u5206", "\uB144", "\uC6D4", "\uC77C"};
  for (const std::string_view unit : kUnits) {
    if (text.starts_with(unit)) return unit.size();
  }
  return 0;
}

std::size_t token_length(std::string_view text) {
  std::size_t length = 1;
  if (is_digit(text[0])) {
    while (length < text.size() && is_digit(text[length])) ++length;
    return length;
  }
  if (!is_letter(text[0])) return 1;
  if (const std::size_t unit = unit_length(text)) return unit;
  while (length < text.size() && is_letter(text[length]) &&
         (is_utf8_continuation(text[length]) || unit_length(text.substr(length)) == 0)) {
    ++length;
  }
  return length;
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view folded) {
  std::vector<DateToken> tokens;
  bool space = false;
  for (std::size_t at = 0; at < folded.size();) {
    if (folded[at] == ' ' || (folded[at] >= '\t' && folded[at] <= '\r')) {
      space = true;
      ++at;
      continue;
    }
    DateToken token;
    token.text = folded.substr(at, token_length(folded.substr(at)));
    token.space_before = space;
    if (is_digit(token.text[0])) {
      token.kind = DateToken::Kind::kNumber;
      for (const char c : token.text.substr(0, 18)) {
        token.value = token.value * 10 + static_cast<unsigned>(c - '0');
      }
    } else if (is_letter(token.text[0])) {
      token.kind = DateToken::Kind::kWord;
    }
    tokens.push_back(token);
    space = false;
    at += token.text.size();
  }
  return tokens;
}

}  // namespace quire::extract
