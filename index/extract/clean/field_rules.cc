#include "index/extract/clean/field_rules.h"

#include <algorithm>
#include <array>

#include "index/extract/clean/plain_words.h"
#include "index/extract/draft/dates.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestTimeLine = 90;  // bytes
constexpr std::size_t kLongestByline = 140;
constexpr std::size_t kLongestDateline = 100;
constexpr std::size_t kMostNameWords = 5;

struct Label {
  std::string_view text;  // in lower case
  bool updated;
};

// Longer ones before those that they begin with.
constexpr std::array<Label, 17> kLabels = {{
    {"date", false},
    {"last updated on", true},
    {"last updated at", true},
    {"last updated", true},
    {"last modified", true},
    {"updated on", true},
    {"updated at", true},
    {"updated", true},
    {"originally published on", false},
    {"originally published", false},
    {"first published on", false},
    {"first published", false},
    {"published on", false},
    {"published at", false},
    {"published", false},
    {"posted on", false},
    {"posted", false},
}};

// What a line with a time of day consists of, besides digits and punctuation.
constexpr std::array<std::string_view, 16> kTimeWords = {
    "a.m", "am",  "at",  "cest", "cet", "edt", "est", "et",
    "gmt", "bst", "p.m", "pm",   "pdt", "pst", "pt",  "utc",
};

constexpr std::array<std::string_view, 18> kRoleWords = {
    "associated", "bureau",    "columnist", "contributor", "correspondent", "critic",
    "editor",     "editors",   "writers",   "news",        "press",         "producer",
    "reporter",   "reporters", "reuters",   "staff",       "writer",        "service",
};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim(std::string_view text, std::string_view marks = " \t\r\n\xC2\xA0") {
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

// "4:32 p.m. EST", "16.32", "4 pm": digits first, and no other words.
bool is_time_of_day(std::string_view plain) {
  plain = trim(plain, " .,:");
  if (plain.empty() || !is_digit(plain.front())) return false;
  return for_each_word(plain, [](std::string_view word) {
    word = trim(word, ".,()");
    while (!word.empty() &&
           (is_digit(word.front()) || word.front() == ':' || word.front() == '.')) {
      word.remove_prefix(1);
    }
    return word.empty() ||
           std::find(kTimeWords.begin(), kTimeWords.end(), word) != kTimeWords.end();
  });
}

// The date at the start of `text`, with a time of day or nothing behind it.
std::optional<StatedTime> leading_date(std::string_view text) {
  text = trim(text, " \t.,:|");
  if (const auto whole = parse_date(text)) return whole;
  for (std::size_t end = text.size(); end > 0;) {
    end = text.find_last_of(" ,", end - 1);
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const auto date = parse_date(trim(text.substr(0, end), " ,"));
    if (!date) continue;
    std::string rest = plain_words(text.substr(end));
    return is_time_of_day(trim(rest, " ,at|")) ? date : std::nullopt;
  }
  return std::nullopt;
}

// A word of a name: it begins with a capital letter or a letter beyond ASCII, or is a particle.
bool is_name_word(std::string_view word) {
  constexpr std::array<std::string_view, 12> kParticles = {"al", "bin", "da", "de", "del", "der",
                                                           "di", "dos", "la", "le", "van", "von"};
  if (word.empty()) return false;
  if (std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end()) return true;
  return is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80;
}

bool is_name(std::string_view text) {
  std::size_t words = 0;
  const bool good = for_each_word(text, [&](std::string_view word) {
    ++words;
    return is_name_word(word) && std::none_of(word.begin(), word.end(), is_digit);
  });
  return good && words >= 2 && words <= kMostNameWords;
}

bool is_role(std::string_view text) {
  const std::string plain = plain_words(text);
  return !for_each_word(plain, [](std::string_view word) {
    return std::find(kRoleWords.begin(), kRoleWords.end(), trim(word, ".")) == kRoleWords.end();
  });
}

// "JANE DOE" -> "Jane Doe"; a name that is not all in capitals stays.
std::string in_title_case(std::string_view text) {
  std::string out(text);
  if (std::any_of(out.begin(), out.end(), is_lower)) return out;
  bool inside = false;
  for (char& c : out) {
    const bool letter = is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
    if (inside) c = to_lower(c);
    inside = letter;
  }
  return out;
}

// The parts of a byline: between commas, semicolons, "and" and ampersands.
std::vector<std::string_view> split_names(std::string_view text) {
  constexpr std::array<std::string_view, 6> kBetween = {", and ", " and ", " AND ",
                                                        " & ",    "; ",    ", "};
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t at = std::string_view::npos;
    std::size_t bytes = 0;
    for (const std::string_view between : kBetween) {
      const std::size_t found = text.find(between);
      if (found >= at) continue;
      at = found;
      bytes = between.size();
    }
    parts.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + bytes);
  }
}

// Where the dash of a dateline stands. Every article's first paragraphs come by here.
std::size_t find_dash(std::string_view text) {
  constexpr std::array<std::string_view, 5> kDashes = {"\xE2\x80\x94", "\xE2\x80\x93", " - ",
                                                       " -- ", " _ "};
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '\xE2' && c != '-' && c != '_') continue;
    const std::size_t begin = c == '\xE2' || at == 0 ? at : at - 1;
    const std::string_view here = text.substr(begin);
    const bool dash = std::any_of(kDashes.begin(), kDashes.end(),
                                  [here](std::string_view each) { return here.starts_with(each); });
    // A dateline may be on a line of its own.
    if (dash || here == " -") return begin;
  }
  return std::string_view::npos;
}

// "LISBON", "NEW YORK", "RIO de JANEIRO": the first word in capitals, the others like a name's.
bool is_place(std::string_view text) {
  const std::string_view first = text.substr(0, text.find(' '));
  const auto capitals = std::count_if(first.begin(), first.end(), is_upper);
  if (capitals < 2 || std::any_of(first.begin(), first.end(), is_lower)) return false;
  return for_each_word(text, [](std::string_view word) { return is_name_word(word); });
}

}  // namespace

std::optional<TimeLine> parse_time_line(std::string_view line) {
  line = trim(line);
  // Every short line comes by here: most have no digit, or begin otherwise than all labels.
  constexpr std::string_view kFirstLetters = "DFLOPUdflopu";
  const bool may_be = !line.empty() && line.size() <= kLongestTimeLine &&
                      kFirstLetters.find(line.front()) != std::string_view::npos &&
                      std::any_of(line.begin(), line.end(), is_digit);
  if (!may_be) return std::nullopt;
  const std::string plain = plain_words(line);
  for (const Label& label : kLabels) {
    if (!plain.starts_with(label.text)) continue;
    const std::string_view after = std::string_view(plain).substr(label.text.size());
    if (!after.empty() && after.front() != ' ' && after.front() != ':') return std::nullopt;
    TimeLine found{label.updated, leading_date(after)};
    if (found.when || is_time_of_day(after)) return found;
    return std::nullopt;
  }
  return std::nullopt;
}

std::vector<std::string> parse_byline(std::string_view line) {
  line = trim(line);
  const bool labelled =
      line.starts_with("By ") || line.starts_with("BY ") || line.starts_with("by ");
  if (!labelled || line.size() > kLongestByline || line.find('\n') != std::string_view::npos) {
    return {};
  }
  std::vector<std::string> names;
  for (const std::string_view part : split_names(trim(line.substr(3)))) {
    if (part.empty() || is_role(part)) continue;
    if (!is_name(part)) return {};
    names.push_back(in_title_case(part));
  }
  return names;
}

std::optional<Dateline> parse_dateline(std::string_view paragraph) {
  const std::string_view head = paragraph.substr(0, kLongestDateline);
  const std::size_t dash = find_dash(head);
  if (dash == std::string_view::npos) return std::nullopt;
  std::string_view place = trim(head.substr(0, dash));
  Dateline found;
  if (place.ends_with(')')) {
    const std::size_t open = place.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    found.agency = trim(place.substr(open + 1, place.size() - open - 2));
    place = trim(place.substr(0, open), " ,");
  }
  // "LISBON, March 3, 2019": the date is not part of the place.
  for (std::size_t comma = place.find(','); comma != std::string_view::npos;
       comma = place.find(',', comma + 1)) {
    const std::string_view rest = trim(place.substr(comma + 1));
    if (std::none_of(rest.begin(), rest.end(), is_digit)) break;
    found.date = parse_date(rest);
    const bool day_only = !found.date && !rest.empty() && is_digit(rest.back());
    if (!found.date && !day_only) continue;
    place = trim(place.substr(0, comma));
    break;
  }
  const std::size_t comma = std::min(place.find(','), place.size());
  if (!is_place(place.substr(0, comma))) return std::nullopt;
  found.place = in_title_case(place.substr(0, comma)) + std::string(place.substr(comma));
  return found;
}

}  // namespace quire::extract
