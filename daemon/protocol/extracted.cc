#include "daemon/protocol/extracted.h"

#include "daemon/protocol/json_writer.h"

namespace quire::protocol {
namespace {

void write_texts(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const std::string& text : texts) out.text(text);
  out.end_array();
}

void write_article(JsonWriter& out, const ExtractedArticle& article) {
  out.begin_object();
  out.key("title").text(article.title).key("text").text(article.text);
  write_texts(out, "authors", article.authors);
  out.key("source").text(article.source).key("section").text(article.section);
  out.key("place").text(article.place).key("language").text(article.language);
  write_texts(out, "tags", article.tags);
  out.key("published").text(article.published).key("updated");
  if (article.updated) {
    out.text(*article.updated);
  } else {
    out.null();
  }
  out.key("url").text(article.url).key("agency").text(article.agency);
  out.key("guid").text(article.guid).key("words").number(article.words);
  write_texts(out, "rules", article.rules);
  out.end_object();
}

}  // namespace

std::string encode_extracted(const std::vector<ExtractedArticle>& articles) {
  JsonWriter out;
  out.begin_object().key("articles").begin_array();
  for (const ExtractedArticle& article : articles) write_article(out, article);
  out.end_array().end_object();
  return out.take();
}

}  // namespace quire::protocol
