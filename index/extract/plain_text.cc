#include "index/extract/plain_text.h"

#include <algorithm>

#include "index/base/utf8.h"
#include "index/extract/draft/dates.h"
#include "index/text/normalizer.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestTitle = 300;  // code points; a longer first line is a paragraph

// Without ink: white space of any script.
bool is_blank(std::string_view line) {
  const std::size_t ink = line.find_first_not_of(" \t\r\f\v");
  if (ink == std::string_view::npos) return true;
  const bool ascii = static_cast<unsigned char>(line[ink]) < 0x80;
  return !ascii && text::collapse_space(line.substr(ink)).empty();
}

// "\r\n" and lone "\r" to "\n", in place.
void unify_line_ends(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      text[out++] = '\n';
    } else {
      text[out++] = text[i];
    }
  }
  text.resize(out);
}

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;       // of its text, before the '\n'
  std::uint32_t number = 0;  // from 1
};

// The first line from `offset` on that is not blank; begin == text.size() when there is none.
Line next_line_with_text(std::string_view text, std::size_t offset, std::uint32_t number) {
  while (offset < text.size()) {
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    if (!is_blank(text.substr(offset, end - offset))) return {offset, end, number};
    offset = end + 1;
    ++number;
  }
  return {text.size(), text.size(), number};
}

// "## A heading ##" -> "A heading"; nothing for marks alone.
std::string_view without_heading_marks(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks == 0 || marks > 6 || (marks < line.size() && line[marks] != ' ')) return line;
  line.remove_prefix(marks);
  return line.substr(0, line.find_last_not_of("# ") + 1);
}

struct Headline {
  Line line;
  std::string title;  // empty when the text has none
};

Headline find_headline(std::string_view text, bool markdown) {
  Headline headline;
  headline.line = next_line_with_text(text, 0, 1);
  while (headline.line.begin < text.size()) {
    const Line& line = headline.line;
    const std::string_view written = text.substr(line.begin, line.end - line.begin);
    headline.title = text::collapse_space(markdown ? without_heading_marks(written) : written);
    if (!headline.title.empty()) break;
    headline.line = next_line_with_text(text, std::min(line.end + 1, text.size()), line.number + 1);
  }
  return headline;
}

}  // namespace

Result<article::Article> read_plain_text(std::string text, UnixSeconds file_time, bool markdown) {
  unify_line_ends(text);
  Headline headline = find_headline(text, markdown);
  if (headline.title.empty()) {
    return Error{ErrorCode::kUnsupported, "holds no text", "it is read again when it changes"};
  }
  const Line title = headline.line;

  article::Article article;
  article.title = std::move(headline.title);
  article.title_line = title.number;
  Line body = next_line_with_text(text, std::min(title.end + 1, text.size()), title.number + 1);
  const std::size_t cut = byte_offset_of(article.title, kLongestTitle);
  if (cut < article.title.size()) {
    // The line goes on past what a title can be, so it is part of the body too.
    article.title.resize(cut);
    body = title;
  }
  article.lines.add_run(0, body.number);
  const StatedDates dates = find_stated_dates(std::string_view(text).substr(body.begin));
  article.published = dates.published.value_or(file_time);
  article.updated = dates.updated;
  article.body = text.substr(body.begin);
  return article;
}

}  // namespace quire::extract
