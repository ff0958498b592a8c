#include "tests/bench/pages.h"

namespace quire::bench {
namespace {

std::string paragraphs(const std::string& text) {
  std::string html;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    html += "<p class=\"story__paragraph\">" + text.substr(begin, end - begin) +
            " <a href=\"/topic/harbour\">A link</a>&nbsp;&mdash; and an end.</p>\n";
    begin = end + 2;
  }
  return html;
}

std::string teasers(ArticleGenerator& articles, int count) {
  std::string html;
  for (int i = 0; i < count; ++i) {
    const std::string text = articles.next_short();
    const std::string headline = text.substr(0, text.find('\n'));
    html +=
        "<li class=\"teaser teaser--small\"><a class=\"teaser__link\" href=\"/2020/03/17/story-" +
        std::to_string(i) + "\" data-track=\"related\"><img src=\"/picture.jpg\" alt=\"" +
        headline + "\" width=\"120\" height=\"90\"><span class=\"teaser__title\">" + headline +
        "</span></a></li>\n";
  }
  return html;
}

std::string comments(ArticleGenerator& articles, int count) {
  std::string html;
  for (int i = 0; i < count; ++i) {
    html += "<div class=\"comment\" id=\"comment-" + std::to_string(i) +
            "\"><div class=\"vcard\">A reader" + "</div><p>" + articles.next_short() +
            "</p></div>\n";
  }
  return html;
}

}  // namespace

std::string next_page(ArticleGenerator& articles) {
  const std::string article = articles.next();
  const std::string title = article.substr(0, article.find('\n'));
  std::string script = "<script>window.settings = {";
  for (int i = 0; i < 300; ++i) {
    script += "\"key" + std::to_string(i) + "\": [\"<b>\", " + std::to_string(i * 7) + "],";
  }
  script += "};</script>\n";
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
         " | The Gazette</title>\n<meta property=\"og:site_name\" content=\"The Gazette\">"
         "<meta property=\"article:published_time\" content=\"2020-03-17T10:30:00Z\">"
         "<script type=\"application/ld+json\">{\"@context\": \"https://schema.org\", \"@type\": "
         "\"NewsArticle\", \"headline\": \"" +
         title +
         "\", \"author\": {\"@type\": \"Person\", "
         "\"name\": \"A. Writer\"}}</script>\n" +
         script +
         "<style>.story p { margin: 0 } .teaser { color: #333 }</style></head>\n<body><header "
         "class=\"site-header\"><nav><ul>" +
         teasers(articles, 40) + "</ul></nav></header><main><article class=\"story\"><h1>" + title +
         "</h1><p class=\"byline\">By A. Writer</p><div class=\"share-bar\"><a href=\"#\">Share</a>"
         "</div><div class=\"story__body\">" +
         paragraphs(article) + "</div></article><section class=\"comments\">" +
         comments(articles, 15) + "</section></main><aside><ul>" + teasers(articles, 60) +
         "</ul></aside>" + script + "<footer>All rights reserved</footer></body></html>\n";
}

}  // namespace quire::bench
