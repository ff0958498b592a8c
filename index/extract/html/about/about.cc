#include "index/extract/html/about/about.h"

#include <algorithm>
#include <string>

#include "index/extract/html/about/byline.h"
#include "index/extract/html/about/headline.h"
#include "index/extract/html/about/meta_table.h"
#include "index/extract/html/about/page_dates.h"
#include "index/extract/html/dom/ascii.h"
#include "index/text/normalizer.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kMostTags = 50;
constexpr std::size_t kLongestTag = 100;    // bytes
constexpr std::size_t kLongestValue = 300;  // bytes of a site's or section's name

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string canonical_link(const Tree& tree) {
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (tree[node].tag != GUMBO_TAG_LINK || tree.attribute(node, "rel") != "canonical") continue;
    const std::string_view href = trim_ascii(tree.attribute(node, "href"));
    if (is_address(href)) return std::string(href);
  }
  return {};
}

std::string first_address(const Tree& tree, const MetaTable& meta,
                          const StructuredArticle& structured, std::string_view url) {
  std::string canonical = canonical_link(tree);
  if (!canonical.empty()) return canonical;
  for (const std::string_view candidate :
       {meta.first({"og:url"}), std::string_view(structured.url),
        meta.first({"parsely-link", "twitter:url", "dc.identifier", "dcterms.uri"})}) {
    if (is_address(candidate)) return std::string(candidate);
  }
  return std::string(url);
}

std::string site_of(const MetaTable& meta, const StructuredArticle& structured) {
  for (const std::string_view candidate :
       {meta.first({"og:site_name"}), std::string_view(structured.publisher),
        meta.first({"application-name", "apple-mobile-web-app-title"}),
        meta.first({"dc.publisher", "dcterms.publisher", "publisher", "copyright"})}) {
    const std::string name = text::collapse_space(cut_to(candidate, kLongestValue));
    if (!name.empty() && !is_address(name)) return name;
  }
  return {};
}

std::string language_of(const Tree& tree, const MetaTable& meta,
                        const StructuredArticle& structured) {
  for (const std::string_view candidate :
       {tree.attribute(0, "lang"), tree.attribute(0, "xml:lang"), meta.first({"content-language"}),
        std::string_view(structured.language),
        meta.first({"og:locale", "dc.language", "language"})}) {
    const std::string_view language = trim_ascii(candidate);
    if (!language.empty()) return std::string(cut_to(language, kLongestTag));
  }
  return {};
}

void add_tag(std::string_view written, std::vector<std::string>& tags) {
  std::string tag = text::collapse_space(written);
  if (tag.empty() || tag.size() > kLongestTag || tags.size() >= kMostTags || is_address(tag))
    return;
  const std::string folded = text::fold(tag);
  const bool known = std::any_of(tags.begin(), tags.end(), [&](const std::string& other) {
    return text::fold(other) == folded;
  });
  if (!known) tags.push_back(std::move(tag));
}

void add_tag_list(std::string_view list, std::vector<std::string>& tags) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find_first_of(",;", begin), list.size());
    add_tag(list.substr(begin, end - begin), tags);
    begin = end + 1;
  }
}

std::vector<std::string> tags_of(const MetaTable& meta, const StructuredArticle& structured) {
  std::vector<std::string> tags;
  for (const std::string_view tag : meta.all("article:tag")) add_tag_list(tag, tags);
  if (!tags.empty()) return tags;
  add_tag_list(meta.first({"news_keywords"}), tags);
  if (!tags.empty()) return tags;
  for (const std::string& tag : structured.tags) add_tag_list(tag, tags);
  if (!tags.empty()) return tags;
  add_tag_list(meta.first({"parsely-tags", "sailthru.tags", "keywords"}), tags);
  return tags;
}

}  // namespace

void describe(const Tree& tree, const StructuredArticle& structured, std::string_view url,
              Draft& draft) {
  const MetaTable meta(tree);
  draft.source = site_of(meta, structured);
  draft.language = language_of(tree, meta, structured);
  Headline headline = find_headline(tree, meta, structured, draft.source);
  draft.title = std::move(headline.text);
  if (headline.node != 0) draft.title_line = tree.position(headline.node).line;
  draft.authors = find_authors(tree, meta, structured);
  std::string_view section = meta.first({"article:section", "og:article:section"});
  if (section.empty()) section = structured.section;
  if (section.empty()) section = meta.first({"parsely-section", "section", "cxenseparse:section"});
  draft.section = text::collapse_space(cut_to(section, kLongestValue));
  draft.tags = tags_of(meta, structured);
  draft.url = first_address(tree, meta, structured, url);
  const PageDates dates =
      find_page_dates(tree, meta, structured, url.empty() ? draft.url : url, draft.language);
  draft.published = dates.published;
  draft.updated = dates.updated;
}

}  // namespace quire::extract::html
