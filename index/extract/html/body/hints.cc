#include "index/extract/html/body/hints.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/tags.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kMostWordsOfId = 3;  // a longer one is a sentence, not a name

// Whole words; those that end in '*' are beginnings of words.
constexpr std::array kCertainWords = {
    "comment*", "disqus*",     "respond",     "livefyre", "nav",      "navbar",    "navigation",
    "navi",     "menu*",       "breadcrumb*", "footer*",  "sidebar*", "cookie*",   "gdpr",
    "consent",  "modal*",      "popup*",      "popover*", "hover*",   "rollover*", "dropdown*",
    "flyout*",  "newsletter*", "advert*",     "ads",      "related*", "recirc*",   "outbrain*",
    "taboola*", "copyright",   "pagination",  "skiplink",
};

constexpr std::array kFurnitureWords = {
    // Ways to hand the article on and to follow its makers.
    "share*",
    "sharing",
    "social*",
    "addthis*",
    "sharedaddy",
    "follow",
    "followus",
    // Other articles.
    "related*",
    "recommend*",
    "recirc*",
    "readmore",
    "morestories",
    "mostread",
    "mostpopular",
    "popular",
    "trending",
    "readnext",
    "upnext",
    "teaser*",
    "promo*",
    "outbrain*",
    "taboola*",
    "zergnet",
    "crosslink*",
    "seealso",
    "stream",
    "alsoread",
    "morefrom",
    "headlines",
    "onward",
    "jp-relatedposts",
    "yarpp*",
    "moreon",
    "inlinelink",
    "linkbox",
    "linklist",
    // What readers write.
    "comment*",
    "disqus*",
    "respond",
    "replies",
    "discussion",
    "livefyre",
    "coral",
    "reactions",
    // What readers are asked for.
    "newsletter*",
    "subscri*",
    "signup",
    "paywall*",
    "login",
    "signin",
    "regwall",
    "donate*",
    "donation*",
    "cta",
    "piano*",
    "mailchimp",
    "optin",
    "membership",
    // What others paid for.
    "advert*",
    "ad",
    "ads",
    "adv",
    "adslot",
    "adsense",
    "adbox",
    "adunit",
    "adwrapper",
    "sponsor*",
    "dfp",
    "gpt",
    "advertisement*",
    "commercial",
    "affiliate*",
    "shopping",
    // Finding the way.
    "nav",
    "navbar",
    "navigation",
    "navi",
    "menu*",
    "breadcrumb*",
    "pagination",
    "pager",
    "paging",
    "toolbar",
    "sitemap",
    "footer*",
    "sidebar*",
    "masthead",
    "topbar",
    "skip",
    "skiplink",
    "toc",
    "prevnext",
    "postnav*",
    "nextprev",
    "colophon",
    "rail",
    "rightrail",
    "rightcol*",
    // Notices.
    "cookie*",
    "gdpr",
    "consent",
    "popup*",
    "modal*",
    "overlay",
    "tooltip",
    "copyright",
    "disclaimer",
    "legal",
    // Pictures' words.
    "caption*",
    "figcaption",
    "credit",
    "credits",
    "photocredit",
    "imagecredit",
    "gallery*",
    "slideshow",
    "lightbox",
    "carousel*",
    "slider",
    "videoplayer",
    "player",
    "thumb*",
    // About the article.
    "tags",
    "taglist",
    "tagcloud",
    "hashtags",
    "keywords",
    "byline*",
    "authorbio",
    "bio",
    "biography",
    "timestamp",
    "dateline",
    "pubdate",
    "rating*",
    "printfriendly",
    "correction-form",
    "errata",
    "noprint",
    "screenreader",
    "sronly",
    "hentry-meta",
    "entrymeta",
    "postmeta",
    "articlemeta",
    "metadata",
    "infobox-share",
    "audioplayer",
    "listen",
    "reportanerror",
    "poll",
    "quiz",
};

constexpr std::array kDoubtfulWords = {
    "author*",       "widget*",    "banner",    "tag",       "topics",  "topic",     "categories",
    "category",      "meta",       "aside",     "utility",   "tools",   "actions",   "secondary",
    "complementary", "extra",      "more",      "links",     "next",    "previous",  "search",
    "latest",        "hidden",     "callout",   "box",       "print",   "info",      "contributors",
    "date",          "time",       "published", "kicker",    "eyebrow", "dek",       "button*",
    "btn",           "hide",       "video*",    "image*",    "photo*",  "pullquote", "attribution",
    "source",        "references", "navbox",    "profile",   "notice",  "contact",   "events",
    "feedback",      "tooltip",    "reference", "footnotes", "podcast", "factbox",   "disclosure",
};

constexpr std::array kBodyNames = {
    "articlebody",   "articlecontent",     "articletext",   "storybody",      "storycontent",
    "storytext",     "postcontent",        "postbody",      "posttext",       "entrycontent",
    "entrybody",     "entrytext",          "contentbody",   "bodycontent",    "bodycopy",
    "articlecopy",   "newstext",           "newsbody",      "newscontent",    "fieldnamebody",
    "bodytext",      "maintext",           "richtext",      "textcontent",    "contenttext",
    "singlecontent", "articlemaincontent", "articledetail", "contentarticle", "blogcontent",
    "fulltext",      "newsdetail",
};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }

// Calls visit(word) for each word of a name: "relatedPosts-list_2" has related, posts, list.
template <class Visit>
void for_words(std::string_view name, const Visit& visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool letter = i < name.size() && is_letter(name[i]);
    const bool hump = letter && i > begin && is_upper(name[i]) && is_lower(name[i - 1]);
    if (letter && !hump) continue;
    if (i > begin) visit(name.substr(begin, i - begin));
    begin = hump ? i : i + 1;
  }
}

template <std::size_t kCount>
bool matches(std::string_view word, const std::array<const char*, kCount>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    if (pattern.back() != '*') return word == pattern;
    pattern.remove_suffix(1);
    return word.starts_with(pattern);
  });
}

// The letters of a name, in lower case: "Article__Body" -> "articlebody".
std::string letters_of(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (is_letter(c)) out.push_back(c);
  }
  return lower_ascii(out);
}

bool names_body(const std::string& letters) {
  return std::any_of(kBodyNames.begin(), kBodyNames.end(),
                     [&](const char* name) { return letters.find(name) != std::string::npos; });
}

// "has-sidebar", "no-comments": what such a name says is of something else.
bool speaks_of_another(std::string_view first_word) {
  constexpr std::array kWords = {"has", "with", "without", "no", "non", "not", "after", "before"};
  return std::find(kWords.begin(), kWords.end(), first_word) != kWords.end();
}

Hint hint_of_name(std::string_view name) {
  Hint hint = Hint::kNone;
  std::string before;
  bool of_another = false;
  for_words(name, [&](std::string_view mixed) {
    const std::string word = lower_ascii(mixed);
    of_another = of_another || speaks_of_another(word);
    if (of_another) return;
    if (matches(word, kCertainWords)) {
      hint = Hint::kCertain;
    } else if (hint == Hint::kCertain) {
      return;
    } else if (matches(word, kFurnitureWords) || matches(before + word, kFurnitureWords)) {
      hint = Hint::kFurniture;
    } else if (hint == Hint::kNone && matches(word, kDoubtfulWords)) {
      hint = Hint::kDoubtful;
    }
    before = word;
  });
  if (hint != Hint::kFurniture && hint != Hint::kCertain && names_body(letters_of(name)))
    return Hint::kBody;
  return hint;
}

Hint stronger(Hint one, Hint other) {
  constexpr auto rank = [](Hint hint) {
    switch (hint) {
      case Hint::kNone:
        return 0;
      case Hint::kDoubtful:
        return 1;
      case Hint::kFurniture:
        return 2;
      case Hint::kCertain:
        return 3;
      case Hint::kBody:
        return 4;
      case Hint::kHidden:
        return 5;
    }
    return 0;
  };
  return rank(one) >= rank(other) ? one : other;
}

bool is_hidden(const Tree& tree, NodeIndex node) {
  if (tree.has_attribute(node, "hidden")) return true;
  if (tree.attribute(node, "aria-hidden") == "true") return true;
  const std::string_view written = tree.attribute(node, "style");
  if (written.empty()) return false;
  std::string style = lower_ascii(written);
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

Hint hint_of_role(std::string_view role) {
  constexpr std::array kFurnitureRoles = {"navigation",  "complementary", "banner",  "contentinfo",
                                          "search",      "menu",          "menubar", "dialog",
                                          "alertdialog", "toolbar",       "tooltip", "form"};
  const bool furniture =
      std::find(kFurnitureRoles.begin(), kFurnitureRoles.end(), role) != kFurnitureRoles.end();
  return furniture ? Hint::kFurniture : Hint::kNone;
}

Hint hint_of_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MENU:
      return Hint::kCertain;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
      return Hint::kFurniture;
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FIGURE:
      return Hint::kDoubtful;
    default:
      return Hint::kNone;
  }
}

// "hover:underline", "[&_a]:text-black": rules for looks that are written as names.
bool is_styling(std::string_view name) {
  return name.find_first_of(":[]()!/") != std::string_view::npos;
}

Hint hint_of_names(std::string_view names) {
  Hint hint = Hint::kNone;
  for_ascii_words(names, [&](std::string_view name) {
    if (!is_styling(name)) hint = stronger(hint, hint_of_name(name));
  });
  return hint;
}

// A section's id is often its heading, for links to go to: "black-box-versus-white-box".
bool is_made_of_heading(GumboTag tag, std::string_view id) {
  std::size_t words = 0;
  for_words(id, [&](std::string_view) { ++words; });
  return is_heading(tag) || words > kMostWordsOfId;
}

// Pages give the same names to many of their parts.
class KnownNames {
 public:
  Hint hint_of(std::string_view names) {
    if (names.empty()) return Hint::kNone;
    const auto [known, is_new] = hints_.try_emplace(names, Hint::kNone);
    if (is_new) known->second = hint_of_names(names);
    return known->second;
  }

 private:
  std::unordered_map<std::string_view, Hint> hints_;
};

Hint hint_of(const Tree& tree, NodeIndex node, KnownNames& names) {
  const GumboTag tag = tree[node].tag;
  if (tree.is_text(node) || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return Hint::kNone;
  if (is_hidden(tree, node)) return Hint::kHidden;
  Hint hint = hint_of_tag(tag);
  hint = stronger(hint, hint_of_role(tree.attribute(node, "role")));
  hint = stronger(hint, names.hint_of(tree.attribute(node, "class")));
  const std::string_view id = tree.attribute(node, "id");
  if (!is_made_of_heading(tag, id)) hint = stronger(hint, names.hint_of(id));
  const std::string_view itemprop = tree.attribute(node, "itemprop");
  if (itemprop == "articleBody" || itemprop == "reviewBody") return Hint::kBody;
  return stronger(hint, names.hint_of(itemprop));
}

}  // namespace

std::vector<Hint> hints_of(const Tree& tree) {
  std::vector<Hint> hints(tree.size(), Hint::kNone);
  KnownNames names;
  for (NodeIndex node = 0; node < tree.size(); ++node) hints[node] = hint_of(tree, node, names);
  return hints;
}

}  // namespace quire::extract::html
