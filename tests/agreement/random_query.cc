#include "tests/agreement/random_query.h"

#include "index/base/format.h"

namespace quire::agreement {
namespace {

std::string word(Random& random) { return std::string(one_of(random, kWords)); }

std::string phrase(Random& random) {
  std::string out = word(random);
  for (std::size_t more = 1 + below(random, 2); more > 0; --more) out += " " + word(random);
  if (below(random, 6) == 0) out += " mig*";
  return "\"" + out + "\"";
}

std::string pattern(Random& random) {
  constexpr std::string_view kPatterns[] = {"migr*",  "wom?n", "*er", "*o*",   "har?or*", "b*r",
                                            "re-el*", "O'Ne*", "?ar", "caf?*", "str*e",   "x*"};
  return std::string(one_of(random, kPatterns));
}

std::string fuzzy(Random& random) {
  constexpr std::string_view kNames[] = {"Neilsen~", "Nielsn~2", "harbuor~", "polcie~1",
                                         "wmoen~2",  "O'Neal~",  "strasse~", "xyzzy~2"};
  return std::string(one_of(random, kNames));
}

std::string operand(Random& random) {
  switch (below(random, 9)) {
    case 0:
      return phrase(random);
    case 1:
      return pattern(random);
    case 2:
      return fuzzy(random);
    case 3:
      return "=" + word(random);
    case 4:
      return "title:" + word(random);
    case 5:
      return "lead:" + (below(random, 2) == 0 ? word(random) : phrase(random));
    default:
      return word(random);
  }
}

// What NEAR and its like take.
std::string place(Random& random, int depth) {
  if (depth == 0 || below(random, 3) > 0) return operand(random);
  if (below(random, 2) == 0) {
    return format("({} OR {})", place(random, depth - 1), place(random, depth - 1));
  }
  constexpr std::string_view kJoins[] = {"NEAR/3", "NEAR", "ADJ", "ADJ/4", "SAME", "PARA"};
  return format("({} {} {})", place(random, depth - 1), one_of(random, kJoins),
                place(random, depth - 1));
}

std::string placed(Random& random) {
  constexpr std::string_view kJoins[] = {"NEAR/1", "NEAR/5", "ADJ", "ADJ/3", "SAME", "PARA"};
  if (below(random, 5) == 0) {
    return format("atleast{}:{}", 1 + below(random, 4), place(random, 1));
  }
  return format("{} {} {}", place(random, 2), one_of(random, kJoins), place(random, 2));
}

std::string value(Random& random) {
  const auto quoted = [](std::string_view text) { return format("\"{}\"", text); };
  switch (below(random, 8)) {
    case 0:
      return "source:" + quoted(one_of(random, kSources));
    case 1:
      return "by:" + quoted(one_of(random, kAuthors));
    case 2:
      return "place:" + quoted(one_of(random, kPlaces));
    case 3:
      return "tag:" + quoted(one_of(random, kTags));
    case 4:
      return "host:" + std::string(one_of(random, kHosts));
    case 5:
      return "path:" + std::string(one_of(random, kFolders));
    case 6:
      return below(random, 2) == 0 ? "by:ro*" : "section:\"local n*\"";
    default:
      return below(random, 2) == 0 ? "lang:de" : "source:gazette";
  }
}

std::string range(Random& random) {
  constexpr std::string_view kRanges[] = {
      "date:2018",     "date:2017-03",      "date:2018-11-30",     "date:2017-11-05..2018-02",
      "date:..2017",   "date:2018-06-15..", "date:\"last month\"", "since:200d",
      "since:2018-03", "until:2017-12",     "updated:2018",        "updated:..2017-06",
      "words:50..",    "words:..20",        "words:10..100",       "date:1y"};
  return std::string(one_of(random, kRanges));
}

std::string some(Random& random, int depth);

std::string clause(Random& random, int depth) {
  constexpr std::string_view kSigns[] = {"", "", "", "+", "-"};
  const std::string sign(one_of(random, kSigns));
  const std::size_t kind = below(random, 10);
  if (kind < 5) return sign + operand(random);
  if (kind < 7) return sign + placed(random);
  if (kind == 7) return sign + value(random);
  if (kind == 8) return sign + range(random);
  return depth > 0 ? format("{}({})", sign, some(random, depth - 1)) : sign + operand(random);
}

std::string some(Random& random, int depth) {
  std::string out = clause(random, depth);
  constexpr std::string_view kJoins[] = {" ", " ", " AND ", " OR ", " NOT ", " AND NOT "};
  for (std::size_t more = below(random, 3); more > 0; --more) {
    out += format("{}{}", one_of(random, kJoins), clause(random, depth));
  }
  return out;
}

}  // namespace

std::string random_query(Random& random) { return some(random, 2); }

std::string mutated(Random& random, std::string query) {
  constexpr std::string_view kSigns = "\"()*?~:-+=\\ /.";
  for (std::size_t times = 1 + below(random, 3); times > 0 && !query.empty(); --times) {
    const std::size_t at = below(random, query.size());
    switch (below(random, 4)) {
      case 0:
        query.erase(at, 1);
        break;
      case 1:
        query.insert(at, 1, query[at]);
        break;
      case 2:
        query.insert(at, 1, kSigns[below(random, kSigns.size())]);
        break;
      default:
        query.resize(at);
    }
  }
  return query;
}

}  // namespace quire::agreement
