#pragma once
// What a page says of its article in schema.org's terms, in `script type="application/ld+json"`.
// Pure functions.

#include <string>
#include <vector>

#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// Values as they are written; empty when not stated.
struct StructuredArticle {
  std::string headline;
  std::string name;
  std::vector<std::string> authors;
  std::string published;  // datePublished, else dateCreated or uploadDate
  std::string modified;
  std::string section;
  std::string publisher;
  std::string url;
  std::string language;
  std::vector<std::string> tags;
  std::string body;  // plain text or HTML
};

// Takes the node that is most of an article (an Article's kind before a WebPage) out of whatever
// is nested in arrays, @graph, mainEntity and the like, and fills its gaps from lesser nodes.
// JSON that is broken where what is meant is certain (comments, line ends in strings, commas too
// many, CDATA around it) is read; other broken JSON is passed over.
[[nodiscard]] StructuredArticle structured_article(const Tree& tree);

}  // namespace quire::extract::html
