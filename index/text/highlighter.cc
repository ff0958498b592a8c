#include "index/text/highlighter.h"

#include <algorithm>
#include <utility>

#include "index/base/utf8.h"
#include "index/text/character_class.h"
#include "index/text/match_finder.h"
#include "index/text/passage.h"

namespace quire::text {
namespace {

constexpr std::string_view kEllipsis = "…";

// Copies a passage, white space collapsed, and notes where the highlights come to stand.
class SnippetWriter {
 public:
  SnippetWriter(std::string_view text, const std::vector<Span>& spans, std::size_t max_chars)
      : text_(text), spans_(spans), max_chars_(max_chars) {}

  void write(const Passage& passage) {
    for (offset_ = passage.begin; offset_ < text_.size();) {
      const DecodedChar c = decode_utf8(text_, offset_);
      if (is_space(c.code_point)) {
        pending_space_ = !out_.empty();
      } else if (chars_ + (pending_space_ ? 2 : 1) > max_chars_) {
        cut_ = true;
        if (!pending_space_) cut_back_to_a_word(passage.keep_until);
        return;
      } else {
        put(c.code_point);
      }
      offset_ += c.length;
    }
  }

  Snippet finish(bool cut_before) && {
    Snippet snippet;
    if (cut_before) snippet.text = kEllipsis;
    snippet.text += out_;
    if (cut_) snippet.text += kEllipsis;
    for (Span& span : highlights_) {
      if (span.begin >= chars_) break;
      span.length = std::min(span.length, chars_ - span.begin);
      if (cut_before) ++span.begin;
      snippet.highlights.push_back(span);
    }
    return snippet;
  }

 private:
  void put(char32_t c) {
    if (pending_space_) {
      word_bytes_ = out_.size();
      word_chars_ = chars_;
      word_offset_ = offset_;
      out_.push_back(' ');
      ++chars_;
      pending_space_ = false;
    }
    mark();
    append_utf8(out_, c);
    ++chars_;
  }

  // The character about to be written belongs to a highlight or not.
  void mark() {
    while (span_ < spans_.size() && spans_[span_].begin + spans_[span_].length <= offset_) ++span_;
    if (span_ >= spans_.size() || spans_[span_].begin > offset_) return;
    if (highlights_.empty() || marked_ != span_) highlights_.push_back({chars_, 0});
    marked_ = span_;
    highlights_.back().length = chars_ + 1 - highlights_.back().begin;
  }

  // Half a word is dropped, but not a long one, and nothing that was to be shown.
  void cut_back_to_a_word(std::size_t keep_until) {
    constexpr std::size_t kLongestDropped = 30;
    if (word_bytes_ == 0 || word_offset_ < keep_until) return;
    if (chars_ - word_chars_ > kLongestDropped) return;
    out_.resize(word_bytes_);
    chars_ = word_chars_;
  }

  std::string_view text_;
  const std::vector<Span>& spans_;
  std::size_t max_chars_;

  std::string out_;
  std::size_t chars_ = 0;
  std::size_t offset_ = 0;
  bool pending_space_ = false;
  bool cut_ = false;
  std::vector<Span> highlights_;
  std::size_t span_ = 0;    // the first that does not lie before offset_
  std::size_t marked_ = 0;  // the span of the last highlight

  // Before the last space that was written.
  std::size_t word_bytes_ = 0;
  std::size_t word_chars_ = 0;
  std::size_t word_offset_ = 0;
};

bool has_text(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    if (!is_space(c.code_point)) return true;
    offset += c.length;
  }
  return false;
}

}  // namespace

std::vector<Span> find_matches(std::string_view text, const MatchTerms& terms, Stemmer& stemmer) {
  if (terms.empty()) return {};
  return merge(match_words(text, terms, stemmer).matches);
}

std::vector<Span> to_code_points(std::string_view text, const std::vector<Span>& byte_spans) {
  std::vector<Span> spans;
  spans.reserve(byte_spans.size());
  std::size_t offset = 0;
  std::size_t chars = 0;
  for (const Span& span : byte_spans) {
    chars += count_code_points(text.substr(offset, span.begin - offset));
    const std::size_t length = count_code_points(text.substr(span.begin, span.length));
    spans.push_back({chars, length});
    chars += length;
    offset = span.begin + span.length;
  }
  return spans;
}

Snippet make_snippet(std::string_view text, const MatchTerms& terms, Stemmer& stemmer,
                     std::size_t max_chars) {
  const Matches found = terms.empty() ? Matches{} : match_words(text, terms, stemmer);
  const Passage passage = choose_passage(text, found, max_chars);
  const std::vector<Span> spans = merge(found.matches);
  SnippetWriter writer(text, spans, max_chars);
  writer.write(passage);
  Snippet snippet = std::move(writer).finish(has_text(text.substr(0, passage.begin)));
  if (!spans.empty()) snippet.first_match = spans.front().begin;
  return snippet;
}

}  // namespace quire::text
