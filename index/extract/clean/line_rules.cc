#include "index/extract/clean/line_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "index/extract/clean/plain_words.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongest = 250;        // bytes; furniture is short
constexpr std::size_t kLongestCredit = 160;  // of a photograph's credit

constexpr std::array<std::string_view, 26> kAdvertisements = {
    "advertisement",
    "advertisements",
    "advertising",
    "advertisement continue reading the main story",
    "advertisement scroll to continue",
    "ad",
    "ad feedback",
    "ads by google",
    "anzeige",
    "article continues below",
    "article continues after advertisement",
    "paid content",
    "paid post",
    "promoted",
    "promoted content",
    "publicidad",
    "publicité",
    "pubblicità",
    "reclame",
    "scroll to continue with content",
    "skip ad",
    "skip advertisement",
    "sponsored",
    "sponsored content",
    "story continues below",
    "werbung",
};

// The whole line.
constexpr std::array<std::string_view, 30> kPointers = {
    "also read",           "continue reading", "editor's picks",
    "editors' picks",      "from the web",     "in this story",
    "keep reading",        "latest news",      "more from this section",
    "more like this",      "more news",        "more on this story",
    "more stories",        "most popular",     "most read",
    "most viewed",         "on this topic",    "read more",
    "read next",           "recommended",      "recommended for you",
    "recommended reading", "related",          "related articles",
    "related content",     "related stories",  "related topics",
    "top stories",         "trending",         "trending now",
};

// What such a line begins with; a headline of another article follows.
constexpr std::array<std::string_view, 18> kPointerStarts = {
    "also read:", "click here to read", "don't miss:",       "further reading:", "more:",
    "read also:", "read more:",         "read more about",   "read more at",     "read more on",
    "read next:", "read the full",      "related:",          "related article:", "related story:",
    "see also:",  "what to read next",  "you may also like",
};

constexpr std::array<std::string_view, 29> kShareWords = {
    "article",   "bluesky",   "comment",   "comments", "copy",     "email", "e-mail",   "facebook",
    "flipboard", "follow",    "instagram", "link",     "linkedin", "mail",  "mastodon", "on",
    "pin",       "pinterest", "print",     "reddit",   "save",     "share", "telegram", "this",
    "threads",   "tweet",     "twitter",   "via",      "whatsapp",
};

constexpr std::array<std::string_view, 6> kShareStarts = {
    "follow us on",          "share on ",     "share this ", "like us on facebook",
    "join the conversation", "follow him on",
};

// Enough by themselves.
constexpr std::array<std::string_view, 9> kPrompts = {
    "already a subscriber", "become a subscriber",    "subscribe for",
    "subscribe here",       "subscribe now",          "subscribe to",
    "subscribe today",      "support our journalism", "this article is for subscribers",
};

// With one of the words below.
constexpr std::array<std::string_view, 9> kPromptStarts = {
    "become a member",
    "create a free account",
    "enter your email",
    "get our",
    "get the",
    "join our",
    "receive our",
    "sign up",
    "to continue reading",
};

constexpr std::array<std::string_view, 9> kPromptWords = {
    "newsletter", "inbox",   "subscri", "your email",       "free trial",
    "log in",     "sign in", "alerts",  "continue reading",
};

constexpr std::array<std::string_view, 16> kCreditStarts = {
    "(ap photo",     "(photo",        "ap photo",     "credit:",  "file photo", "getty images",
    "image caption", "image credit",  "image source", "image:",   "photo by",   "photo credit",
    "photo:",        "photograph by", "photograph:",  "picture:",
};

constexpr std::array<std::string_view, 9> kCreditEnds = {
    "/afp",          "/ap",     "/ap photo",        "/getty images", "/reuters",
    "/shutterstock", "via ap)", "via getty images", "/file photo",
};

// Every paragraph of every article is compared with these tables, so that one character decides
// wherever it can.
template <class Table>
bool is_one_of(const Table& table, std::string_view line) {
  return std::any_of(table.begin(), table.end(), [line](std::string_view entry) {
    return entry.size() == line.size() && entry.front() == line.front() && entry == line;
  });
}

template <class Table>
bool starts_with_one_of(const Table& table, std::string_view line) {
  return std::any_of(table.begin(), table.end(), [line](std::string_view start) {
    return start.front() == line.front() && line.starts_with(start);
  });
}

// Which first two bytes, ASCII letters in lower case, a line of furniture may have that is longer
// than a label.
using Beginnings = std::array<bool, 1U << 16U>;

constexpr std::size_t beginning_of(std::string_view line) {
  const auto folded = [](char c) {
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  };
  return static_cast<std::size_t>(folded(line[0])) << 8U | folded(line[1]);
}

constexpr Beginnings kBeginnings = [] {
  Beginnings beginnings{};
  const auto add = [&beginnings](const auto& table) {
    for (const std::string_view start : table) beginnings[beginning_of(start)] = true;
  };
  add(kPointerStarts);
  add(kShareStarts);
  add(kPrompts);
  add(kPromptStarts);
  add(kCreditStarts);
  return beginnings;
}();

// Most paragraphs are prose, and need not be looked at more closely: they are longer than a label,
// begin like no furniture, and end like no credit.
bool is_surely_prose(std::string_view paragraph) {
  constexpr std::size_t kLongestLabel = 64;
  const std::size_t ink = paragraph.find_first_not_of(" \t\n");
  if (paragraph.size() - std::min(ink, paragraph.size()) <= kLongestLabel) return false;
  const char last = paragraph.back();
  const bool ends_a_sentence = last == '.' || last == '"' || last == '\x9D' || last == '?';
  return ends_a_sentence && !kBeginnings[beginning_of(paragraph.substr(ink))];
}

bool is_advertisement(std::string_view line) {
  if (is_one_of(kAdvertisements, line)) return true;
  return line.find("continues below") != std::string_view::npos &&
         line.find("advert") != std::string_view::npos;
}

bool is_share(std::string_view whole, std::string_view line) {
  if (starts_with_one_of(kShareStarts, line)) return !ends_a_sentence(whole);
  std::size_t words = 0;
  const bool all = for_each_word(line, [&](std::string_view word) {
    ++words;
    return is_one_of(kShareWords, word);
  });
  return all && words > 0 && line != "on" && line != "article" && line != "this article";
}

bool is_prompt(std::string_view line) {
  if (starts_with_one_of(kPrompts, line)) return true;
  if (!starts_with_one_of(kPromptStarts, line)) return false;
  return std::any_of(kPromptWords.begin(), kPromptWords.end(), [line](std::string_view word) {
    return line.find(word) != std::string_view::npos;
  });
}

bool is_credit(std::string_view line) {
  if (line.size() > kLongestCredit) return false;
  if (starts_with_one_of(kCreditStarts, line)) return true;
  return std::any_of(kCreditEnds.begin(), kCreditEnds.end(), [line](std::string_view end) {
    return end.back() == line.back() && line.ends_with(end);
  });
}

}  // namespace

std::optional<Rule> furniture_rule(std::string_view paragraph) {
  if (paragraph.size() > kLongest || is_surely_prose(paragraph)) return std::nullopt;
  const std::string line = plain_words(paragraph);
  if (line.empty()) return std::nullopt;
  const std::string_view bare = without_end_marks(line);
  if (bare.empty()) return std::nullopt;
  if (is_advertisement(bare)) return Rule::kAdvertisement;
  if (is_one_of(kPointers, bare) || starts_with_one_of(kPointerStarts, line)) {
    return Rule::kReadMore;
  }
  if (is_share(line, bare)) return Rule::kShare;
  if (is_prompt(line)) return Rule::kSubscribe;
  if (is_credit(line)) return Rule::kPhotoCredit;
  return std::nullopt;
}

}  // namespace quire::extract
