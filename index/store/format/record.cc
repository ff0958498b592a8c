#include "index/store/format/record.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "index/base/format.h"
#include "index/base/uri.h"

namespace quire::store {
namespace {

class Writer {
 public:
  void text(std::string_view field, std::string_view value) {
    if (value.empty()) return;
    out_ += field;
    out_.push_back('=');
    // A value is one line; whatever else stands in a field becomes a space.
    for (const char c : value) out_.push_back(c == '\n' || c == '\r' ? ' ' : c);
    out_.push_back('\n');
  }
  void number(std::string_view field, std::int64_t value) { text(field, std::to_string(value)); }
  std::string finish(std::string_view body) {
    out_.push_back('\n');
    out_ += body;
    return std::move(out_);
  }

 private:
  std::string out_;
};

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && stop == text.data() + text.size();
}

// A path as the record writes it: bytes that a line cannot hold are percent-encoded, as in a URI.
std::string encode_path(const std::string& relative) {
  return path_to_file_uri("/" + relative).substr(std::string_view("file:///").size());
}

bool decode_path(std::string_view text, std::string& out) {
  if (text.find('\0') != std::string_view::npos) return false;
  const auto path = file_uri_to_path(format("file:///{}", text));
  if (path) out = path->substr(1);
  return path.has_value();
}

std::string serialise(const std::vector<article::TextRange>& ranges) {
  std::string out;
  for (const article::TextRange& range : ranges) {
    out += format("{}{}-{}", out.empty() ? "" : ",", range.begin, range.end);
  }
  return out;
}

bool read_ranges(std::string_view text, std::vector<article::TextRange>& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view one = text.substr(0, end);
    const std::size_t dash = one.find('-');
    article::TextRange range;
    if (dash == std::string_view::npos || !read_number(one.substr(0, dash), range.begin) ||
        !read_number(one.substr(dash + 1), range.end)) {
      return false;
    }
    out.push_back(range);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

// False when `value` is not what `field` holds. Unknown fields are passed over: a newer writer may
// have added them.
bool read_field(StoredArticle& stored, std::string_view field, std::string_view value) {
  article::Article& a = stored.article;
  const auto text = [&value](std::string& out) {
    out = value;
    return true;
  };
  if (field == "id") return text(stored.id);
  if (field == "drop") return text(stored.file.drop);
  if (field == "path") return decode_path(value, stored.file.relative);
  if (field == "failure") return text(stored.failure);
  if (field == "member") return read_number(value, a.member);
  if (field == "key") return read_number(value, a.key);
  if (field == "title") return text(a.title);
  if (field == "source") return text(a.source);
  if (field == "section") return text(a.section);
  if (field == "place") return text(a.place);
  if (field == "language") return text(a.language);
  if (field == "agency") return text(a.agency);
  if (field == "url") return text(a.url);
  if (field == "guid") return text(a.guid);
  if (field == "version") return text(a.version);
  if (field == "status") return text(a.status);
  if (field == "published") return read_number(value, a.published);
  if (field == "updated") return read_number(value, a.updated.emplace());
  if (field == "published_zone") return read_number(value, a.published_zone);
  if (field == "updated_zone") return read_number(value, a.updated_zone);
  if (field == "words") return read_number(value, stored.words);
  if (field == "title_line") return read_number(value, a.title_line);
  if (field == "boilerplate") return read_ranges(value, a.boilerplate);
  if (field == "author") {
    a.authors.emplace_back(value);
  } else if (field == "tag") {
    a.tags.emplace_back(value);
  } else if (field == "lines") {
    auto lines = article::LineMap::parse(value);
    if (!lines) return false;
    a.lines = *std::move(lines);
  }
  return true;
}

}  // namespace

std::string encode_record(const StoredArticle& stored) {
  const article::Article& a = stored.article;
  Writer out;
  out.text("id", stored.id);
  out.text("drop", stored.file.drop);
  out.text("path", encode_path(stored.file.relative));
  out.text("failure", stored.failure);
  if (!stored.failure.empty()) return out.finish({});
  if (a.member != 0) out.number("member", a.member);
  if (a.key != 0) out.text("key", std::to_string(a.key));
  out.text("title", a.title);
  out.text("source", a.source);
  out.text("section", a.section);
  out.text("place", a.place);
  out.text("language", a.language);
  for (const std::string& author : a.authors) out.text("author", author);
  for (const std::string& tag : a.tags) out.text("tag", tag);
  out.text("agency", a.agency);
  out.text("url", a.url);
  out.text("guid", a.guid);
  out.text("version", a.version);
  out.text("status", a.status);
  out.number("published", a.published);
  if (a.updated) out.number("updated", *a.updated);
  if (a.published_zone != 0) out.number("published_zone", a.published_zone);
  if (a.updated_zone != 0) out.number("updated_zone", a.updated_zone);
  out.number("words", stored.words);
  out.number("title_line", a.title_line);
  out.text("lines", a.lines.serialise());
  out.text("boilerplate", serialise(a.boilerplate));
  return out.finish(a.body);
}

Result<StoredArticle> decode_record(std::string_view data) {
  StoredArticle stored;
  while (true) {
    const std::size_t end = data.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line = data.substr(0, end);
    data.remove_prefix(end + 1);
    if (line.empty()) {
      stored.article.body = data;
      return stored;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos ||
        !read_field(stored, line.substr(0, equals), line.substr(equals + 1))) {
      break;
    }
  }
  return Error{ErrorCode::kCorrupt, "broken article record in the index", {}};
}

std::optional<std::string> own_text_of_record(std::string_view data) {
  constexpr std::string_view kEndOfFields = "\n\n";
  constexpr std::string_view kBoilerplate = "\nboilerplate=";
  const std::size_t end = data.find(kEndOfFields);
  if (end == std::string_view::npos) return std::nullopt;
  std::vector<article::TextRange> boilerplate;
  const std::string_view fields = data.substr(0, end);
  const std::size_t field = fields.find(kBoilerplate);
  if (field != std::string_view::npos) {
    const std::string_view value = fields.substr(field + kBoilerplate.size());
    if (!read_ranges(value.substr(0, value.find('\n')), boilerplate)) return std::nullopt;
  }
  return article::own_text(data.substr(end + kEndOfFields.size()), boilerplate);
}

}  // namespace quire::store
