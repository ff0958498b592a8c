#include "index/extract/draft/written_date.h"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "index/extract/draft/date_tokens.h"
#include "index/extract/draft/month_names.h"
#include "index/text/normalizer.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLookedAt = 300;    // bytes
constexpr std::size_t kFarthestTime = 5;  // tokens between a date and its time of day
constexpr UnixSeconds kMinute = 60;
constexpr UnixSeconds kHour = 3600;

using Tokens = std::span<const DateToken>;
using Kind = DateToken::Kind;

struct Day {
  date::sys_days day;
  std::size_t tokens = 0;  // how many it is written with
};

struct TimeOfDay {
  UnixSeconds seconds = 0;          // since midnight
  std::optional<UnixSeconds> east;  // of Greenwich
  std::size_t tokens = 0;
};

std::optional<Day> day_of(std::uint64_t year, std::uint64_t month, std::uint64_t day,
                          std::size_t tokens) {
  if (year < 1900 || year > 2100) return std::nullopt;
  const date::year_month_day date{date::year{static_cast<int>(year)},
                                  date::month{static_cast<unsigned>(month)},
                                  date::day{static_cast<unsigned>(day)}};
  if (month > 12 || day > 31 || !date.ok()) return std::nullopt;
  return Day{date, tokens};
}

// "20": 2020. "95": 1995.
std::uint64_t full_year(const DateToken& token) {
  if (token.text.size() != 2) return token.value;
  return token.value < 70 ? 2000 + token.value : 1900 + token.value;
}

bool is_small(const DateToken& token) { return token.is_number(1, 2); }
bool is_year(const DateToken& token) { return token.is_number(4, 4); }
bool is_between(const DateToken& token) { return token.is("-") || token.is("/") || token.is("."); }

// "20200317", "202003171030", "20200317103000": the day; the rest is read as the time.
std::optional<Day> compact_day(Tokens tokens) {
  const DateToken& number = tokens[0];
  std::uint64_t day = number.value;
  if (number.is_number(12, 12)) day /= 10000;
  if (number.is_number(14, 14)) day /= 1000000;
  if (!number.is_number(8, 8) && !number.is_number(12, 12) && !number.is_number(14, 14)) {
    return std::nullopt;
  }
  return day_of(day / 10000, day / 100 % 100, day % 100, 1);
}

// "2020-03-17", "17/3/2020", "17.03.20".
std::optional<Day> numeric_day(Tokens tokens, NumericOrder order) {
  if (tokens.size() < 5 || !is_between(tokens[1]) || !tokens[3].is(tokens[1].text)) {
    return std::nullopt;
  }
  const bool goes_on = tokens.size() > 6 && tokens[5].is(tokens[1].text) &&
                       tokens[6].kind == Kind::kNumber && !tokens[6].space_before;
  if (goes_on) return std::nullopt;  // a version or an address
  if (is_year(tokens[0]) && is_small(tokens[2]) && is_small(tokens[4])) {
    return day_of(tokens[0].value, tokens[2].value, tokens[4].value, 5);
  }
  if (!is_small(tokens[0]) || !is_small(tokens[2])) return std::nullopt;
  const bool short_year = tokens[4].is_number(2, 2);
  if (!is_year(tokens[4]) && !short_year) return std::nullopt;
  const bool dotted = tokens[1].is(".");
  const bool month_first = tokens[2].value > 12 ||
                           (order == NumericOrder::kMonthFirst && !dotted && tokens[0].value <= 12);
  const DateToken& month = month_first ? tokens[0] : tokens[2];
  const DateToken& day = month_first ? tokens[2] : tokens[0];
  return day_of(full_year(tokens[4]), month.value, day.value, 5);
}

// "2020年3月17日", "2020년 3월 17일".
std::optional<Day> east_asian_day(Tokens tokens) {
  if (tokens.size() < 6 || !is_year(tokens[0]) || !is_small(tokens[2]) || !is_small(tokens[4])) {
    return std::nullopt;
  }
  const bool chinese = tokens[1].is("\u5E74") && tokens[3].is("\u6708") && tokens[5].is("\u65E5");
  const bool korean = tokens[1].is("\uB144") && tokens[3].is("\uC6D4") && tokens[5].is("\uC77C");
  if (!chinese && !korean) return std::nullopt;
  return day_of(tokens[0].value, tokens[2].value, tokens[4].value, 6);
}

// What may stand between a day, its month and its year: points, commas, "of", ordinals.
bool is_joint(const DateToken& token) {
  constexpr std::array<std::string_view, 17> kJoints = {"st",  "nd", "rd",  "th", "er", "de",
                                                        "del", "of", "den", "o",  "a",  "\u0433",
                                                        ".",   ",",  "-",   "/",  "'"};
  return std::find(kJoints.begin(), kJoints.end(), token.text) != kJoints.end();
}

// Moves over up to three joints.
void skip_joints(Tokens tokens, std::size_t& at) {
  for (int i = 0; i < 3 && at < tokens.size() && is_joint(tokens[at]); ++i) ++at;
}

// A day, a month's name and a year, in any order that people use.
std::optional<Day> named_day(Tokens tokens) {
  std::uint64_t year = 0;
  std::uint64_t day = 0;
  unsigned month = 0;
  std::size_t at = 0;
  std::size_t end = 0;
  for (int part = 0; part < 3 && at < tokens.size(); ++part) {
    const DateToken& token = tokens[at];
    const bool dashed = at > 0 && (tokens[at - 1].is("-") || tokens[at - 1].is("'"));
    if (is_year(token) && year == 0) {
      year = token.value;
    } else if (is_small(token) && day == 0) {
      day = token.value;
    } else if (token.is_number(2, 2) && month != 0 && dashed) {
      year = full_year(token);
    } else if (token.kind == Kind::kWord && month == 0) {
      month = month_number(token.text);
      if (month == 0) return std::nullopt;
    } else {
      return std::nullopt;
    }
    end = ++at;
    skip_joints(tokens, at);
  }
  if (month == 0) return std::nullopt;
  return day_of(year, month, day, end);
}

std::optional<Day> day_at(Tokens tokens, NumericOrder order) {
  if (tokens[0].kind == Kind::kSign) return std::nullopt;
  if (const auto day = compact_day(tokens)) return day;
  if (const auto day = numeric_day(tokens, order)) return day;
  if (const auto day = east_asian_day(tokens)) return day;
  return named_day(tokens);
}

struct Zone {
  std::string_view name;
  int minutes;  // east of Greenwich
};

constexpr std::array kZones = {
    Zone{"z", 0},      Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"wet", 0},    Zone{"bst", 60},
    Zone{"cet", 60},   Zone{"mez", 60},   Zone{"cest", 120}, Zone{"mesz", 120}, Zone{"eet", 120},
    Zone{"eest", 180}, Zone{"msk", 180},  Zone{"ist", 330},  Zone{"hkt", 480},  Zone{"sgt", 480},
    Zone{"jst", 540},  Zone{"kst", 540},  Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"est", -300},
    Zone{"edt", -240}, Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360},
    Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"et", -300},  Zone{"pt", -480},
};

// "+01:00", "-0500", "+2".
void take_numeric_zone(Tokens tokens, std::size_t& at, TimeOfDay& time) {
  if (at + 1 >= tokens.size() || (!tokens[at].is("+") && !tokens[at].is("-"))) return;
  const DateToken& number = tokens[at + 1];
  if (!number.is_number(1, 2) && !number.is_number(4, 4)) return;
  if (tokens[at].is("-") && number.space_before) return;
  const bool both = number.text.size() == 4;
  auto hours = static_cast<UnixSeconds>(both ? number.value / 100 : number.value);
  auto minutes = static_cast<UnixSeconds>(both ? number.value % 100 : 0);
  std::size_t used = 2;
  if (!both && at + 3 < tokens.size() && tokens[at + 2].is(":") && tokens[at + 3].is_number(2, 2)) {
    minutes = static_cast<UnixSeconds>(tokens[at + 3].value);
    used = 4;
  }
  if (hours > 14 || minutes > 59) return;
  const UnixSeconds east = hours * kHour + minutes * kMinute;
  time.east = tokens[at].is("-") ? -east : east;
  at += used;
}

void take_zone(Tokens tokens, std::size_t& at, TimeOfDay& time) {
  if (at < tokens.size() && tokens[at].kind == Kind::kWord) {
    const auto zone = std::find_if(kZones.begin(), kZones.end(),
                                   [&](const Zone& known) { return tokens[at].is(known.name); });
    if (zone == kZones.end()) return;
    time.east = zone->minutes * kMinute;
    ++at;
  }
  take_numeric_zone(tokens, at, time);
}

// "am", "p.m.".
void take_half_of_day(Tokens tokens, std::size_t& at, TimeOfDay& time) {
  if (at >= tokens.size()) return;
  std::string_view half = tokens[at].text;
  std::size_t used = 1;
  if ((half == "a" || half == "p") && at + 2 < tokens.size() && tokens[at + 1].is(".") &&
      tokens[at + 2].is("m")) {
    half = half == "a" ? "am" : "pm";
    used = at + 3 < tokens.size() && tokens[at + 3].is(".") ? 4 : 3;
  }
  if (half == "pm" && time.seconds < 12 * kHour) time.seconds += 12 * kHour;
  if (half == "am" && time.seconds >= 12 * kHour) time.seconds -= 12 * kHour;
  if (half == "am" || half == "pm") at += used;
}

// "10:30", "10:30:15.250", "10.30", "10h30", "10時30分", with half of day and zone.
std::optional<TimeOfDay> time_at(Tokens tokens) {
  if (tokens.size() < 3 || !is_small(tokens[0]) || !tokens[2].is_number(2, 2)) return std::nullopt;
  constexpr std::array<std::string_view, 5> kBetween = {":", ".", "h", "\u6642", "\u65F6"};
  if (std::find(kBetween.begin(), kBetween.end(), tokens[1].text) == kBetween.end()) {
    return std::nullopt;
  }
  if (tokens[0].value > 23 || tokens[2].value > 59) return std::nullopt;
  // "17.03.2020" is no time.
  if (tokens[1].is(".") && tokens.size() > 4 && tokens[3].is(".") &&
      tokens[4].kind == Kind::kNumber) {
    return std::nullopt;
  }
  TimeOfDay time;
  time.seconds = static_cast<UnixSeconds>(tokens[0].value) * kHour +
                 static_cast<UnixSeconds>(tokens[2].value) * kMinute;
  std::size_t at = 3;
  if (at + 1 < tokens.size() && tokens[at].is(":") && tokens[at + 1].is_number(2, 2) &&
      tokens[at + 1].value < 60) {
    time.seconds += static_cast<UnixSeconds>(tokens[at + 1].value);
    at += 2;
    if (at + 1 < tokens.size() && (tokens[at].is(".") || tokens[at].is(",")) &&
        tokens[at + 1].kind == Kind::kNumber && !tokens[at + 1].space_before) {
      at += 2;
    }
  }
  if (at < tokens.size() && tokens[at].is("\u5206")) ++at;
  take_half_of_day(tokens, at, time);
  take_zone(tokens, at, time);
  time.tokens = at;
  return time;
}

// The rest of "20200317103000".
std::optional<TimeOfDay> compact_time(const DateToken& number) {
  if (!number.is_number(12, 14) || number.text.size() == 13) return std::nullopt;
  const std::uint64_t digits = number.text.size() == 12 ? number.value * 100 : number.value;
  const auto clock = static_cast<UnixSeconds>(digits % 1000000);
  if (clock / 10000 > 23 || clock / 100 % 100 > 59 || clock % 100 > 59) return std::nullopt;
  return TimeOfDay{clock / 10000 * kHour + clock / 100 % 100 * kMinute + clock % 100, {}, 0};
}

// Words that say nothing beside a date.
bool is_filler(const DateToken& token) {
  if (token.kind == Kind::kSign) return true;
  if (token.kind == Kind::kNumber) return false;
  constexpr std::array<std::string_view, 24> kFillers = {
      "at", "t",   "um", "uhr", "a",  "las", "les", "alle", "ore", "h",  "hs", "hrs",
      "kl", "klo", "as", "om",  "og", "on",  "the", "den",  "am",  "il", "le", "\u0432"};
  return std::find(kFillers.begin(), kFillers.end(), token.text) != kFillers.end();
}

// A date that stands at the front and nothing but which follows; a first word is the weekday.
bool is_alone(Tokens before, Tokens after) {
  if (!before.empty() && before[0].kind == Kind::kWord) before = before.subspan(1);
  const auto filler = [](const DateToken& token) { return is_filler(token); };
  return std::all_of(before.begin(), before.end(), filler) &&
         std::all_of(after.begin(), after.end(), filler);
}

struct PlacedTime {
  TimeOfDay time;
  std::size_t begin = 0;
};

// The time of day behind a date's end.
std::optional<PlacedTime> time_behind(Tokens tokens, std::size_t end) {
  for (std::size_t at = end; at < std::min(tokens.size(), end + kFarthestTime); ++at) {
    if (const auto time = time_at(tokens.subspan(at))) return PlacedTime{*time, at};
    if (tokens[at].kind == Kind::kNumber) break;
  }
  return std::nullopt;
}

// "1584441000" or, in milliseconds, "1584441000000".
std::optional<WrittenDate> from_timestamp(Tokens tokens) {
  if (tokens.size() != 1) return std::nullopt;
  const DateToken& number = tokens[0];
  if (!number.is_number(10, 10) && !number.is_number(13, 13)) return std::nullopt;
  const auto value = static_cast<UnixSeconds>(number.value);
  return WrittenDate{number.text.size() == 13 ? value / 1000 : value, true, true, true};
}

}  // namespace

std::optional<WrittenDate> find_written_date(std::string_view text, NumericOrder order) {
  const std::string folded = text::fold(text.substr(0, kLookedAt));
  const std::vector<DateToken> all = date_tokens(folded);
  const Tokens tokens = all;
  if (const auto stamp = from_timestamp(tokens)) return stamp;
  std::optional<PlacedTime> before;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool inside = i >= 2 && is_small(tokens[i]) && is_between(tokens[i - 1]) &&
                        !tokens[i].space_before && tokens[i - 2].kind == Kind::kNumber;
    const auto day = inside ? std::nullopt : day_at(tokens.subspan(i), order);
    if (!day) {
      const auto time = time_at(tokens.subspan(i));
      if (time) before = PlacedTime{*time, i};
      if (time) i += time->tokens - 1;
      continue;
    }
    std::size_t begin = i;
    std::size_t end = i + day->tokens;
    std::optional<PlacedTime> time = time_behind(tokens, end);
    if (time) {
      end = time->begin + time->time.tokens;
    } else if (const auto rest = compact_time(tokens[i])) {
      time = PlacedTime{*rest, i};
    } else if (before && i - (before->begin + before->time.tokens) < kFarthestTime) {
      time = before;
      begin = before->begin;
    }
    WrittenDate found;
    found.when = day->day.time_since_epoch().count() * 24 * kHour;
    found.has_time = time.has_value();
    found.has_zone = time && time->time.east;
    if (time) {
      const UnixSeconds east = time->time.east.value_or(0);
      found.when = {found.when + time->time.seconds - east, static_cast<std::int32_t>(east)};
    }
    found.alone = is_alone(tokens.first(begin), tokens.subspan(end));
    return found;
  }
  return std::nullopt;
}

}  // namespace quire::extract
