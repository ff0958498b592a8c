#include "index/extract/formats/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "index/article/article.h"
#include "index/base/format.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/paragraphs.h"
#include "index/extract/draft/reading.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/instruction.h"
#include "index/extract/html/page.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

using Names = std::span<const std::string_view>;
using Kind = Value::Kind;

// Each table is in order of preference.
constexpr std::array<std::string_view, 4> kTitles = {"headline", "title", "hl1", "webtitle"};
constexpr std::array<std::string_view, 17> kTexts = {
    "bodyhtml", "bodyxhtml",   "contenthtml", "contentencoded", "articlebody", "bodytext",
    "content",  "contenttext", "body",        "fulltext",       "text",        "html",
    "story",    "maintext",    "articletext", "plaintext",      "paragraphs"};
constexpr std::array<std::string_view, 9> kSummaries = {
    "descriptionhtml", "descriptiontext", "description", "summary", "abstract",
    "excerpt",         "standfirst",      "lead",        "snippet"};
constexpr std::array<std::string_view, 8> kAuthors = {"byline",   "authors", "author", "creator",
                                                      "creators", "writer",  "by",     "dccreator"};
constexpr std::array<std::string_view, 17> kPublished = {
    "datepublished", "publishedat",   "published",    "publicationdate", "pubdate",
    "publishdate",   "publisheddate", "firstcreated", "firstpublished",  "webpublicationdate",
    "dategmt",       "date",          "datecreated",  "createdat",       "created",
    "timestamp",     "versioncreated"};
constexpr std::array<std::string_view, 8> kUpdated = {
    "datemodified", "updatedat",    "updated",     "modifiedgmt",
    "modified",     "lastmodified", "dateupdated", "versioncreated"};
constexpr std::array<std::string_view, 10> kSources = {
    "source", "publisher", "publication", "sourcename", "sitename",
    "outlet", "newspaper", "provider",    "origin",     "copyrightholder"};
constexpr std::array<std::string_view, 6> kSections = {"section",  "articlesection", "sectionname",
                                                       "newsdesk", "category",       "service"};
constexpr std::array<std::string_view, 7> kTags = {"tags",     "keywords", "keyword",   "subject",
                                                   "subjects", "topics",   "categories"};
constexpr std::array<std::string_view, 6> kAddresses = {"url",       "link",        "canonicalurl",
                                                        "permalink", "externalurl", "weburl"};

// "published_at", "Published-At" and "publishedAt" are one name.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (c != '_' && c != '-' && c != ':' && c != '@' && c != '.') {
      out.push_back(c);
    }
  }
  return out;
}

// The first in order of `names`; null without.
const Value* find_field(const Value& object, Names names) {
  if (object.kind != Kind::kObject) return nullptr;
  const Value* found = nullptr;
  auto best = static_cast<std::ptrdiff_t>(names.size());
  for (const Value& value : object.members) {
    if (value.kind == Kind::kNothing || value.kind == Kind::kBoolean) continue;
    if (value.kind == Kind::kString && value.text.empty()) continue;
    const std::string plain = plain_name(value.name);
    const auto at = std::find(names.begin(), names.end(), plain) - names.begin();
    if (at >= best) continue;
    best = at;
    found = &value;
  }
  return found;
}

// What an object is called, or the text that it wraps.
constexpr std::array<std::string_view, 10> kInside = {
    "rendered", "main", "name", "html", "text", "value", "#text", "content", "title", "default"};

const Value* text_value(const Value* value) {
  if (value != nullptr && value->kind == Kind::kObject) value = find_field(*value, kInside);
  if (value == nullptr) return nullptr;
  return value->kind == Kind::kString || value->kind == Kind::kNumber ? value : nullptr;
}

// A text, or the first of several.
std::string one_text(const Value* value) {
  if (value != nullptr && value->kind == Kind::kList && !value->members.empty()) {
    value = &value->members.front();
  }
  const Value* text = text_value(value);
  return text == nullptr ? std::string() : text->text;
}

std::string field(const Value& object, Names names) { return one_text(find_field(object, names)); }

// One paragraph's end for each element of a list, as some write their text.
std::string long_text(const Value* value) {
  if (value == nullptr) return {};
  if (value->kind != Kind::kList) return one_text(value);
  std::string all;
  for (const Value& element : value->members) {
    const Value* text = text_value(&element);
    if (text == nullptr || text->kind != Kind::kString) continue;
    if (!all.empty()) all += "\n\n";
    all += text->text;
  }
  return all;
}

// "</p>", "<br>", "<p class=...": text in which no prose has a '<' before a letter and a '>' after.
bool is_html(std::string_view text) {
  constexpr std::size_t kLongestTag = 500;
  for (auto at = text.find('<'); at < text.size(); at = text.find('<', at + 1)) {
    if (at + 1 == text.size()) break;
    const char c = text[at + 1];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/';
    if (letter && text.substr(at, kLongestTag).find('>') != std::string_view::npos) return true;
  }
  return false;
}

std::vector<Paragraph> paragraphs_in(const Value* value) {
  const std::string text = long_text(value);
  if (text.empty()) return {};
  std::vector<Paragraph> paragraphs =
      is_html(text) ? html::read_fragment(text).paragraphs : paragraphs_of(text, 0);
  // The lines of a string are none of the file; all of it stands where the string does.
  for (Paragraph& paragraph : paragraphs) paragraph.origins = {{0, value->line, 1}};
  return paragraphs;
}

std::optional<UnixSeconds> date_in(const Value* value) {
  if (value == nullptr) return std::nullopt;
  const std::string text = one_text(value);
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.';
  });
  if (!digits || text.size() == 8) return parse_date(text::collapse_space(text));
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  // Seconds, milliseconds or microseconds since 1970: what is between 1973 and the year 5000.
  constexpr double kLeast = 1e8;
  constexpr double kMost = 1e11;
  for (int i = 0; i < 2 && number >= kMost; ++i) number /= 1000;
  if (number < kLeast || number >= kMost) return std::nullopt;
  return static_cast<UnixSeconds>(number);
}

void add_texts(const Value* value, std::vector<std::string>& out) {
  if (value == nullptr) return;
  if (value->kind != Kind::kList) {
    // "a, b, c"
    std::string text = one_text(value);
    std::string_view rest = text;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string tag = text::collapse_space(rest.substr(0, comma));
      if (!tag.empty()) out.push_back(std::move(tag));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return;
  }
  for (const Value& element : value->members) {
    std::string tag = text::collapse_space(one_text(&element));
    if (!tag.empty()) out.push_back(std::move(tag));
  }
}

std::vector<std::string> authors_in(const Value& object) {
  std::vector<std::string> authors;
  const Value* value = find_field(object, kAuthors);
  if (value == nullptr) return authors;
  if (value->kind != Kind::kList) {
    add_names(authors, one_text(value));
    return authors;
  }
  for (const Value& element : value->members) add_names(authors, one_text(&element));
  return authors;
}

std::string plain_line(const std::string& text) {
  if (text.find_first_of("<&") == std::string::npos) return text::collapse_space(text);
  std::string line;
  for (const Paragraph& paragraph : html::read_fragment(text).paragraphs) {
    if (!line.empty()) line.push_back(' ');
    line += paragraph.text;
  }
  return text::collapse_space(line);
}

}  // namespace

std::string text_field(const Value& object, std::initializer_list<std::string_view> names) {
  return field(object, Names(names.begin(), names.size()));
}

bool is_article(const Value& object) {
  if (object.kind != Kind::kObject) return false;
  const bool title = !field(object, kTitles).empty();
  const std::string text = long_text(find_field(object, kTexts));
  constexpr std::size_t kLongerThanALabel = 80;
  if (!text.empty() && (title || text.size() > kLongerThanALabel)) return true;
  if (article::is_withdrawal(lower(text_field(object, {"pubstatus"})))) return true;
  return title &&
         (find_field(object, kPublished) != nullptr || find_field(object, kAuthors) != nullptr ||
          !field(object, kAddresses).empty() || !media_type(object).empty());
}

std::string media_type(const Value& object) {
  const std::string type = plain_name(text_field(object, {"type"}));
  constexpr std::array<std::string_view, 7> kMedia = {"picture", "photo",   "image",   "video",
                                                      "audio",   "graphic", "planning"};
  return std::find(kMedia.begin(), kMedia.end(), type) == kMedia.end() ? std::string() : type;
}

Draft draft_of(const Value& object) {
  Draft draft;
  draft.title_line = object.line;
  if (const Value* title = find_field(object, kTitles)) {
    draft.title = plain_line(one_text(title));
    draft.title_line = title->line;
  }
  draft.paragraphs = paragraphs_in(find_field(object, kTexts));
  if (draft.paragraphs.empty()) draft.paragraphs = paragraphs_in(find_field(object, kSummaries));
  draft.authors = authors_in(object);
  draft.source = field(object, kSources);
  draft.section = field(object, kSections);
  for (const std::string_view name : kTags)
    add_texts(find_field(object, Names(&name, 1)), draft.tags);
  draft.url = field(object, kAddresses);
  draft.guid = text_field(object, {"guid", "id", "uri", "docid", "articleid", "uuid"});
  if (draft.url.empty() && draft.guid.starts_with("http")) draft.url = draft.guid;
  draft.language = text_field(object, {"language", "lang", "inlanguage"});
  draft.place = text_field(object, {"located", "dateline", "place"});
  draft.version = text_field(object, {"version"});
  draft.status = lower(text_field(object, {"pubstatus", "status"}));
  heed_instruction(draft, text_field(object, {"signal"}));
  draft.published = date_in(find_field(object, kPublished));
  draft.updated = date_in(find_field(object, kUpdated));
  if (draft.updated == draft.published) draft.updated.reset();
  draft.key = natural_key(draft);
  return draft;
}

}  // namespace quire::extract::formats
