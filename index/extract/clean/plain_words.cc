#include "index/extract/clean/plain_words.h"

namespace quire::extract {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// What stands at `at`, as the rules see it, and how many bytes it takes.
struct Seen {
  char as = '\0';  // '\0': the byte itself
  std::size_t bytes = 1;
};

Seen look(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80) return {};
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\xC2\xA0")) return {' ', 2};
  for (const std::string_view apostrophe : {"\xE2\x80\x99", "\xE2\x80\x98"}) {
    if (rest.starts_with(apostrophe)) return {'\'', 3};
  }
  for (const std::string_view bullet : {"\xE2\x80\xA2", "\xE2\x80\x94", "\xE2\x80\x93"}) {
    if (rest.starts_with(bullet)) return {' ', 3};
  }
  if (rest.starts_with("\xC2\xB7")) return {' ', 2};
  return {};
}

constexpr std::string_view kMarks = ".:!>-|+*[]()\"'";

}  // namespace

std::string plain_words(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Seen seen = look(text, at);
    char c = seen.as != '\0' ? seen.as : text[at];
    at += seen.bytes;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool lone_dash =
        c == '-' && (out.empty() || out.back() == ' ') && (at == text.size() || is_space(text[at]));
    if (lone_dash) continue;
    if (is_space(c)) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      out.push_back(c);
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string_view without_end_marks(std::string_view line) {
  for (bool again = true; again && !line.empty();) {
    again = false;
    for (const std::string_view mark :
         {"\xE2\x80\xA6", "\xC2\xBB", "\xE2\x86\x92", "\xE2\x80\xBA"}) {
      if (line.ends_with(mark)) {
        line.remove_suffix(mark.size());
        again = true;
      }
    }
    if (!line.empty() &&
        (kMarks.find(line.back()) != std::string_view::npos || line.back() == ' ')) {
      line.remove_suffix(1);
      again = true;
    }
  }
  const std::size_t start = line.find_first_not_of(" .:!>-|+*[]()\"'");
  return start == std::string_view::npos ? std::string_view{} : line.substr(start);
}

bool ends_a_sentence(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == ')' || line.back() == '\'')) {
    line.remove_suffix(1);
  }
  return line.ends_with('.') || line.ends_with('?') || line.ends_with('!');
}

}  // namespace quire::extract
