#include "client/cli/arguments/typed_word.h"

#include <algorithm>
#include <array>
#include <utility>

namespace quire::cli {
namespace {

constexpr std::array<std::string_view, 15> kFields = {
    "title:", "by:", "source:", "section:", "place:", "lang:",    "tag:",   "host:",
    "path:",  "id:", "lead:",   "date:",    "since:", "updated:", "words:",
};
// As queries call them, and as the daemon does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kCompleted = {{
    {"by", "author"},
    {"source", "source"},
    {"section", "section"},
    {"place", "place"},
    {"lang", "language"},
    {"tag", "tag"},
}};
constexpr std::array<std::string_view, 6> kDates = {
    "today", "yesterday", "\"this week\"", "\"last week\"", "\"last month\"", "\"last year\""};
constexpr std::array<std::string_view, 4> kSpans = {"1d", "3d", "1w", "1m"};

template <class Names>
void add_matching(TypedWord& word, const Names& names, std::string_view typed) {
  for (const std::string_view name : names) {
    if (name.starts_with(typed)) word.fixed.push_back(word.before + std::string(name));
  }
}

void take_value(TypedWord& out, std::string_view field, std::string_view value) {
  out.before += std::string(field) + ":";
  out.ask = false;
  if (field == "date" || field == "updated") return add_matching(out, kDates, value);
  if (field == "since") return add_matching(out, kSpans, value);
  if (value.starts_with('"')) value.remove_prefix(1);
  const auto* const known = std::find_if(kCompleted.begin(), kCompleted.end(),
                                         [field](const auto& one) { return one.first == field; });
  out.ask = known != kCompleted.end() || field == "title" || field == "lead";
  if (known != kCompleted.end()) out.field = known->second;
  out.prefix = value;
}

}  // namespace

TypedWord typed_word(std::string_view word) {
  TypedWord out;
  const std::size_t start = std::min(word.find_first_not_of("+-("), word.size());
  out.before = word.substr(0, start);
  word.remove_prefix(start);
  const std::size_t colon = word.find(':');
  if (colon != std::string_view::npos) {
    take_value(out, word.substr(0, colon), word.substr(colon + 1));
    return out;
  }
  add_matching(out, kFields, word);
  out.prefix = word;
  out.ask = !word.empty();
  return out;
}

std::string completed_word(const TypedWord& word, std::string_view value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  if (plain) return word.before + std::string(value);
  std::string quoted(value);
  std::erase(quoted, '"');
  return word.before + "\"" + quoted + "\"";
}

}  // namespace quire::cli
