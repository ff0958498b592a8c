#include "index/text/words/sentence_breaker.h"

#include <unicode/uchar.h>

#include "index/base/utf8.h"
#include "index/text/character_class.h"
#include "index/text/words/abbreviations.h"

namespace quire::text {
namespace {

constexpr char32_t kLineSeparator = 0x2028;
constexpr char32_t kParagraphSeparator = 0x2029;
constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kEllipsis = 0x2026;

bool is_newline(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == kLineSeparator || c == kParagraphSeparator;
}

bool is_terminator(char32_t c) { return c == '.' || c == '!' || c == '?' || c == kEllipsis; }

// Ends a sentence whatever comes next.
bool is_full_stop(char32_t c) {
  switch (c) {
    case 0x3002:  // ideographic full stop
    case 0xFF61:
    case 0xFF01:
    case 0xFF1F:
    case 0x0964:  // danda
    case 0x0965:
    case 0x061F:  // Arabic question mark
    case 0x06D4:
    case 0x17D4:  // Khmer khan
    case 0x104B:  // Burmese section
      return true;
    default:
      return false;
  }
}

bool is_quote_or_bracket(char32_t c) {
  if (c == '"' || c == '\'') return true;
  constexpr std::uint32_t kMask = U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kMask) != 0;
}

// Watches the gap's punctuation for the end of a sentence.
class EndOfSentence {
 public:
  explicit EndOfSentence(bool point_is_taken) : point_is_taken_(point_is_taken) {}

  void take(char32_t c) {
    if (char_info(c).char_class == CharClass::kIgnorable) return;
    if (is_full_stop(c)) {
      ended_ = true;
    } else if (is_terminator(c)) {
      terminated_ = terminated_ || !point_is_taken_;
      spaced_ = false;
    } else if (is_space(c)) {
      spaced_ = terminated_;
    } else if (is_quote_or_bracket(c)) {
      ended_ = ended_ || spaced_;
    } else if (!spaced_) {
      terminated_ = false;
    }
    point_is_taken_ = false;
  }

  [[nodiscard]] bool before(char32_t next) const {
    return ended_ || (spaced_ && u_islower(static_cast<UChar32>(next)) == 0);
  }

 private:
  bool point_is_taken_;  // the first point in the gap is the word's own
  bool terminated_ = false;
  bool spaced_ = false;
  bool ended_ = false;
};

// Watches the gap's lines for the end of a paragraph.
class EndOfParagraph {
 public:
  EndOfParagraph(bool line_indented, bool at_line_start)
      : line_indented_(line_indented), at_line_start_(at_line_start) {}

  void take(char32_t c) {
    if (is_newline(c)) {
      // A carriage return before a line feed does not make a line of its own.
      const bool same_newline = c == '\n' && last_ == '\r';
      ended_ = ended_ || c == kParagraphSeparator || (at_line_start_ && !same_newline);
      at_line_start_ = true;
      width_ = 0;
    } else if (!is_space(c)) {
      take_content();
    } else {
      width_ += c == '\t' || c == kIdeographicSpace ? kIndent : 1;
    }
    last_ = c;
  }

  // At the first character of a line that is no white space.
  void take_content() {
    if (!at_line_start_) return;
    const bool indented = width_ >= kIndent;
    ended_ = ended_ || (indented && !line_indented_);
    line_indented_ = indented;
    at_line_start_ = false;
  }

  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] bool line_indented() const { return line_indented_; }

 private:
  static constexpr std::size_t kIndent = 2;
  bool line_indented_;
  bool at_line_start_;
  bool ended_ = false;
  std::size_t width_ = 0;
  char32_t last_ = 0;
};

bool is_own_point(std::string_view text, std::size_t begin, std::size_t end) {
  if (end + 1 < text.size() && text[end + 1] == '.') return false;
  return text[end] == '.' && point_belongs_to(text.substr(begin, end - begin));
}

}  // namespace

void SentenceBreaker::start(std::string_view text, std::size_t first_word) {
  EndOfParagraph paragraph(false, true);
  for (std::size_t i = 0; i < first_word;) {
    const DecodedChar c = decode_utf8(text, i);
    paragraph.take(c.code_point);
    i += c.length;
  }
  paragraph.take_content();
  line_indented_ = paragraph.line_indented();
  sentence_ = 0;
  paragraph_ = 0;
}

void SentenceBreaker::cross(std::string_view text, std::size_t begin, std::size_t end,
                            std::size_t next) {
  EndOfSentence sentence(is_own_point(text, begin, end));
  EndOfParagraph paragraph(line_indented_, false);
  for (std::size_t i = end; i < next;) {
    const DecodedChar c = decode_utf8(text, i);
    sentence.take(c.code_point);
    paragraph.take(c.code_point);
    i += c.length;
  }
  paragraph.take_content();
  line_indented_ = paragraph.line_indented();
  if (paragraph.ended()) ++paragraph_;
  if (paragraph.ended() || sentence.before(decode_utf8(text, next).code_point)) ++sentence_;
}

}  // namespace quire::text
