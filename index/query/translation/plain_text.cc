#include "index/query/translation/plain_text.h"

#include <algorithm>

#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::query {
namespace {

bool is_sign(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c > ' ' && c < 0x7f && !is_letter && !(c >= '0' && c <= '9');
}

// AND, NEAR and the like stand alone and in upper case.
bool may_be_operator(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string as_plain_text(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\r\f\v";
  const std::string plain = text::plain_punctuation(to_valid_utf8(text));
  std::string query;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool begins_word = i == 0 || kSpace.find(plain[i - 1]) != std::string_view::npos;
    const std::size_t end = std::min(plain.find_first_of(kSpace, i), plain.size());
    const std::string_view rest = std::string_view(plain).substr(i, end - i);
    if (is_sign(plain[i]) || (begins_word && may_be_operator(rest))) query.push_back('\\');
    query.push_back(plain[i]);
  }
  return query;
}

}  // namespace quire::query
