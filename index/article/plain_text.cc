#include "index/article/plain_text.h"

#include <algorithm>

#include "index/article/dates.h"
#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::article {
namespace {

constexpr std::size_t kLongestTitle = 300;  // code points; a longer first line is a paragraph

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos;
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

std::string_view without_heading_marks(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  if (marks == 0 || marks > 6 || marks == std::string_view::npos || line[marks] != ' ') return line;
  line.remove_prefix(marks + 1);
  const std::size_t last = line.find_last_not_of("# ");
  return last == std::string_view::npos ? line : line.substr(0, last + 1);
}

}  // namespace

Result<Article> read_plain_text(std::string text, UnixSeconds file_time, bool markdown) {
  unify_line_ends(text);
  const Line title = next_line_with_text(text, 0, 1);
  if (title.begin == text.size()) {
    return Error{ErrorCode::kUnsupported, "holds no text", "it is read again when it changes"};
  }
  std::string_view headline = std::string_view(text).substr(title.begin, title.end - title.begin);
  if (markdown) headline = without_heading_marks(headline);

  Article article;
  article.title = text::collapse_space(headline);
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

}  // namespace quire::article
