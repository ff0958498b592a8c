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
         (site_ink.size() > 2 && ink.find(site_ink) != std::string::npos && count_words(part) <= 5);
}

std::string text_below(const Tree& tree, NodeIndex node) {
  std::string text;
  for (const Block& block : blocks_of(tree, node, {})) {
    if (!text.empty()) text.push_back(' ');
    text += block.paragraph.text;
    if (text.size() > kLongestTitle) break;
  }
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

// Does a heading say what one of the titles says? It may be a part of the title, which goes on with
// a site's name, but not one word of it.
bool is_borne_out(const Headline& heading, const std::vector<std::string>& title_inks) {
  const std::string ink = ink_of(heading.text);
  if (ink.empty()) return false;
  return std::any_of(title_inks.begin(), title_inks.end(), [&](const std::string& title) {
    return title == ink || (ink.size() * 2 > title.size() && title.find(ink) != std::string::npos);
  });
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
    if (before >= 3 && after <= 4 && after < before) title = title.substr(0, cut.begin);
  }
  return std::string(trim_ascii(title));
}

Headline find_headline(const Tree& tree, const MetaTable& meta, const StructuredArticle& structured,
                       std::string_view site) {
  const std::string element = title_element(tree);
  std::vector<std::string> titles;
  for (const std::string_view title :
       {meta.first({"dc:title", "dc.title", "dcterms.title", "dcterm:title"}),
        meta.first({"og:title"}), std::string_view(structured.headline),
        meta.first({"twitter:title"}), meta.first({"parsely-title", "sailthru.title", "title"}),
        meta.first({"headline", "name"}), std::string_view(element)}) {
    std::string collapsed = text::collapse_space(cut_to(title, kLongestTitle));
    if (!collapsed.empty()) titles.push_back(without_site_name(collapsed, site));
  }
  std::vector<std::string> inks;
  for (const std::string& title : titles) inks.push_back(ink_of(title));
  std::vector<Headline> shown = headings(tree);
  for (Headline& heading : shown) {
    if (is_borne_out(heading, inks)) return std::move(heading);
  }
  if (!titles.empty()) return {titles.front(), 0};
  return shown.size() == 1 ? std::move(shown.front()) : Headline{};
}

}  // namespace quire::extract::html
