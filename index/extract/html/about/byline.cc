#include "index/extract/html/about/byline.h"

#include <algorithm>
#include <array>
#include <set>

#include "index/base/utf8.h"
#include "index/extract/draft/month_names.h"
#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/blocks.h"
#include "index/text/normalizer.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLongestByline = 300;  // bytes
constexpr std::size_t kLongestName = 80;
constexpr std::size_t kMostWords = 6;
constexpr std::size_t kMostNames = 20;
constexpr std::size_t kLongestShownByline = 160;  // an element with more is no byline

// All folded (text::fold).
constexpr std::array<std::string_view, 36> kPrefixes = {"written by ",
                                                        "posted by ",
                                                        "published by ",
                                                        "story by ",
                                                        "words by ",
                                                        "reported by ",
                                                        "submitted by ",
                                                        "photos by ",
                                                        "compiled by ",
                                                        "edited by ",
                                                        "article by ",
                                                        "text by ",
                                                        "review by ",
                                                        "por ",
                                                        "par ",
                                                        "von ",
                                                        "av ",
                                                        "af ",
                                                        "door ",
                                                        "di ",
                                                        "autor: ",
                                                        "autora: ",
                                                        "author: ",
                                                        "authors: ",
                                                        "auteur: ",
                                                        "autor ",
                                                        "author ",
                                                        "text: ",
                                                        "foto: ",
                                                        "words: ",
                                                        "by: ",
                                                        "by ",
                                                        "von: ",
                                                        "por: ",
                                                        "\u0430\u0432\u0442\u043E\u0440: ",
                                                        "\u4F5C\u8005: "};

constexpr std::array<std::string_view, 13> kBetweenNames = {
    " and ", " & ", " und ",    " et ",   " y ",   " e ",  " och ",
    " og ",  " i ", " \u0438 ", " with ", " mit ", " con "};

// A part with one of these words is what someone is, not who.
constexpr std::array<std::string_view, 47> kRoles = {
    "editor",    "editors",   "reporter",   "reporters",     "correspondent", "correspondents",
    "staff",     "writer",    "writers",    "contributor",   "contributors",  "columnist",
    "chief",     "bureau",    "senior",     "journalist",    "producer",      "photographer",
    "analyst",   "freelance", "columnists", "specialist",    "special",       "follow",
    "redakteur", "redaktion", "redaccion",  "redaction",     "redakcja",      "redazione",
    "newsroom",  "webmaster", "admin",      "administrator", "administrador", "superuser",
    "updated",   "published", "last",       "posted",        "comments",      "desk",
    "newsdesk",  "anonymous", "about",      "operations",    "authors"};

constexpr std::array<std::string_view, 12> kDegrees = {"ma", "md",   "m.d.", "phd", "ph.d.", "mph",
                                                       "rn", "m.a.", "ba",   "esq", "mba",   "msc"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The text from where its folded form goes on behind `folded_prefix`; folding keeps the number of
// characters of these prefixes.
std::string_view without_prefix(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    const std::string folded = text::fold(text::plain_punctuation(text.substr(0, 40)));
    for (const std::string_view prefix : kPrefixes) {
      if (!folded.starts_with(prefix)) continue;
      text = trim_ascii(text.substr(byte_offset_of(text, count_code_points(prefix))));
      again = true;
      break;
    }
  }
  return text;
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

// "Doe, Jane" -> "Jane Doe"; a comma between two whole names stays one.
std::string family_name_last(std::string_view text) {
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) {
    return std::string(text);
  }
  const std::string_view family = text.substr(0, comma);
  const std::string_view given = text.substr(comma + 2);
  const bool one = count_words(family) == 1 && count_words(given) <= 3 &&
                   text.find(" and ") == std::string_view::npos &&
                   !is_one_of(text::fold(given), kDegrees);
  if (!one || text.find(':') != std::string_view::npos) return std::string(text);
  return std::string(given) + " " + std::string(family);
}

// "Jane Doe (Lund)" -> "Jane Doe"; "Richard (R. J.) Roe" stays.
std::string_view without_bracketed(std::string_view part) {
  const std::size_t open = part.find_first_of("(<[");
  if (open == std::string_view::npos) return part;
  const std::size_t close = part.find_first_of(")>]", open);
  const bool at_end = close == std::string_view::npos || close + 1 == part.size();
  return at_end || open == 0 ? trim_ascii(part.substr(0, open)) : part;
}

// "Jane Doe March 11" -> "Jane Doe": what a date left in the same line.
std::string_view without_date(std::string_view part) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  part = trim_ascii(part.substr(0, part.find_first_of("0123456789")));
  for (;;) {
    const std::size_t space = part.rfind(' ');
    if (space == std::string_view::npos || count_words(part) < 3) return part;
    const std::string last = text::fold(part.substr(space + 1));
    if (month_number(last) == 0 && !is_one_of(last, kDays)) return part;
    part = trim_ascii(part.substr(0, space));
  }
}

bool is_name(std::string_view part) {
  if (part.empty() || part.size() > kLongestName) return false;
  if (part.find_first_of("0123456789@#{}=<>()[]") == 0) return false;
  if (part.find_first_of("@#{}=<>") != std::string_view::npos) return false;
  if (part.find("://") != std::string_view::npos || part.find("www.") != std::string_view::npos) {
    return false;
  }
  const std::string folded = text::fold(part);
  if (is_one_of(folded, kDegrees)) return false;
  bool role = false;
  for_ascii_words(folded, [&](std::string_view word) { role = role || is_one_of(word, kRoles); });
  const auto letters = std::count_if(folded.begin(), folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return letters > 1 && !role && count_words(folded) <= kMostWords;
}

// "Jane Doe (with John Roe)" -> "with John Roe": who stands in brackets wrote it too.
std::string_view bracketed_company(std::string_view byline) {
  for (const std::string_view with : {"(with ", "(avec ", "(mit ", "(con "}) {
    const std::size_t open = byline.find(with);
    if (open == std::string_view::npos) continue;
    const std::size_t close = byline.find(')', open);
    if (close != std::string_view::npos) {
      return byline.substr(open + with.size(), close - open - with.size());
    }
  }
  return {};
}

// "Boats & I" is one name: what a single letter is left over of was no list.
bool is_list_of_names(std::string_view part, std::string_view separator) {
  const std::vector<std::string_view> names = split_at(part, separator);
  return std::none_of(names.begin(), names.end(), [](std::string_view name) {
    return count_code_points(trim_ascii(name)) == 1;
  });
}

// "Contributors to the Atlas": no person, but more than the name of a role.
bool is_group(std::string_view author) {
  return author.size() <= kLongestName && count_words(author) > 1 &&
         author.find_first_of("0123456789@#{}=<>/:") == std::string_view::npos;
}

void add_names(std::string_view byline, std::vector<std::string>& names) {
  for (const std::string& name : names_in_byline(byline)) {
    const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
      return text::fold(other) == text::fold(name);
    });
    if (!known && names.size() < kMostNames) names.push_back(name);
  }
}

std::string shown_text(const Tree& tree, NodeIndex node) {
  std::string text;
  for (const Block& block : blocks_of(tree, node, {})) {
    if (!text.empty()) text += " | ";
    text += block.paragraph.text;
    if (text.size() > kLongestShownByline) return {};
  }
  return text;
}

bool names_author(const Tree& tree, NodeIndex node) {
  if (tree.attribute(node, "rel") == "author") return true;
  const std::string_view itemprop = tree.attribute(node, "itemprop");
  return itemprop == "author" || itemprop == "creator" ||
         tree.attribute(node, "property") == "dc:creator";
}

bool is_named_byline(const Tree& tree, NodeIndex node) {
  bool named = false;
  for (const char* attribute : {"class", "id"}) {
    for_ascii_words(tree.attribute(node, attribute), [&](std::string_view written) {
      const std::string name = lower_ascii(written);
      named = named || name.find("byline") != std::string::npos || name == "author" ||
              name == "authors" || name.ends_with("author-name") || name.ends_with("authorname") ||
              name.ends_with("__author") || name.ends_with("-author") || name == "p-author";
    });
  }
  return named;
}

// The part of an author's mark that is the name, where it is marked itself.
NodeIndex marked_name(const Tree& tree, NodeIndex author) {
  for (NodeIndex node = author + 1; node < tree[author].end; ++node) {
    if (tree.attribute(node, "itemprop") == "name") return node;
  }
  return author;
}

// What an author's mark says; of a byline with links in it, the links, which are the names.
std::string author_mark(const Tree& tree, NodeIndex node) {
  const NodeIndex name = marked_name(tree, node);
  const std::string_view content = tree.attribute(name, "content");
  if (!content.empty()) return std::string(content);
  std::string links;
  for (NodeIndex at = name + 1; at < tree[name].end; ++at) {
    if (tree[at].tag != GUMBO_TAG_A) continue;
    const std::string text = shown_text(tree, at);
    if (names_in_byline(text).empty()) continue;
    if (!links.empty()) links += " | ";
    links += text;
  }
  const std::string shown = shown_text(tree, name);
  if (links.empty()) return shown;
  const std::string_view company = bracketed_company(shown);
  return company.empty() ? links : links + " | " + std::string(company);
}

// A place of other people's names: readers' comments, other articles.
bool is_of_others(const Tree& tree, NodeIndex node) {
  bool others = false;
  for (const char* attribute : {"class", "id"}) {
    for_ascii_words(tree.attribute(node, attribute), [&](std::string_view written) {
      const std::string name = lower_ascii(written);
      others = others || name == "comment" || name == "related" || name.starts_with("comment-") ||
               name.starts_with("comments") || name.starts_with("related-") ||
               name.starts_with("disqus");
    });
  }
  // A page's root says what the page has, not what it is.
  return others && tree[node].tag != GUMBO_TAG_BODY && tree[node].tag != GUMBO_TAG_HTML;
}

bool is_heading(GumboTag tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3;
}

template <class IsMark>
std::vector<std::string> shown_authors(const Tree& tree, const IsMark& is_mark) {
  std::vector<std::string> names;
  NodeIndex first_parent = 0;
  for (NodeIndex node = 0; node < tree.size();) {
    if (!names.empty() && is_heading(tree[node].tag)) break;  // what follows is another article's
    if (!tree.is_text(node) && is_of_others(tree, node)) {
      node = tree[node].end;
      continue;
    }
    if (tree.is_text(node) || tree[node].tag == GUMBO_TAG_META || !is_mark(tree, node)) {
      ++node;
      continue;
    }
    // Authors of other articles stand elsewhere on the page.
    const bool near = names.empty() || node < tree[tree[first_parent].parent].end;
    if (!near) break;
    const std::size_t before = names.size();
    add_names(author_mark(tree, node), names);
    if (before == 0 && !names.empty()) first_parent = tree[node].parent;
    node = tree[node].end;
  }
  return names;
}

}  // namespace

std::vector<std::string> names_in_byline(std::string_view byline) {
  std::vector<std::string> names;
  std::string lines;
  for (const char c : cut_to(byline, kLongestByline))
    lines += c == '\n' ? " | " : std::string(1, c);
  std::string text = text::collapse_space(lines);
  if (const std::string_view company = bracketed_company(text); !company.empty()) {
    const auto open = static_cast<std::size_t>(company.data() - text.data());
    text = text.substr(0, text.rfind('(', open)) + " | " + std::string(company);
  }
  std::vector<std::string> parts = {family_name_last(without_prefix(text))};
  const auto split_all = [&](std::string_view separator) {
    std::vector<std::string> next;
    for (const std::string& part : parts) {
      if (!is_list_of_names(part, separator)) {
        next.push_back(part);
        continue;
      }
      for (const std::string_view each : split_at(part, separator)) next.emplace_back(each);
    }
    parts = std::move(next);
  };
  for (const std::string_view separator :
       {" | ", ";", "\u00B7", "\u2022", " / ", ", ", "\u3001", " - ", " \u2013 ", "\t"}) {
    split_all(separator);
  }
  for (const std::string_view separator : kBetweenNames) split_all(separator);
  for (const std::string& part : parts) {
    std::string_view name = without_prefix(without_bracketed(trim_ascii(part)));
    const std::string_view undated = without_date(name);
    if (undated.size() < name.size() && count_words(undated) < 2) continue;
    name = undated;
    while (!name.empty() && (name.back() == ',' || name.back() == ':' || name.back() == '|')) {
      name.remove_suffix(1);
    }
    if (!is_name(name)) continue;
    const bool known = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
      return text::fold(other) == text::fold(name);
    });
    if (!known && names.size() < kMostNames) names.emplace_back(name);
  }
  return names;
}

std::vector<std::string> find_authors(const Tree& tree, const MetaTable& meta,
                                      const StructuredArticle& structured) {
  std::vector<std::string> names;
  for (const std::string& author : structured.authors) add_names(author, names);
  if (!names.empty()) return names;
  for (const std::string_view key :
       {"dc:creator", "dc.creator", "dcterms.creator", "dcterm.creator", "dcterm:creator", "author",
        "parsely-author", "sailthru.author", "byl", "article:author", "article:author_name",
        "og:article:author", "og:author", "cxenseparse:author"}) {
    for (const std::string_view value : meta.all(key)) add_names(value, names);
    if (!names.empty()) return names;
  }
  names = shown_authors(tree, names_author);
  if (names.empty()) names = shown_authors(tree, is_named_byline);
  if (!names.empty()) return names;
  for (const std::string& author : structured.authors) {
    if (is_group(author)) return {text::collapse_space(author)};
  }
  return {};
}

}  // namespace quire::extract::html
