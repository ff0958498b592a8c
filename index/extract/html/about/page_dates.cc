#include "index/extract/html/about/page_dates.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "index/extract/draft/written_date.h"
#include "index/extract/html/dom/ascii.h"
#include "index/extract/html/dom/blocks.h"

namespace quire::extract::html {
namespace {

constexpr UnixSeconds kFirst = 631152000;        // 1990-01-01: no page is older
constexpr std::size_t kLongestDateText = 250;    // bytes; an element named for a date holds no more
constexpr NodeIndex kMostNodes = 100;            // nor has it more nodes
constexpr std::size_t kLongestScript = 300'000;  // bytes that are searched for dates

// Names of `meta` elements, the most deliberate first.
constexpr std::array<std::string_view, 43> kPublishedNames = {"article:published_time",
                                                              "og:article:published_time",
                                                              "og:published_time",
                                                              "article:published",
                                                              "article:published_date",
                                                              "article:post_date",
                                                              "article.published",
                                                              "datepublished",
                                                              "date_published",
                                                              "parsely-pub-date",
                                                              "sailthru.date",
                                                              "dc.date.issued",
                                                              "dcterms.issued",
                                                              "dcterms.created",
                                                              "dc.date.created",
                                                              "dc.created",
                                                              "dcterms.date",
                                                              "dc.date",
                                                              "dc:date",
                                                              "bt:pubdate",
                                                              "pubdate",
                                                              "publish_date",
                                                              "publish-date",
                                                              "publishdate",
                                                              "published_at",
                                                              "publication_date",
                                                              "publication-date",
                                                              "published_time",
                                                              "cxenseparse:recs:publishtime",
                                                              "cxenseparse:publishtime",
                                                              "originalpublicationdate",
                                                              "displaydate",
                                                              "ptime",
                                                              "release:date",
                                                              "rnews:datepublished",
                                                              "datecreated",
                                                              "article_date_original",
                                                              "published",
                                                              "citation_date",
                                                              "citation_publication_date",
                                                              "created",
                                                              "date",
                                                              "uploaddate"};
constexpr std::array<std::string_view, 13> kUpdatedNames = {"article:modified_time",
                                                            "article:modified",
                                                            "article:modified_date",
                                                            "og:updated_time",
                                                            "datemodified",
                                                            "lastmod",
                                                            "last-modified",
                                                            "dcterms.modified",
                                                            "dc.date.modified",
                                                            "bt:moddate",
                                                            "modified",
                                                            "revised",
                                                            "og:article:modified_time"};

std::optional<StatedTime> when(std::string_view text, NumericOrder order) {
  const auto date = find_written_date(text, order);
  if (!date || date->when < kFirst) return std::nullopt;
  return date->when;
}

std::optional<StatedTime> date_of_meta(const MetaTable& meta,
                                       std::span<const std::string_view> names,
                                       NumericOrder order) {
  for (const std::string_view name : names) {
    if (const auto found = when(meta.first({name}), order)) return found;
  }
  return std::nullopt;
}

std::string text_below(const Tree& tree, NodeIndex node) {
  std::string text;
  const NodeIndex end = std::min(tree[node].end, node + kMostNodes);
  for (NodeIndex at = node; at < end; ++at) {
    if (!tree.is_text(at)) continue;
    text += tree.text(at);
    text.push_back(' ');
    if (text.size() > kLongestDateText) return {};
  }
  return text;
}

// The date that an element states, in an attribute or in its text.
std::optional<StatedTime> date_of(const Tree& tree, NodeIndex node, NumericOrder order) {
  for (const char* attribute :
       {"datetime", "content", "data-datetime", "data-timestamp", "title"}) {
    const std::string_view value = tree.attribute(node, attribute);
    if (value.empty()) continue;
    if (const auto found = when(value, order)) return found;
  }
  return when(text_below(tree, node), order);
}

enum class Says { kNothing, kPublished, kUpdated, kDate };

// What kind of date a name speaks of.
Says said_by(std::string_view name) {
  const std::string lower = lower_ascii(name);
  const auto has = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
  const bool no_date = has("update-") && has("list");
  if (no_date || has("validate") || has("candidate") || has("mandate")) return Says::kNothing;
  if (has("updated") || has("modified") || has("lastmod") || has("update")) return Says::kUpdated;
  if (has("publish") || has("pubdate") || has("posted") || has("created") || has("entry-date") ||
      has("post-date") || has("postdate") || has("article-date") || has("articledate") ||
      has("article__date") || has("dateline") || has("pub-date")) {
    return Says::kPublished;
  }
  constexpr std::array<std::string_view, 12> kParts = {"date", "time",      "fecha", "datum",
                                                       "data", "dt",        "day",   "hora",
                                                       "meta", "timestamp", "tarih", "byline"};
  bool date = false;
  std::size_t begin = 0;
  while (begin <= lower.size()) {
    const std::size_t end = std::min(lower.find_first_of("-_", begin), lower.size());
    const std::string_view part = std::string_view(lower).substr(begin, end - begin);
    date = date || std::find(kParts.begin(), kParts.end(), part) != kParts.end() ||
           part.ends_with("date") || part.ends_with("time") || part.starts_with("date");
    begin = end + 1;
  }
  return date ? Says::kDate : Says::kNothing;
}

Says said_by_names(const Tree& tree, NodeIndex node) {
  Says best = Says::kNothing;
  for (const char* attribute : {"class", "id"}) {
    for_ascii_words(tree.attribute(node, attribute), [&](std::string_view name) {
      const Says says = said_by(name);
      if (says == Says::kPublished || (says != Says::kNothing && best == Says::kNothing))
        best = says;
    });
  }
  return best;
}

// What the elements of a page say, by how deliberately; the first of each kind counts.
struct Marks {
  std::optional<StatedTime> microdata;
  std::optional<StatedTime> microdata_updated;
  std::optional<StatedTime> publication;  // time[pubdate], or named for the publication
  std::optional<StatedTime> time;         // any time element
  std::optional<StatedTime> named;        // named for a date
  std::optional<StatedTime> updated;
};

void set(std::optional<StatedTime>& first, std::optional<StatedTime> value) {
  if (!first) first = value;
}

// The mark that an element of the body makes, if it makes one.
std::optional<StatedTime>* mark_of(const Tree& tree, NodeIndex node, Marks& marks) {
  const std::string_view itemprop = tree.attribute(node, "itemprop");
  if (itemprop.find("datePublished") != std::string_view::npos || itemprop == "dateCreated" ||
      tree.attribute(node, "property") == "datePublished") {
    return &marks.microdata;
  }
  if (itemprop == "dateModified") return &marks.microdata_updated;
  const Says says = said_by_names(tree, node);
  if (says == Says::kUpdated) return &marks.updated;
  if (says == Says::kPublished || tree.has_attribute(node, "pubdate")) return &marks.publication;
  if (tree[node].tag == GUMBO_TAG_TIME) return &marks.time;
  return says == Says::kDate ? &marks.named : nullptr;
}

Marks marks_of(const Tree& tree, NumericOrder order) {
  Marks marks;
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (tree.is_text(node) || tree[node].tag == GUMBO_TAG_META) continue;
    std::optional<StatedTime>* mark = mark_of(tree, node, marks);
    if (mark != nullptr && !*mark) *mark = date_of(tree, node, order);
  }
  return marks;
}

// A value in a script's data: "datePublished":"2020-03-17".
std::optional<StatedTime> date_in_scripts(const Tree& tree, NumericOrder order) {
  constexpr std::array<std::string_view, 12> kKeys = {
      "datePublished",         "publishedAt",    "published_at",    "publishDate",
      "publish_date",          "publishedDate",  "publicationDate", "pubDate",
      "datePublishedOriginal", "firstPublished", "published_time",  "dateCreated"};
  for (NodeIndex node = 0; node + 1 < tree.size(); ++node) {
    if (tree[node].tag != GUMBO_TAG_SCRIPT || !tree.is_text(node + 1)) continue;
    const std::string_view script = tree.text(node + 1).substr(0, kLongestScript);
    for (const std::string_view key : kKeys) {
      for (std::size_t at = script.find(key); at != std::string_view::npos;
           at = script.find(key, at + key.size())) {
        std::string_view value = script.substr(at + key.size(), 60);
        const std::size_t begin = value.find_first_not_of("\\\"': =[");
        if (begin == std::string_view::npos || begin == 0) continue;
        value = value.substr(begin);
        value = value.substr(0, std::min(value.find_first_of("\"'\\}"), value.size()));
        if (const auto found = when(value, order)) return found;
      }
    }
  }
  return std::nullopt;
}

// "Published: 17 March 2020" in a short block of text, or a block that is nothing but a date.
std::optional<StatedTime> date_in_text(const Tree& tree, NumericOrder order) {
  constexpr std::array<std::string_view, 14> kLabels = {
      "publi",        "posted",
      "erstellt",     "ver\u00F6ffentlicht",
      "date",         "datum",
      "fecha",        "data",
      "created",      "written",
      "op ",          "\u043E\u043F\u0443\u0431\u043B\u0438\u043A\u043E\u0432\u0430\u043D\u043E",
      "\u53D1\u5E03", "first published"};
  std::optional<StatedTime> alone;
  std::optional<StatedTime> labelled;
  for (const Block& block : blocks_of(tree, 0, {})) {
    const std::string& text = block.paragraph.text;
    if (text.size() > kLongestDateText || text.find_first_of("0123456789") == std::string::npos) {
      continue;
    }
    const auto date = find_written_date(text, order);
    if (!date || date->when < kFirst) continue;
    if (!alone && date->alone) alone = date->when;
    const std::string lower = lower_ascii(text);
    const bool has_label = std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
      return lower.find(label) < 60;
    });
    if (!labelled && has_label && text.size() < 150) labelled = date->when;
    if (!alone && text.size() < 100) alone = date->when;
  }
  return labelled ? labelled : alone;
}

NumericOrder order_of(std::string_view language, std::string_view url) {
  const std::string lower = lower_ascii(language);
  if (lower == "en-us" || lower == "en_us") return NumericOrder::kMonthFirst;
  // Pages of the United States mostly say "en", those of its cousins have their own domains.
  if (!lower.starts_with("en") && !lower.empty()) return NumericOrder::kDayFirst;
  constexpr std::array<std::string_view, 6> kDayFirst = {".uk/", ".au/", ".in/",
                                                         ".ie/", ".nz/", ".za/"};
  const bool other = lower == "en-gb" || lower == "en-au" || lower == "en-in" || lower == "en-ie" ||
                     std::any_of(kDayFirst.begin(), kDayFirst.end(), [&](std::string_view domain) {
                       return url.find(domain) != std::string_view::npos;
                     });
  return other || lower.empty() ? NumericOrder::kDayFirst : NumericOrder::kMonthFirst;
}

}  // namespace

std::optional<StatedTime> date_in_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  std::size_t at = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  for (; at != std::string_view::npos; at = url.find_first_of("/-_.=", at + 1)) {
    std::string_view part = url.substr(at + 1, 10);
    const std::size_t digits = std::min(part.find_first_not_of("0123456789"), part.size());
    if (digits == 8) {
      part = part.substr(0, 8);
    } else if (digits != 4 || part.size() < 8 ||
               (part[4] != '/' && part[4] != '-' && part[4] != '_')) {
      continue;
    }
    std::string date(part);
    std::replace(date.begin(), date.end(), '/', '-');
    std::replace(date.begin(), date.end(), '_', '-');
    if (date.back() == '-') date.pop_back();
    const auto found = find_written_date(date);
    if (found && !found->has_time && found->when >= kFirst) return found->when;
  }
  return std::nullopt;
}

PageDates find_page_dates(const Tree& tree, const MetaTable& meta,
                          const StructuredArticle& structured, std::string_view url,
                          std::string_view language) {
  const NumericOrder order = order_of(language, url);
  PageDates dates;
  const auto set_published = [&](std::optional<StatedTime> date) { set(dates.published, date); };
  set_published(when(structured.published, order));
  set_published(date_of_meta(meta, kPublishedNames, order));
  const Marks marks = marks_of(tree, order);
  set_published(marks.microdata);
  set_published(marks.publication);
  set_published(marks.time);
  if (!dates.published) dates.published = date_in_scripts(tree, order);
  if (!dates.published) dates.published = date_in_address(url);
  set_published(marks.named);
  if (!dates.published) dates.published = date_in_text(tree, order);

  set(dates.updated, when(structured.modified, order));
  set(dates.updated, date_of_meta(meta, kUpdatedNames, order));
  set(dates.updated, marks.microdata_updated);
  set(dates.updated, marks.updated);
  set_published(dates.updated);
  // A page that was changed before it was published says one thing twice, with another clock.
  if (dates.updated && dates.published && *dates.updated <= *dates.published) dates.updated.reset();
  return dates;
}

}  // namespace quire::extract::html
