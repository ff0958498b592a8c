#include "index/text/snippets/highlighter.h"

#include <algorithm>
#include <utility>

#include "index/base/utf8.h"
#include "index/text/character_class.h"
#include "index/text/snippets/passage.h"

namespace quire::text {
namespace {

constexpr std::string_view kEllipsis = "…";

bool has_text(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const DecodedChar c = decode_utf8(text, offset);
    if (!is_space(c.code_point)) return true;
    offset += c.length;
  }
  return false;
}

// Copies passages, white space collapsed, and notes where the highlights come to stand.
class SnippetWriter {
 public:
  SnippetWriter(std::string_view text, const std::vector<Span>& spans)
      : text_(text), spans_(spans) {}

  // `stop`: where the next passage begins, which then goes on without a gap.
  void write(const Passage& passage, std::size_t stop) {
    if (passage.begin != offset_) begin(passage.begin);
    const std::size_t end = chars_ + passage.room;
    while (offset_ < stop) {
      const DecodedChar c = decode_utf8(text_, offset_);
      if (is_space(c.code_point)) {
        pending_space_ = has_begun_;
      } else if (chars_ + (pending_space_ ? 2 : 1) > end) {
        if (!pending_space_) cut_back_to_a_word(passage.keep_until);
        return add_ellipsis();
      } else {
        put(c.code_point);
      }
      offset_ += c.length;
    }
  }

  Snippet finish() && { return {std::move(out_), std::move(highlights_), std::nullopt}; }

 private:
  // A passage behind a gap.
  void begin(std::size_t offset) {
    if (!out_.empty()) {
      out_.push_back(' ');
      ++chars_;
    } else if (has_text(text_.substr(0, offset))) {
      add_ellipsis();
    }
    offset_ = offset;
    has_begun_ = false;
    pending_space_ = false;
    word_bytes_ = 0;
  }

  void add_ellipsis() {
    while (!highlights_.empty() && highlights_.back().begin >= chars_) highlights_.pop_back();
    if (!highlights_.empty()) {
      Span& last = highlights_.back();
      last.length = std::min(last.length, chars_ - last.begin);
    }
    out_ += kEllipsis;
    ++chars_;
  }

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
    has_begun_ = true;
  }

  // The character about to be written belongs to a highlight or not.
  void mark() {
    while (span_ < spans_.size() && spans_[span_].begin + spans_[span_].length <= offset_) ++span_;
    if (span_ >= spans_.size() || spans_[span_].begin > offset_) return;
    if (highlights_.empty() || marked_ != span_ || !has_begun_) highlights_.push_back({chars_, 0});
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

  std::string out_;
  std::size_t chars_ = 0;
  std::size_t offset_ = 0;
  bool has_begun_ = false;  // of the passage something is written
  bool pending_space_ = false;
  std::vector<Span> highlights_;
  std::size_t span_ = 0;    // the first that does not lie before offset_
  std::size_t marked_ = 0;  // the span of the last highlight

  // Before the last space that was written in the passage.
  std::size_t word_bytes_ = 0;
  std::size_t word_chars_ = 0;
  std::size_t word_offset_ = 0;
};

// Only that there is some text, and where it matches.
Snippet without_text(std::string_view text, std::optional<std::size_t> first_match) {
  return {text.empty() ? "" : "…", {}, first_match};
}

Snippet with_passages(std::string_view text, const std::vector<Match>& matches,
                      const std::vector<Passage>& passages) {
  const std::vector<Span> spans = merge(matches);
  SnippetWriter writer(text, spans);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    writer.write(passages[i], i + 1 < passages.size() ? passages[i + 1].begin : text.size());
  }
  Snippet snippet = std::move(writer).finish();
  if (!spans.empty()) snippet.first_match = spans.front().begin;
  return snippet;
}

Snippet beginning(std::string_view text, const SnippetSize& size) {
  return with_passages(text, {}, {{0, 0, size.max_chars}});
}

}  // namespace

std::vector<Span> find_matches(std::string_view text, const MatchTerms& terms, Stemmer& stemmer) {
  if (terms.empty()) return {};
  return merge(match_words(text, terms, stemmer).matches);
}

std::vector<Span> find_matches(const KnownText& text, const MatchTerms& terms) {
  if (terms.empty()) return {};
  return merge(text.match(terms));
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
                     const SnippetSize& size) {
  if (size.max_chars == 0) {
    return without_text(text, terms.empty() ? std::nullopt : first_match(text, terms, stemmer));
  }
  if (terms.empty()) return beginning(text, size);
  const Matches found = match_words(text, terms, stemmer);
  if (found.matches.empty()) return beginning(text, size);
  const WordStarts words(text, found.tokens);
  return with_passages(text, found.matches,
                       choose_passages(words, found.matches, size.max_chars, size.fragments));
}

Snippet make_snippet(const KnownText& text, const MatchTerms& terms, const SnippetSize& size) {
  const std::vector<Match> matches = terms.empty() ? std::vector<Match>() : text.match(terms);
  if (matches.empty() && size.max_chars > 0) return beginning(text.text(), size);
  if (matches.empty()) return without_text(text.text(), std::nullopt);
  if (size.max_chars == 0) return without_text(text.text(), matches.front().begin);
  return with_passages(text.text(), matches,
                       choose_passages(text.words(), matches, size.max_chars, size.fragments));
}

}  // namespace quire::text
