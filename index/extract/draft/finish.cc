#include "index/extract/draft/finish.h"

#include <algorithm>

#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestTitle = 300;      // code points; what goes on is no title
constexpr std::size_t kLongestLentTitle = 120;  // code points of a paragraph that lends its beginning

bool is_unwanted_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
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
      : article_(article), last_known_(first_line) {}

  void add(const Paragraph& paragraph) {
    const std::string_view text = paragraph.text;
    if (text::collapse_space(text).empty()) return;
    if (stored_ > 0) end_line();
    auto origin = paragraph.origins.begin();
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      origin = std::find_if(origin, paragraph.origins.end(),
                            [begin](const Origin& o) { return o.offset >= begin; });
      const bool known = origin != paragraph.origins.end() && origin->offset <= end;
      if (known) last_known_ = origin->line;
      if (known || begin == 0) map_line();
      append_clean(text.substr(begin, end - begin));
      end_line();
      begin = end + 1;
    }
  }

 private:
  void map_line() {
    if (stored_ > 0 && article_.lines.original_of(stored_) == last_known_) return;
    article_.lines.add_run(stored_, last_known_);
  }

  void append_clean(std::string_view line) {
    for (const char c : line) {
      if (!is_unwanted_control(c)) article_.body.push_back(c);
    }
  }

  void end_line() {
    article_.body.push_back('\n');
    ++stored_;
  }

  article::Article& article_;
  std::uint32_t last_known_;
  std::uint32_t stored_ = 0;  // lines of the body so far
};

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
  BodyWriter body(article, draft.title_line);
  for (const Paragraph& paragraph : draft.paragraphs) body.add(paragraph);
  article.source = text::collapse_space(draft.source);
  article.section = text::collapse_space(draft.section);
  article.place = text::collapse_space(draft.place);
  article.language = two_letter_language(draft.language);
  for (const std::string& author : draft.authors) {
    std::string name = text::collapse_space(author);
    if (!name.empty()) article.authors.push_back(std::move(name));
  }
  article.published = draft.published ? *draft.published : draft.updated.value_or(file_time);
  article.updated = draft.updated;
  return article;
}

}  // namespace quire::extract
