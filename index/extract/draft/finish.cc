#include "index/extract/draft/finish.h"

#include <algorithm>
#include <array>

#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestTitle = 300;  // code points; what goes on is no title
constexpr std::size_t kLongestLentTitle =
    120;  // code points of a paragraph that lends its beginning

constexpr std::size_t kMostTags = 200;  // an article about all of these is about none

bool is_unwanted_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
}

bool is_blank(std::string_view text) {
  const std::size_t ink = text.find_first_not_of(" \t\r\n\f\v");
  if (ink == std::string_view::npos) return true;
  const bool ascii = static_cast<unsigned char>(text[ink]) < 0x80;
  return !ascii && text::collapse_space(text.substr(ink)).empty();
}

// Where the text may be cut so that it has at most `limit` code points and ends with a word.
std::size_t cut_at_word(std::string_view text, std::size_t limit) {
  const std::size_t cut = byte_offset_of(text, limit);
  if (cut == text.size()) return cut;
  const std::size_t space = text.rfind(' ', cut);
  return space == std::string_view::npos || space == 0 ? cut : space;
}

std::string title_of(const Draft& draft) {
  std::string title = text::collapse_space(draft.title);
  std::size_t limit = kLongestTitle;
  for (std::size_t i = 0; title.empty() && i < draft.paragraphs.size(); ++i) {
    title = text::collapse_space(draft.paragraphs[i].text);
    limit = kLongestLentTitle;
  }
  std::erase_if(title, is_unwanted_control);
  const std::size_t cut = cut_at_word(title, limit);
  if (cut < title.size()) {
    title.resize(cut);
    title += "\u2026";
  }
  return title;
}

// Adds a paragraph's lines to the body, each with the place that it came from.
class BodyWriter {
 public:
  BodyWriter(article::Article& article, std::uint32_t first_line)
      : article_(article), last_known_{first_line, 1} {}

  void add(const Paragraph& paragraph) {
    const std::string_view text = paragraph.text;
    if (is_blank(text)) return;
    if (stored_.line > 0) end_line();
    auto origin = paragraph.origins.begin();
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      // A line whose place nobody told stands where the last one did that was known.
      if (begin == 0) article_.lines.add_run(stored_, last_known_);
      std::size_t done = begin;
      for (; origin != paragraph.origins.end() && origin->offset <= end; ++origin) {
        append_before(text.substr(done, origin->offset - done));
        done = origin->offset;
        last_known_ = {origin->line, origin->column};
        article_.lines.add_run(stored_, last_known_);
      }
      append_clean(text.substr(done, end - done));
      end_line();
      begin = end + 1;
    }
  }

 private:
  // A part of a line that another follows, whose column it decides.
  void append_before(std::string_view text) {
    const std::size_t before = article_.body.size();
    append_clean(text);
    stored_.column += static_cast<std::uint32_t>(
        count_code_points(std::string_view(article_.body).substr(before)));
  }

  void append_clean(std::string_view line) {
    std::size_t done = 0;
    for (std::size_t at = find_control(line, 0); at < line.size();
         at = find_control(line, at + 1)) {
      if (!is_unwanted_control(line[at])) continue;
      article_.body += line.substr(done, at - done);
      done = at + 1;
    }
    article_.body += line.substr(done);
  }

  void end_line() {
    article_.body.push_back('\n');
    stored_ = {stored_.line + 1, 0};
  }

  article::Article& article_;
  article::Place last_known_;
  article::Place stored_;  // the end of the body so far
};

// What a field states: "/wire/" is "wire", and what systems write where they have nothing is
// nothing.
std::string stated(std::string_view field) {
  constexpr std::array<std::string_view, 5> kNothing = {"no-data-available", "not available", "n/a",
                                                        "null", "undefined"};
  std::string text = text::collapse_space(field);
  const std::string folded = text::fold(text);
  if (std::find(kNothing.begin(), kNothing.end(), folded) != kNothing.end()) return {};
  if (text.size() > 2 && text.front() == '/' && text.back() == '/') {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

// "en-GB" -> "en"; nothing for what is no ISO 639-1 code.
std::string two_letter_language(std::string_view stated) {
  if (stated.size() < 2 || (stated.size() > 2 && stated[2] != '-' && stated[2] != '_')) return {};
  std::string code;
  for (const char c : stated.substr(0, 2)) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower < 'a' || lower > 'z') return {};
    code.push_back(lower);
  }
  return code;
}

}  // namespace

Result<article::Article> finish(Draft draft, UnixSeconds file_time) {
  article::Article article;
  article.title = title_of(draft);
  if (article.title.empty()) {
    return Error{ErrorCode::kUnsupported, "holds no text", "it is read again when it changes"};
  }
  article.title_line = draft.title_line;
  std::size_t text_size = 0;
  for (const Paragraph& paragraph : draft.paragraphs) text_size += paragraph.text.size() + 2;
  article.body.reserve(text_size);
  BodyWriter body(article, draft.title_line);
  for (const Paragraph& paragraph : draft.paragraphs) body.add(paragraph);
  article.source = stated(draft.source);
  article.section = stated(draft.section);
  article.place = stated(draft.place);
  article.language = two_letter_language(draft.language);
  for (const std::string& author : draft.authors) {
    std::string name = text::collapse_space(author);
    if (!name.empty()) article.authors.push_back(std::move(name));
  }
  for (const std::string& tag : draft.tags) {
    std::string name = text::collapse_space(tag);
    const bool known =
        std::find(article.tags.begin(), article.tags.end(), name) != article.tags.end();
    if (!name.empty() && !known && article.tags.size() < kMostTags) {
      article.tags.push_back(std::move(name));
    }
  }
  article.agency = stated(draft.agency);
  article.url = text::collapse_space(draft.url);
  article.guid = text::collapse_space(draft.guid);
  article.version = text::collapse_space(draft.version);
  if (draft.status == "corrected" || article::is_withdrawal(draft.status)) {
    article.status = draft.status;
  }
  const StatedTime published =
      draft.published ? *draft.published : draft.updated.value_or(file_time);
  article.published = published.seconds;
  article.published_zone = published.east;
  if (draft.updated) {
    article.updated = draft.updated->seconds;
    article.updated_zone = draft.updated->east;
  }
  return article;
}

}  // namespace quire::extract
