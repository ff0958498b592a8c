#include "index/text/snippets/word_starts.h"

#include <algorithm>

#include "index/base/utf8.h"
#include "index/text/character_class.h"

namespace quire::text {
namespace {

// Code points before an offset, runs of white space counted as one. Offsets must not decrease.
class CharCounter {
 public:
  explicit CharCounter(std::string_view text) : text_(text) {}

  std::size_t before(std::size_t offset) {
    while (offset_ < offset) {
      const auto byte = static_cast<unsigned char>(text_[offset_]);
      if (byte < 0x80) {  // nearly all of most texts
        count(byte == ' ' || (byte >= '\t' && byte <= '\r'));
        ++offset_;
        continue;
      }
      const DecodedChar c = decode_utf8(text_, offset_);
      count(is_space(c.code_point));
      offset_ += c.length;
    }
    return count_;
  }

 private:
  void count(bool space) {
    if (!space || !in_space_) ++count_;
    in_space_ = space;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t count_ = 0;
  bool in_space_ = true;  // white space at the beginning is not shown
};

}  // namespace

WordStarts::WordStarts(std::string_view text, const std::vector<Token>& tokens) : text_(text) {
  CharCounter counter(text);
  starts_.reserve(tokens.size());
  std::size_t last_end = 0;
  std::uint32_t last_sentence = 0;
  for (const Token& token : tokens) {
    if (token.begin < last_end) continue;
    const bool starts_sentence = starts_.empty() || token.sentence != last_sentence;
    starts_.push_back({token.begin, last_end, counter.before(token.begin), starts_sentence});
    last_end = token.begin + token.length;
    last_sentence = token.sentence;
  }
  total_ = counter.before(text.size());
}

std::size_t WordStarts::chars_before(std::size_t offset) const {
  const auto after = std::partition_point(starts_.begin(), starts_.end(),
                                          [&](const WordStart& at) { return at.begin <= offset; });
  if (after == starts_.begin()) return CharCounter(text_).before(offset);
  const WordStart& word = *std::prev(after);
  return word.chars + CharCounter(text_.substr(word.begin)).before(offset - word.begin);
}

WordStarts::Iterator WordStarts::from(std::size_t chars) const {
  return std::partition_point(starts_.begin(), starts_.end(),
                              [chars](const WordStart& word) { return word.chars < chars; });
}

const WordStart* WordStarts::nearest_sentence(std::size_t least, std::size_t chars) const {
  for (auto word = from(chars + 1); word != starts_.begin();) {
    --word;
    if (word->chars < least) break;
    if (word->starts_sentence) return &*word;
  }
  return nullptr;
}

const WordStart* WordStarts::farthest_sentence(std::size_t least, std::size_t chars) const {
  for (auto word = from(least); word != starts_.end() && word->chars <= chars; ++word) {
    if (word->starts_sentence) return &*word;
  }
  return nullptr;
}

const WordStart* WordStarts::farthest_word(std::size_t least, std::size_t chars) const {
  const auto word = from(least);
  return word == starts_.end() || word->chars > chars ? nullptr : &*word;
}

}  // namespace quire::text
