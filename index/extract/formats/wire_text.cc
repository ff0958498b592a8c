#include "index/extract/formats/wire_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "index/base/format.h"
#include "index/base/rfc3339.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/paragraphs.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/instruction.h"
#include "index/text/charset.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

constexpr char kStartOfHeading = 0x01;
constexpr char kStartOfText = 0x02;
constexpr char kEndOfText = 0x03;
constexpr char kSynchronous = 0x16;
constexpr std::size_t kLongestHeading =
    500;  // bytes; both standards' headings are two or three lines

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// The three parts of a message, each without control characters, in UTF-8.
struct Message {
  std::string heading;
  std::string text;
  std::string trailer;
  std::uint32_t text_line = 1;  // in the file
};

Result<std::string> readable(std::string_view bytes) {
  std::string kept;
  for (const char c : bytes) {
    if (c == '\r') continue;
    kept.push_back(is_control(c) && c != '\n' && c != '\t' ? ' ' : c);
  }
  auto decoded = text::decode(kept);
  if (!decoded) return decoded.error();
  return std::move(decoded->text);
}

Result<Message> split(std::string_view bytes) {
  const std::size_t heading = bytes.find(kStartOfHeading) + 1;
  const std::size_t begin = bytes.find(kStartOfText) + 1;
  const std::size_t end = std::min(bytes.find(kEndOfText, begin), bytes.size());
  Message message;
  message.text_line = 1 + static_cast<std::uint32_t>(std::count(
                              bytes.begin(), bytes.begin() + static_cast<long>(begin), '\n'));
  auto first = readable(bytes.substr(heading, begin - 1 - heading));
  auto text = readable(bytes.substr(begin, end - begin));
  auto last = readable(bytes.substr(std::min(end + 1, bytes.size())));
  if (!first || !text || !last) {
    return Error{ErrorCode::kUnsupported, "wire copy that is no text", "convert it to plain text"};
  }
  message.heading = *std::move(first);
  message.text = *std::move(text);
  message.trailer = *std::move(last);
  return message;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

bool are_digits(std::string_view word, std::size_t count) {
  return word.size() == count &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// IPTC 7901's "131137 GMT Nov 13": day, hour and minute, zone (which may be left out), month, year.
std::optional<UnixSeconds> iptc_date(std::string_view trailer) {
  const auto words = words_of(trailer);
  if (words.size() < 3 || !are_digits(words[0], 6)) return std::nullopt;
  const bool zoned = !are_digits(words[2], 2);
  if (zoned && (words.size() < 4 || !are_digits(words[3], 2))) return std::nullopt;
  struct Month {
    std::string_view written;
    std::string_view english;
  };
  constexpr std::array kGerman = {Month{"Mai", "May"}, Month{"Okt", "Oct"}, Month{"Dez", "Dec"},
                                  Month{"Mrz", "Mar"}};
  std::string_view month = words[zoned ? 2 : 1];
  for (const Month& german : kGerman) {
    if (month == german.written) month = german.english;
  }
  return parse_date(format("{} {} {} {}:{} {}", words[0].substr(0, 2), month, words[zoned ? 3 : 2],
                           words[0].substr(2, 2), words[0].substr(4, 2), zoned ? words[1] : "GMT"));
}

// ANPA's "AP-WF-11-13-13 0745GMT<": month, day and year, hour and minute.
std::optional<UnixSeconds> anpa_date(std::string_view trailer) {
  const auto words = words_of(trailer);
  if (words.size() < 2 || words[0].size() < 8 || !are_digits(words[1].substr(0, 4), 4)) {
    return std::nullopt;
  }
  const std::string_view date = words[0].substr(words[0].size() - 8);
  if (!are_digits(date.substr(0, 2), 2) || !are_digits(date.substr(3, 2), 2) ||
      !are_digits(date.substr(6, 2), 2)) {
    return std::nullopt;
  }
  const int century = date.substr(6, 2) < "70" ? 20 : 19;
  return parse_date(format("{}{}-{}-{} {}:{}", century, date.substr(6, 2), date.substr(0, 2),
                           date.substr(3, 2), words[1].substr(0, 2), words[1].substr(2, 2)));
}

// "1ST LEAD", "EXTRA", "(Achtung)": how a message stands to others, not what it is about.
bool is_routing_line(std::string_view line) {
  constexpr std::array<std::string_view, 12> kWords = {
      "LEAD",  "REFILE", "EXTRA",      "URGENT",   "UPDATE", "BULLETIN",
      "FLASH", "ALERT",  "CORRECTION", "ADVISORY", "RECAST", "ROUNDUP"};
  if (line.starts_with('(') && line.ends_with(')')) return true;
  const auto words = words_of(line);
  return !words.empty() && words.size() <= 3 &&
         std::find(kWords.begin(), kWords.end(), words.back()) != kWords.end();
}

// The agency's lines for editors at the end: what follows this is not for publication.
std::string_view without_notebook(std::string_view text) {
  for (const std::string_view start : {"\n# ", "\n* * * *\n"}) {
    text = text.substr(0, text.find(start));
  }
  return text;
}

Draft read_iptc(const Message& message) {
  Draft draft;
  const auto heading = words_of(message.heading);
  // "eca062 4 i 211 ccccb dpa 061 Germany-politics/": the number after the agency is the message's.
  for (std::size_t i = 4; i + 1 < heading.size(); ++i) {
    const bool letters = std::all_of(heading[i].begin(), heading[i].end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
    if (letters && !are_digits(heading[i], 1) &&
        heading[i + 1].find_first_not_of("0123456789") == std::string_view::npos) {
      draft.source = heading[i].substr(0, heading[i].find('-'));
    }
  }
  // The heading's last line is the subject: "American Football/NFL/".
  const auto heading_lines = lines_of(trimmed(message.heading));
  if (!heading_lines.empty() && heading_lines.back().ends_with('/')) {
    std::string_view tags = heading_lines.back();
    while (!tags.empty()) {
      const std::size_t slash = tags.find('/');
      if (slash > 0) draft.tags.emplace_back(tags.substr(0, slash));
      tags.remove_prefix(slash + 1);
    }
  }
  const std::string_view text = without_notebook(message.text);
  const std::size_t headline_end = text.find("=\n");
  const std::string_view headline =
      headline_end == std::string_view::npos ? std::string_view() : text.substr(0, headline_end);
  std::uint32_t line = message.text_line;
  for (const std::string_view part : lines_of(headline)) {
    if (part.starts_with("By ") || part.starts_with("Von ")) {
      add_names(draft.authors, part.substr(0, part.find(',')));
    } else if (!is_routing_line(text::collapse_space(part))) {
      if (draft.title.empty()) draft.title_line = line;
      draft.title += draft.title.empty() ? "" : " ";
      draft.title += text::collapse_space(part);
    }
    ++line;
  }
  const std::size_t body = headline.empty() ? 0 : headline_end + 2;
  draft.paragraphs = paragraphs_of(text.substr(body), headline.empty() ? message.text_line : line);
  if (draft.title.empty() && !draft.tags.empty()) draft.title = draft.tags.front();
  draft.published = iptc_date(message.trailer);
  return draft;
}

// ANPA writes quotation marks and dashes with what a teleprinter has.
std::string typographic(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("``")) {
      out += "\u201C";
      ++i;
    } else if (rest.starts_with("''")) {
      out += "\u201D";
      ++i;
    } else if (rest.starts_with(" _ ")) {
      out += " \u2014 ";
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return text::collapse_space(out);
}

bool is_note_to_editors(std::string_view line) {
  constexpr std::array<std::string_view, 6> kStarts = {"Eds",     "AP Photo", "EDITOR",
                                                       "With AP", "For use",  "AP Graphic"};
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [line](std::string_view start) { return line.starts_with(start); });
}

// "BC-US--Giant Lobster Death, 1st Ld-Writethru,127": what it is about, which version it is, and
// its length.
struct Slug {
  std::string_view subject;
  std::string_view version;
};

Slug slug_of(std::string_view line) {
  Slug slug;
  const std::size_t length = line.rfind(',');
  if (length != std::string_view::npos) line = line.substr(0, length);
  const std::size_t comma = std::min(line.find(','), line.size());
  slug.subject = trimmed(line.substr(0, comma));
  slug.version = trimmed(line.substr(std::min(comma + 1, line.size())));
  return slug;
}

// "Giant Lobster Death, 1st Ld-Writethru"
std::string slug_as_title(std::string_view line) {
  const std::size_t dashes = line.find("--");
  if (dashes != std::string_view::npos) line.remove_prefix(dashes + 2);
  const Slug slug = slug_of(line);
  return format("{}{}{}", slug.subject, slug.version.empty() ? "" : ", ", slug.version);
}

// The slug of a day is the agency's name for a story, and its leads and its kill have the same
// subject. A slug without a category ("BC-APNewsAlert") is a place for anything.
void name_by_slug(std::string_view line, std::string_view trailer, Draft& draft) {
  const Slug slug = slug_of(line);
  const auto words = words_of(trailer);
  if (slug.subject.find("--") == std::string_view::npos || !draft.published) return;
  const std::string_view agency = words.front().substr(0, words.front().find('-'));
  draft.guid =
      format("anpa:{}:{}:{}", agency, format_yyyymmdd(draft.published->seconds), slug.subject);
  draft.version = slug.version;
  heed_instruction(draft, slug.version);
}

// Lines before the text: "^headline<", "^By NAME=".
class AnpaHead {
 public:
  explicit AnpaHead(Draft& draft) : draft_(draft) {}

  void add(std::string_view line, std::uint32_t number) {
    line.remove_prefix(std::min(line.find_first_not_of("^ "), line.size()));
    const bool byline = line.find('=') != std::string_view::npos;
    const std::string text = typographic(line.substr(0, line.find_first_of("<=")));
    if (text.empty() || text == "END" || is_note_to_editors(text)) return;
    const bool after_byline = std::exchange(after_byline_, false);
    if (slug_.empty()) {
      slug_ = text;
      draft_.title_line = number;
    } else if (byline && text.starts_with("By ")) {
      add_names(draft_.authors, text);
      after_byline_ = true;
    } else if (byline && after_byline) {
      // The author's agency, or what the author is there ("AP Sports Writer").
      if (text.find("Press") != std::string::npos) draft_.source = text;
    } else if (draft_.title.empty()) {
      draft_.title = text;
      draft_.title_line = number;
    } else {
      draft_.paragraphs.push_back({text, {{0, number, 2}}});
    }
  }

  void finish() {
    if (draft_.title.empty()) draft_.title = slug_as_title(slug_);
  }
  [[nodiscard]] const std::string& slug() const { return slug_; }

 private:
  Draft& draft_;
  std::string slug_;
  bool after_byline_ = false;
};

Draft read_anpa(const Message& message) {
  Draft draft;
  AnpaHead head(draft);
  std::uint32_t number = message.text_line;
  for (const std::string_view line : lines_of(message.text)) {
    const bool indented = line.starts_with('\t') || line.starts_with("  ");
    const std::string text = typographic(line.substr(0, line.rfind('<')));
    if (line.find('^') <= 1 && !indented) {
      head.add(line, number);
    } else if (!text.empty()) {
      draft.paragraphs.push_back({text, {{0, number, 1}}});
    }
    ++number;
  }
  head.finish();
  draft.published = anpa_date(message.trailer);
  name_by_slug(head.slug(), message.trailer, draft);
  return draft;
}

}  // namespace

bool is_wire_text(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(std::string_view("\x16\r\n\0 ", 5));
  if (first == std::string_view::npos || first > 16 || bytes[first] != kStartOfHeading)
    return false;
  return bytes.substr(first, kLongestHeading).find(kStartOfText) != std::string_view::npos;
}

Result<Draft> read_wire_text(std::string_view bytes) {
  const auto message = split(bytes);
  if (!message) return message.error();
  const bool anpa = bytes.substr(0, 4).find(kSynchronous) != std::string_view::npos ||
                    message->text.starts_with('^');
  Draft draft = anpa ? read_anpa(*message) : read_iptc(*message);
  if (draft.title.empty() && draft.paragraphs.empty()) {
    return Error{ErrorCode::kUnsupported, "wire copy without text",
                 "it is read again when it changes"};
  }
  return draft;
}

}  // namespace quire::extract::formats
