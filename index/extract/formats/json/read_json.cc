#include "index/extract/formats/json/read_json.h"

#include <algorithm>
#include <array>

#include "index/base/format.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/fields.h"
#include "index/extract/formats/json/json_tree.h"

namespace quire::extract::formats {
namespace {

using Kind = Value::Kind;

constexpr std::string_view kSpace = " \t\r\n";

bool is_object_line(std::string_view line) { return line.starts_with('{') && line.ends_with('}'); }

// The list whose elements are what an object is about: an API's answer, a feed. What an article is
// about stands in other lists (its pictures, what is related).
bool is_list_of_articles(const Value& object) {
  for (const Value& value : object.members) {
    if (value.kind != Kind::kList) continue;
    constexpr std::array<std::string_view, 6> kNotTheSubject = {
        "related", "associations", "images", "media", "links", "embeds"};
    if (std::find(kNotTheSubject.begin(), kNotTheSubject.end(), value.name) !=
        kNotTheSubject.end()) {
      continue;
    }
    if (std::any_of(value.members.begin(), value.members.end(), is_article)) {
      return true;
    }
  }
  return false;
}

void collect(const Value& value, std::string_view source, Reading& reading) {
  const bool list = value.kind == Kind::kObject && is_list_of_articles(value);
  if (!list && is_article(value)) {
    if (const std::string media = media_type(value); !media.empty()) {
      return add_note(reading.notes, format("line {}: of type {}", value.line, media));
    }
    Draft draft = draft_of(value);
    if (draft.source.empty()) draft.source = source;
    reading.drafts.push_back(std::move(draft));
    return;
  }
  const std::string title = list ? text_field(value, {"title", "name"}) : std::string(source);
  for (const Value& member : value.members) {
    if (member.kind == Kind::kList || member.kind == Kind::kObject) collect(member, title, reading);
  }
}

Error no_article(const Reading& reading) {
  const std::string what = reading.notes.empty()
                               ? std::string("JSON that holds no article")
                               : format("JSON that holds no article: {}", reading.notes.front());
  return Error{ErrorCode::kUnsupported, what,
               "an article is an object with a \"title\" and a \"text\""};
}

Result<Reading> read_lines(std::string_view text) {
  Reading reading;
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (line.empty()) continue;
    const auto value = parse_json(line, number);
    if (!value) {
      add_note(reading.notes, format("line {}: {}", number, value.error().message));
      continue;
    }
    const std::size_t before = reading.drafts.size();
    collect(*value, {}, reading);
    if (reading.drafts.size() == before) {
      add_note(reading.notes, format("line {}: holds no article", number));
    }
  }
  if (reading.drafts.empty()) return no_article(reading);
  return reading;
}

}  // namespace

bool is_json_lines(std::string_view text, std::string_view name) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  const std::size_t end = text.find('\n');
  if (!is_object_line(trimmed(text.substr(0, end)))) return false;
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return true;
  if (end == std::string_view::npos) return false;
  text.remove_prefix(end);
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  return text.starts_with("{\"");
}

Result<Reading> read_json(std::string_view text, const ReadContext& context) {
  if (is_json_lines(text, context.name)) return read_lines(text);
  const auto value = parse_json(text);
  if (!value) return value.error();
  Reading reading;
  collect(*value, {}, reading);
  if (reading.drafts.empty()) return no_article(reading);
  // The one object that is the whole file needs no name in it.
  if (is_article(*value) && reading.drafts.size() == 1) reading.drafts.front().key.clear();
  return reading;
}

}  // namespace quire::extract::formats
