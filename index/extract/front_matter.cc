#include "index/extract/front_matter.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "index/base/utf8.h"
#include "index/extract/draft/dates.h"

namespace quire::extract {
namespace {

constexpr std::size_t kMostBytes = 16U << 10;  // what goes on further is a text that begins oddly

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Takes the first line off `rest`, without its '\n'.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// A string without its quotation marks, and without what follows them.
std::string unquoted(std::string_view value) {
  value = trim(value);
  if (value.empty() || (value.front() != '"' && value.front() != '\'')) return std::string(value);
  const char mark = value.front();
  std::string out;
  for (std::size_t i = 1; i < value.size() && value[i] != mark; ++i) {
    if (mark == '"' && value[i] == '\\' && i + 1 < value.size()) ++i;
    out.push_back(value[i]);
  }
  return out;
}

// "[a, "b, c"]" or a single value.
std::vector<std::string> values_of(std::string_view value) {
  value = trim(value);
  std::vector<std::string> values;
  if (!value.starts_with('[')) {
    if (auto one = unquoted(value); !one.empty()) values.push_back(std::move(one));
    return values;
  }
  value = value.substr(1, value.rfind(']') - 1);
  char quoted = '\0';
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const char c = i < value.size() ? value[i] : ',';
    if (quoted != '\0') {
      if (c == quoted) quoted = '\0';
      if (i < value.size()) continue;
    } else if (c == '"' || c == '\'') {
      quoted = c;
    }
    if (c != ',') continue;
    if (auto one = unquoted(value.substr(begin, i - begin)); !one.empty()) {
      values.push_back(std::move(one));
    }
    begin = i + 1;
  }
  return values;
}

using Values = std::vector<std::string>;

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void set_field(Draft& draft, const std::string& key, Values values) {
  if (values.empty()) return;
  std::string& first = values.front();
  if (key == "title" || key == "headline") draft.title = std::move(first);
  if (is_one_of(key, {"author", "authors", "by", "byline"}))
    draft.authors = std::move(values);
  else if (is_one_of(key, {"tags", "keywords", "tag"}))
    draft.tags = std::move(values);
  else if (is_one_of(key, {"date", "published", "publishdate", "pubdate"}))
    draft.published = parse_date(first);
  else if (is_one_of(key, {"updated", "lastmod", "modified", "last_modified_at"}))
    draft.updated = parse_date(first);
  else if (is_one_of(key, {"source", "publication", "site"}))
    draft.source = std::move(first);
  else if (is_one_of(key, {"section", "category", "categories"}))
    draft.section = std::move(first);
  else if (is_one_of(key, {"place", "location", "dateline"}))
    draft.place = std::move(first);
  else if (is_one_of(key, {"lang", "language"}))
    draft.language = std::move(first);
  else if (is_one_of(key, {"url", "link", "canonical", "canonical_url"}))
    draft.url = std::move(first);
  else if (is_one_of(key, {"id", "guid", "uid"}))
    draft.guid = std::move(first);
}

// The lines between the marks, key by key; a key without a value is followed by a list of "-
// value".
class Reader {
 public:
  Reader(Draft& draft, char separator) : draft_(draft), separator_(separator) {}

  // False when the line is none of front matter.
  bool add(std::string_view line) {
    const std::string_view text = trim(line);
    if (text.empty() || text.starts_with('#') || text.starts_with("[")) return true;
    if (text.starts_with("- ") || text == "-") {
      if (auto value = unquoted(text.substr(1)); !value.empty())
        values_.push_back(std::move(value));
      return !key_.empty();
    }
    // What belongs to a key further in is nothing that is looked for.
    if (line.starts_with(' ') || line.starts_with('\t')) return !key_.empty();
    const std::size_t at = text.find(separator_);
    if (at == std::string_view::npos || at == 0) return false;
    finish();
    key_ = lower(trim(text.substr(0, at)));
    values_ = values_of(text.substr(at + 1));
    return true;
  }
  void finish() { set_field(draft_, key_, std::exchange(values_, {})); }

 private:
  Draft& draft_;
  const char separator_;
  std::string key_;
  Values values_;
};

}  // namespace

std::size_t read_front_matter(std::string_view text, Draft& draft) {
  std::string_view rest = text;
  const std::string mark(trim(take_line(rest)));
  if (mark != "---" && mark != "+++") return 0;
  Draft read = draft;
  Reader reader(read, mark == "---" ? ':' : '=');
  while (!rest.empty() && text.size() - rest.size() < kMostBytes) {
    const std::string_view line = take_line(rest);
    const std::string_view bare = trim(line);
    if (bare == mark || (mark == "---" && bare == "...")) {
      reader.finish();
      draft = std::move(read);
      return text.size() - rest.size();
    }
    if (!reader.add(line)) return 0;
  }
  return 0;
}

}  // namespace quire::extract
