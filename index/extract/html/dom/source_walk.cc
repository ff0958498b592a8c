#include "index/extract/html/dom/source_walk.h"

#include <algorithm>

#include "index/base/utf8.h"

namespace quire::extract::html {
namespace {

constexpr std::size_t kLongestReference = 33;  // "&CounterClockwiseContourIntegral;"

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Does a tag or comment that the parser ignored begin here?
bool is_markup(std::string_view source) {
  if (source.size() < 2 || source[0] != '<') return false;
  return is_alphanumeric(source[1]) || source[1] == '/' || source[1] == '!' || source[1] == '?';
}

// "&name;" or "&#123;" at the front of `source`; 0 when it is an ampersand alone. A reference
// without its semicolon may end anywhere: then it ends where the decoded text goes on.
std::size_t reference_length(std::string_view source, std::string_view decoded_after) {
  std::size_t length = 1;
  if (length < source.size() && source[length] == '#') ++length;
  const std::size_t limit = std::min(source.size(), kLongestReference);
  while (length < limit && is_alphanumeric(source[length])) ++length;
  if (length < source.size() && source[length] == ';') return length + 1;
  const std::string_view next = decoded_after.substr(0, 3);
  for (std::size_t shorter = 3; shorter < length; ++shorter) {
    if (!next.empty() && source.substr(shorter).starts_with(next)) return shorter;
  }
  return length;
}

}  // namespace

SourceWalk::SourceWalk(std::string_view decoded, std::string_view source, GumboSourcePosition start)
    : decoded_(decoded), source_(source), place_{start.line, start.column} {
  settle();
}

std::size_t SourceWalk::run_length() const {
  std::size_t length = 0;
  const std::size_t limit = std::min(decoded_.size() - decoded_at_, source_.size() - source_at_);
  while (length < limit) {
    const char c = decoded_[decoded_at_ + length];
    if (c != source_[source_at_ + length] || is_space(c) || c == '&' || c == '<') break;
    ++length;
  }
  if (length > 0) return length;
  return decode_utf8(decoded_, decoded_at_).length;
}

void SourceWalk::skip(std::size_t bytes) {
  const std::string_view passed = decoded_.substr(decoded_at_, bytes);
  if (source_.substr(source_at_).starts_with(passed) && passed != "&") {
    source_at_ += passed.size();
    for (const char c : passed) {
      if (c == '\n') {
        place_ = {place_.line + 1, 1};
      } else if (!is_utf8_continuation(c)) {
        ++place_.column;
      }
    }
    decoded_at_ += bytes;
  } else {
    decoded_at_ += bytes;
    skip_reference();
  }
  settle();
}

// The decoded text has passed a character that the page writes otherwise.
void SourceWalk::skip_reference() {
  if (source_at_ >= source_.size()) return;
  std::size_t length = 1;
  if (source_[source_at_] == '&') {
    length = reference_length(source_.substr(source_at_), decoded_.substr(decoded_at_));
  } else {
    length = decode_utf8(source_, source_at_).length;
  }
  place_.column +=
      static_cast<std::uint32_t>(count_code_points(source_.substr(source_at_, length)));
  source_at_ += length;
}

// Passes what the page has and the text has not: carriage returns and tags that were ignored.
void SourceWalk::settle() {
  while (source_at_ < source_.size()) {
    const char c = source_[source_at_];
    const bool same = decoded_at_ < decoded_.size() && decoded_[decoded_at_] == c;
    if (c == '\r' || (c == '\0' && !same)) {
      ++source_at_;
    } else if (!same && is_markup(source_.substr(source_at_))) {
      const std::size_t end = std::min(source_.find('>', source_at_), source_.size() - 1) + 1;
      for (; source_at_ < end; ++source_at_) {
        if (source_[source_at_] == '\n') {
          place_ = {place_.line + 1, 1};
        } else if (!is_utf8_continuation(source_[source_at_])) {
          ++place_.column;
        }
      }
    } else {
      return;
    }
  }
}

}  // namespace quire::extract::html
