#include "index/extract/html/about/json_ld.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "index/base/utf8.h"

namespace quire::extract::html {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 12;      // levels that are looked into
constexpr std::size_t kMostNodes = 2000;  // objects that are looked at
constexpr std::size_t kMostNames = 50;    // authors and tags

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n;");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n;") - first + 1);
}

std::string_view without_wrapping(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view open : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (text.starts_with(open)) text = trimmed(text.substr(open.size()));
  }
  for (const std::string_view close : {"-->", "//]]>", "/*]]>*/", "]]>"}) {
    if (text.ends_with(close)) text = trimmed(text.substr(0, text.size() - close.size()));
  }
  return text;
}

// Line ends and tabs within strings escaped, commas before a closing bracket dropped.
std::string mended(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 64);
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\' && i + 1 < text.size()) {
        const bool known = std::string_view("\"\\/bfnrtu").find(text[i + 1]) != std::string::npos;
        if (known) out.push_back(c);
        out.push_back(text[++i]);
        continue;
      }
      if (c == '"') in_string = false;
      out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
      continue;
    }
    if (c == '"') in_string = true;
    if (c == ',') {
      const std::size_t next = text.find_first_not_of(" \t\r\n,", i + 1);
      if (next == std::string_view::npos || text[next] == '}' || text[next] == ']') continue;
    }
    out.push_back(c);
  }
  return out;
}

std::optional<Json> parse(std::string_view text) {
  text = without_wrapping(text);
  Json json = Json::parse(text, nullptr, false, true);
  if (json.is_discarded()) json = Json::parse(mended(text), nullptr, false, true);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

// A string, a number, or the first of several; of an object its "name", "@value" or "@id".
std::string text_of(const Json& json, std::size_t depth = 0) {
  if (depth > 3) return {};
  if (json.is_string()) return to_valid_utf8(json.get_ref<const std::string&>());
  if (json.is_number_integer()) return json.dump();
  if (json.is_array()) return json.empty() ? std::string() : text_of(json.front(), depth + 1);
  if (json.is_object()) {
    for (const char* key : {"name", "@value", "@id", "url"}) {
      const auto found = json.find(key);
      if (found != json.end()) return text_of(*found, depth + 1);
    }
  }
  return {};
}

std::string text_at(const Json& node, const char* key) {
  const auto found = node.find(key);
  return found == node.end() ? std::string() : text_of(*found);
}

std::vector<std::string> texts_at(const Json& node, const char* key) {
  std::vector<std::string> texts;
  const auto found = node.find(key);
  if (found == node.end()) return texts;
  if (!found->is_array()) {
    texts.push_back(text_of(*found));
  } else {
    for (const Json& each : *found) {
      if (texts.size() < kMostNames) texts.push_back(text_of(each));
    }
  }
  std::erase(texts, std::string());
  return texts;
}

// How much of an article a node of this type is: 0 for none at all.
int rank_of_type(std::string_view type) {
  constexpr std::array kNoArticles = {"VideoObject", "ImageObject", "WebPage", "AboutPage",
                                      "ItemPage",    "Recipe",      "Product", "Event"};
  if (const std::size_t slash = type.rfind('/'); slash != std::string_view::npos) {
    type.remove_prefix(slash + 1);
  }
  if (type.ends_with("NewsArticle") || type == "ReportageNewsArticle") return 5;
  if (type.ends_with("Article") || type == "BlogPosting" || type == "LiveBlogPosting" ||
      type == "Report" || type == "SocialMediaPosting") {
    return 4;
  }
  if (type == "CreativeWork" || type == "Review" || type == "DiscussionForumPosting" ||
      type == "QAPage" || type == "Question") {
    return 3;
  }
  if (type == "WebPage" || type == "ItemPage" || type == "AboutPage") return 1;
  const bool known = std::find(kNoArticles.begin(), kNoArticles.end(), type) != kNoArticles.end();
  return known && type != "ImageObject" ? 1 : 0;
}

int rank_of(const Json& node) {
  const auto type = node.find("@type");
  if (type == node.end()) return 0;
  int rank = 0;
  if (type->is_string()) return rank_of_type(type->get_ref<const std::string&>());
  if (type->is_array()) {
    for (const Json& each : *type) {
      if (each.is_string()) {
        rank = std::max(rank, rank_of_type(each.get_ref<const std::string&>()));
      }
    }
  }
  return rank;
}

void fill(std::string& gap, std::string value) {
  if (gap.empty()) gap = std::move(value);
}

void fill(std::vector<std::string>& gap, std::vector<std::string> values) {
  if (gap.empty()) gap = std::move(values);
}

void fill_from(const Json& node, int rank, StructuredArticle& article) {
  fill(article.published, text_at(node, "datePublished"));
  fill(article.modified, text_at(node, "dateModified"));
  fill(article.language, text_at(node, "inLanguage"));
  if (rank < 3) return;  // a page's name and makers need not be the article's
  fill(article.published, text_at(node, "dateCreated"));
  fill(article.headline, text_at(node, "headline"));
  fill(article.name, text_at(node, "name"));
  fill(article.authors, texts_at(node, "author"));
  fill(article.authors, texts_at(node, "creator"));
  fill(article.section, text_at(node, "articleSection"));
  fill(article.publisher, text_at(node, "publisher"));
  fill(article.url, text_at(node, "mainEntityOfPage"));
  fill(article.url, text_at(node, "url"));
  fill(article.tags, texts_at(node, "keywords"));
  fill(article.body, text_at(node, "articleBody"));
}

struct Found {
  const Json* node;
  int rank;
};

// Objects below `json`, breadth first: an outer article comes before one that it only mentions.
void collect(const Json& json, std::vector<Found>& found) {
  struct Step {
    const Json* json;
    std::size_t depth;
  };
  constexpr std::array kOfOthers = {"comment", "author",          "publisher", "isPartOf",
                                    "hasPart", "itemListElement", "mentions",  "citation",
                                    "review",  "creator"};
  std::vector<Step> steps = {{&json, 0}};
  for (std::size_t i = 0; i < steps.size() && i < kMostNodes; ++i) {
    const auto [at, depth] = steps[i];
    if (at->is_object()) {
      const int rank = rank_of(*at);
      if (rank > 0) found.push_back({at, rank});
    }
    if (depth >= kDeepest) continue;
    if (at->is_array()) {
      for (const Json& each : *at) steps.push_back({&each, depth + 1});
    } else if (at->is_object()) {
      for (const auto& [key, value] : at->items()) {
        const bool of_other = std::find(kOfOthers.begin(), kOfOthers.end(), key) != kOfOthers.end();
        if (!of_other && value.is_structured()) steps.push_back({&value, depth + 1});
      }
    }
  }
}

}  // namespace

StructuredArticle structured_article(const Tree& tree) {
  std::vector<Json> documents;
  for (NodeIndex node = 0; node + 1 < tree.size(); ++node) {
    if (tree[node].tag != GUMBO_TAG_SCRIPT || !tree.is_text(node + 1)) continue;
    const std::string_view type = tree.attribute(node, "type");
    if (type.find("ld+json") == std::string_view::npos) continue;
    if (auto json = parse(tree.text(node + 1))) documents.push_back(*std::move(json));
  }
  std::vector<Found> found;
  for (const Json& document : documents) collect(document, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& one, const Found& other) { return one.rank > other.rank; });
  StructuredArticle article;
  for (const Found& each : found) fill_from(*each.node, each.rank, article);
  return article;
}

}  // namespace quire::extract::html
