#pragma once
// Everything that a page says about its article. Pure functions.

#include <string_view>

#include "index/extract/draft/draft.h"
#include "index/extract/html/about/json_ld.h"
#include "index/extract/html/dom/tree.h"

namespace quire::extract::html {

// Fills all of `draft` but the paragraphs. `url` is where the page was had from; empty when
// unknown.
// - site: og:site_name, schema.org's publisher, application-name, Dublin Core's publisher;
// - section: article:section, schema.org's articleSection, parsely and the like;
// - address: the canonical link, og:url, schema.org's, `url`; only absolute ones;
// - language: <html lang>, content-language, schema.org's inLanguage, og:locale;
// - tags: article:tag, news_keywords, schema.org's keywords, parsely, keywords; each once;
// - headline.h, byline.h and page_dates.h say where the rest comes from.
void describe(const Tree& tree, const StructuredArticle& structured, std::string_view url,
              Draft& draft);

}  // namespace quire::extract::html
