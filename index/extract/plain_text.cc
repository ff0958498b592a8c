#include "index/extract/plain_text.h"

#include <algorithm>
#include <utility>

#include "index/base/utf8.h"
#include "index/extract/front_matter.h"
#include "index/text/normalizer.h"

namespace quire::extract {
namespace {

constexpr std::size_t kLongestTitle = 300;        // code points; a longer first line is a paragraph
constexpr std::size_t kLongestWrappedLine = 120;  // bytes; nobody wraps text wider by hand

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

// Goes through a text line by line.
class Lines {
 public:
  Lines(std::string_view text, std::uint32_t first_number) : rest_(text), number_(first_number) {}

  // False at the end.
  bool next() {
    if (rest_.empty()) return false;
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
    return true;
  }
  [[nodiscard]] std::string_view line() const { return line_; }
  [[nodiscard]] std::uint32_t number() const { return number_ - 1; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::uint32_t number_;
};

// "## A heading ##" -> "A heading"; nothing for marks alone.
std::string_view without_heading_marks(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks == 0 || marks > 6 || (marks < line.size() && line[marks] != ' ')) return line;
  line.remove_prefix(marks);
  return line.substr(0, line.find_last_not_of("# ") + 1);
}

// Collects the lines of paragraphs.
class Paragraphs {
 public:
  explicit Paragraphs(Draft& draft) : draft_(draft) {}

  void add(std::string_view line, std::uint32_t number) {
    if (is_blank(line)) return end();
    const std::size_t last = line.find_last_not_of(" \t\f\v");
    line = line.substr(0, last + 1);
    wide_ = wide_ || line.size() > kLongestWrappedLine;
    if (!open_.text.empty()) open_.text.push_back('\n');
    open_.origins.push_back({static_cast<std::uint32_t>(open_.text.size()), number, 1});
    open_.text += line;
  }
  void end() {
    if (open_.text.empty()) return;
    if (std::exchange(wide_, false) && open_.origins.size() > 1) {
      split();
    } else {
      draft_.paragraphs.push_back(std::move(open_));
    }
    open_ = Paragraph{};
  }

 private:
  // Each line is a paragraph.
  void split() {
    for (std::size_t i = 0; i < open_.origins.size(); ++i) {
      const std::size_t begin = open_.origins[i].offset;
      const std::size_t end =
          i + 1 < open_.origins.size() ? open_.origins[i + 1].offset - 1 : open_.text.size();
      draft_.paragraphs.push_back(
          {open_.text.substr(begin, end - begin), {{0, open_.origins[i].line, 1}}});
    }
  }

  Draft& draft_;
  Paragraph open_;
  bool wide_ = false;
};

// The title, from the first line that has one. False when there is none.
bool read_title(Lines& lines, bool markdown, Draft& draft) {
  while (lines.next()) {
    const std::string_view line = lines.line();
    if (is_blank(line)) continue;
    draft.title = text::collapse_space(markdown ? without_heading_marks(line) : line);
    draft.title_line = lines.number();
    if (!draft.title.empty()) return true;
  }
  return false;
}

}  // namespace

Result<Draft> read_plain_text(std::string text, bool markdown) {
  unify_line_ends(text);
  Draft draft;
  const std::size_t front = read_front_matter(text, draft);
  const std::string_view rest = std::string_view(text).substr(front);
  const auto first = static_cast<std::uint32_t>(
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(front), '\n') + 1);
  Lines lines(rest, first);
  Paragraphs paragraphs(draft);
  if (draft.title.empty()) {
    if (!read_title(lines, markdown, draft)) {
      return Error{ErrorCode::kUnsupported, "holds no text", "it is read again when it changes"};
    }
    // A line that goes on past what a title can be is part of the text too.
    const bool too_long = byte_offset_of(draft.title, kLongestTitle) < draft.title.size();
    if (too_long) paragraphs.add(lines.line(), lines.number());
  }
  while (lines.next()) paragraphs.add(lines.line(), lines.number());
  paragraphs.end();
  return draft;
}

}  // namespace quire::extract
