#include "index/extract/html/about/headline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/blocks.h"
#include "index/text/normalizer.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kMostHeadings = 20;
constexpr std::size_t kLongestTitle = 500;  // bytes

// With a space on either side these part a headline from a site's name. A colon is not among them:
// headlines have their own.
constexpr std::array<std::string_view, 10> kSeparators = {
    " | ",      " - ",  " \u2013 ", " \u2014 ", " \u00BB ",
    " \u00AB ", " :: ", " \u00B7 ", " \u2022 ", " / "};

std::string plain(std::string_view text) { return text::fold(text::plain_punctuation(text)); }

// Letters and digits of a folded text only, for comparing what is punctuated otherwise.
std::string ink_of(std::string_view text) {
  std::string ink;
  for (const char c : plain(text)) {
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      ink.push_back(c);
    }
  }
  return ink;
}

struct Cut {
  std::size_t begin = std::string_view::npos;
  std::size_t end = 0;
};

Cut first_cut(std::string_view title) {
  Cut cut;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.find(separator);
    if (at < cut.begin) cut = {at, at + separator.size()};
  }
  return cut;
}

Cut last_cut(std::string_view title) {
  Cut cut;
  for (const std::string_view separator : kSeparators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && (cut.end == 0 || at > cut.begin)) {
      cut = {at, at + separator.size()};
    }
  }
  return cut;
}

// Is `part` of a title the site's name, or a longer or shorter form of it?
bool names_site(std::string_view part, const std::string& site_ink) {
  const std::string ink = ink_of(part);
  if (ink.empty() || site_ink.empty()) return false;
  return ink == site_ink || (ink.size() > 2 && site_ink.find(ink) != std::string::npos) ||
         (site_ink.size() > 2 && ink.find(site_ink) != std::string::npos &&
          ink.size() <= 2 * site_ink.size() && count_words(part) <= 5);
}

std::string text_below(const Tree& tree, NodeIndex node) {
  std::string text;
  for (const Block& block : blocks_of(tree, node, {})) {
    if (!text.empty()) text.push_back(' ');
    text += block.paragraph.text;
    if (text.size() > kLongestTitle) break;
  }
  constexpr std::string_view kPermalink = "\u00B6";  // generated documents put one at headings
  if (text.ends_with(kPermalink)) text.resize(text.size() - kPermalink.size());
  return text::collapse_space(text);
}

std::string title_element(const Tree& tree) {
  for (NodeIndex node = 0; node + 1 < tree.size(); ++node) {
    if (tree[node].tag == GUMBO_TAG_TITLE && tree.is_text(node + 1) &&
        tree[node].source->v.element.tag_namespace == GUMBO_NAMESPACE_HTML) {
      return text::collapse_space(tree.text(node + 1));
    }
  }
  return {};
}

std::vector<Headline> headings(const Tree& tree) {
  std::vector<Headline> found;
  for (NodeIndex node = 0; node < tree.size() && found.size() < kMostHeadings;) {
    const bool heading =
        tree[node].tag == GUMBO_TAG_H1 || tree.attribute(node, "itemprop") == "headline";
    if (!heading || tree[node].tag == GUMBO_TAG_META) {
      ++node;
      continue;
    }
    std::string text = text_below(tree, node);
    if (!text.empty() && text.size() <= kLongestTitle) found.push_back({std::move(text), node});
    node = tree[node].end;
  }
  return found;
}

// How well a title bears a heading out: 3 when they say the same; 2 when the title begins with it
// and 1 when it ends with most of it; 0 when it does not. The rest is a site's name then, which may
// be shown as a heading too but is the lesser part.
int bearing(const std::string& title_ink, const std::string& heading_ink) {
  if (heading_ink.empty()) return 0;
  if (title_ink == heading_ink) return 3;
  if (title_ink.starts_with(heading_ink)) return heading_ink.size() * 2 > title_ink.size() ? 2 : 0;
  const bool most = heading_ink.size() * 3 > title_ink.size() * 2;
  return most && title_ink.find(heading_ink) != std::string::npos ? 1 : 0;
}

// The heading that a title bears out best, the first of equals; null when it bears out none.
const Headline* heading_of(const std::string& title, const std::vector<Headline>& headings) {
  const std::string ink = ink_of(title);
  const Headline* best = nullptr;
  int best_bearing = 0;
  for (const Headline& heading : headings) {
    const int bears = bearing(ink, ink_of(heading.text));
    if (bears > best_bearing) best = &heading;
    best_bearing = std::max(best_bearing, bears);
  }
  return best;
}

// Have two headlines a word of substance in common? One that has none with what the page shows
// speaks of the site.
bool share_a_word(std::string_view one, std::string_view other) {
  constexpr std::size_t kSubstance = 4;  // bytes; shorter ones join words in most languages
  std::vector<std::string> words;
  for_ascii_words(one, [&](std::string_view word) { words.push_back(ink_of(word)); });
  std::erase_if(words, [](const std::string& word) { return word.size() < kSubstance; });
  bool shared = words.empty();
  for_ascii_words(other, [&](std::string_view word) {
    shared = shared || std::find(words.begin(), words.end(), ink_of(word)) != words.end();
  });
  return shared;
}

// schema.org's headline, or its name if that is what the page's title says and the headline is not:
// encyclopedias have a description for their headline.
std::string_view structured_title(const StructuredArticle& structured, std::string_view element) {
  const std::string title = ink_of(element);
  const bool name_fits = title.starts_with(ink_of(structured.name));
  const bool headline_fits = title.starts_with(ink_of(structured.headline));
  const bool by_name = structured.headline.empty() || (name_fits && !headline_fits);
  return by_name && !structured.name.empty() ? structured.name : structured.headline;
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site) {
  const std::string site_ink = ink_of(site);
  bool cut_any = false;
  for (Cut cut = last_cut(title); cut.end != 0; cut = last_cut(title)) {
    if (!names_site(title.substr(cut.end), site_ink)) break;
    title = title.substr(0, cut.begin);
    cut_any = true;
  }
  const Cut front = first_cut(title);
  if (front.end != 0 && names_site(title.substr(0, front.begin), site_ink)) {
    title.remove_prefix(front.end);
    cut_any = true;
  }
  const Cut cut = last_cut(title);
  if (!cut_any && cut.end != 0) {
    const std::size_t before = count_words(title.substr(0, cut.begin));
    const std::size_t after = count_words(title.substr(cut.end));
    // "How the harbour was built - a short history" goes on with no name.
    const char first = title[cut.end];
    const bool named = after <= 2 || first < 'a' || first > 'z';
    if (before >= 3 && after <= 4 && after < before && named) title = title.substr(0, cut.begin);
  }
  return std::string(trim_ascii(title));
}

Headline find_headline(const Tree& tree, const MetaTable& meta, const StructuredArticle& structured,
                       std::string_view site) {
  const std::string element = title_element(tree);
  std::vector<std::string> titles;
  for (const std::string_view title :
       {structured_title(structured, element),
        meta.first({"dc:title", "dc.title", "dcterms.title", "dcterm:title"}),
        meta.first({"og:title"}), meta.first({"twitter:title"}),
        meta.first({"parsely-title", "sailthru.title", "title"}), meta.first({"headline", "name"}),
        std::string_view(element)}) {
    std::string collapsed = text::collapse_space(cut_to(title, kLongestTitle));
    if (!collapsed.empty()) titles.push_back(without_site_name(collapsed, site));
  }
  const std::vector<Headline> shown = headings(tree);
  if (titles.empty()) return shown.size() == 1 ? shown.front() : Headline{};
  for (const std::string& title : titles) {
    const Headline* heading = heading_of(title, shown);
    if (heading == nullptr) continue;
    const bool stated_first = &title == &titles.front();
    if (stated_first || !share_a_word(titles.front(), heading->text)) return *heading;
    return {titles.front(), heading->node};
  }
  return {titles.front(), 0};
}

}  // namespace quire::extract::html
