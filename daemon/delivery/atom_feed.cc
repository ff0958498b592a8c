#include "daemon/delivery/atom_feed.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "index/base/format.h"
#include "index/base/rfc3339.h"
#include "index/base/uri.h"
#include "index/base/utf8.h"

namespace quire::delivery {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:q=\"urn:quire:feed\">\n";
constexpr std::string_view kEntry = "<entry q:seq=\"";
constexpr std::string_view kEntryEnd = "</entry>";

// XML 1.0 can write no control character but these, which would end the line here.
void append_character(std::string& out, std::string_view bytes, char32_t code_point) {
  switch (code_point) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    default:
      break;
  }
  const bool blank = code_point == '\n' || code_point == '\r' || code_point == '\t';
  const bool allowed = code_point >= 0x20 && code_point != 0xFFFE && code_point != 0xFFFF;
  if (blank) {
    out.push_back(' ');
  } else if (allowed) {
    out += bytes;
  }
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar one = decode_utf8(text, at);
    if (one.valid) append_character(out, text.substr(at, one.length), one.code_point);
    at += one.length;
  }
  return out;
}

std::string element(std::string_view name, std::string_view text) {
  return format("<{0}>{1}</{0}>", name, escaped(text));
}

// What stands between two texts; nothing when they do not.
std::optional<std::string> between(std::string_view line, std::string_view before,
                                   std::string_view after) {
  const std::size_t begin = line.find(before);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t start = begin + before.size();
  const std::size_t end = line.find(after, start);
  if (end == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(start, end - start));
}

std::string title_of(const protocol::Hit& hit) {
  if (hit.title.find_first_not_of(" \t\r\n") != std::string::npos) return hit.title;
  return hit.path.substr(hit.path.rfind('/') + 1);
}

}  // namespace

AtomFeed::AtomFeed(std::string alert, std::string query, std::string path, std::size_t most)
    : alert_(std::move(alert)), query_(std::move(query)), path_(std::move(path)), most_(most) {}

// Also one that has been there: it is the newest now.
void AtomFeed::put(Entry entry) {
  std::erase_if(entries_, [&entry](const Entry& one) { return one.id == entry.id; });
  entries_.push_front(std::move(entry));
  if (entries_.size() > most_) entries_.pop_back();
}

bool AtomFeed::is_one(std::string_view text) { return text.starts_with(kHead); }

void AtomFeed::read(std::string_view text) {
  entries_.clear();
  while (!text.empty() && entries_.size() < most_) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with(kEntry) || !line.ends_with(kEntryEnd)) continue;
    const auto number = between(line, kEntry, "\"");
    const auto id = between(line, "<id>", "</id>");
    const auto updated = between(line, "<updated>", "</updated>");
    if (!number || !id || !updated) continue;
    Entry entry{0, *id, *updated, std::string(line)};
    const auto read =
        std::from_chars(number->data(), number->data() + number->size(), entry.number);
    if (read.ec == std::errc()) entries_.push_back(std::move(entry));
  }
}

void AtomFeed::add(std::uint64_t number, const protocol::Hit& hit, UnixSeconds now) {
  Entry entry{number, "urn:quire:article:" + hit.id, format_rfc3339(now), {}};
  std::string& line = entry.line;
  line = format("{}{}\">", kEntry, number);
  line += element("id", entry.id) + element("title", title_of(hit));
  line += element("updated", entry.updated) + element("published", hit.published);
  line += format("<link rel=\"alternate\" href=\"{}\"/>", escaped(hit.uri));
  for (const std::string& author : hit.authors) {
    line += format("<author>{}</author>", element("name", author));
  }
  if (!hit.source.empty()) line += format("<category term=\"{}\"/>", escaped(hit.source));
  line += element("summary", hit.snippet);
  line += kEntryEnd;
  put(std::move(entry));
}

std::string AtomFeed::text(UnixSeconds now) const {
  std::string out(kHead);
  out += element("id", "urn:quire:alert:" + alert_) + "\n";
  out += element("title", alert_) + "\n";
  out += element("subtitle", query_.empty() ? "all articles" : query_) + "\n";
  out += element("updated", entries_.empty() ? format_rfc3339(now) : entries_.front().updated);
  out += "\n<author><name>quired</name></author>\n";
  out += format("<link rel=\"self\" href=\"{}\"/>\n", escaped(path_to_file_uri(path_)));
  for (const Entry& entry : entries_) out += entry.line + "\n";
  return out + "</feed>\n";
}

}  // namespace quire::delivery
