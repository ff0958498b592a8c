#include "index/text/words/tokenizer.h"

#include <array>
#include <vector>

#include "index/base/utf8.h"
#include "index/text/character_class.h"
#include "index/text/folding.h"
#include "index/text/words/ascii_scanner.h"
#include "index/text/words/dictionary_breaks.h"
#include "index/text/words/sentence_breaker.h"
#include "index/text/words/word_scanner.h"

namespace quire::text {
namespace {

// What between two words could end a sentence or a paragraph.
constexpr std::uint8_t kBreakBits = kTerminatorBit | kNewlineBit | kHighBit;

void cut_term(std::string& term) {
  if (term.size() <= kMaxTermBytes) return;
  std::size_t cut = kMaxTermBytes;
  while (cut > 0 && is_utf8_continuation(term[cut])) --cut;
  term.resize(cut);
}

}  // namespace

class Tokenizer::Impl {
 public:
  explicit Impl(std::string_view text) { reset(text); }

  void reset(std::string_view text) {
    text_ = text;
    offset_ = word_begin_ = word_end_ = 0;
    position_ = 0;
    started_ = has_pending_ = false;
    next_part_ = cluster_.count = 0;
    cluster_.has_compound = false;
    next_end_ = 0;
    ends_ = nullptr;
    scanner_.reset(text);
  }

  bool next(Token& token) {
    while (true) {
      if (has_pending_ && next_pending(token)) return true;
      if (!find_word()) return false;
      if (scan_plain(token)) return true;
      scan_special();
    }
  }

 private:
  bool find_word();
  bool scan_plain(Token& token);
  void scan_special();
  bool next_pending(Token& token);
  bool next_of_cluster(Token& token);
  bool next_of_dictionary(Token& token);
  void fill(Token& token, std::string_view term, std::size_t begin, std::size_t end) const;
  void finish_word(std::size_t begin, std::size_t end);

  std::string_view text_;
  std::size_t offset_ = 0;  // scanning goes on here
  std::size_t word_begin_ = 0;
  std::size_t word_end_ = 0;  // the last word, which the next gap follows
  std::uint32_t position_ = 0;
  bool started_ = false;      // a first word was found
  bool has_pending_ = false;  // cluster_ or ends_ may have more

  std::array<char, kMaxTermBytes> lowered_{};
  SentenceBreaker breaker_;
  WordScanner scanner_;
  Cluster cluster_;
  std::size_t next_part_ = 0;
  DictionaryBreaks dictionary_;
  const std::vector<std::uint32_t>* ends_ = nullptr;  // of the words in the run at hand
  std::size_t next_end_ = 0;
  std::string piece_;
};

// Moves to the next word and counts what ends on the way there.
bool Tokenizer::Impl::find_word() {
  std::uint8_t crossed = 0;
  while (true) {
    if (offset_ >= text_.size()) return false;
    const std::uint8_t bits = byte_bits(text_[offset_]);
    if ((bits & kWordBits) != 0) break;
    std::size_t length = 1;
    if ((bits & kHighBit) != 0) {
      const DecodedChar c = decode_utf8(text_, offset_);
      if (starts_word(char_info(c.code_point).char_class)) break;
      length = c.length;
    }
    crossed |= bits;
    offset_ += length;
  }
  if (!started_) {
    breaker_.start(text_, offset_);
    started_ = true;
  } else if ((crossed & kBreakBits) != 0) {
    breaker_.cross(text_, word_begin_, word_end_, offset_);
  }
  return true;
}

void Tokenizer::Impl::fill(Token& token, std::string_view term, std::size_t begin,
                           std::size_t end) const {
  token.term = term;
  token.begin = static_cast<std::uint32_t>(begin);
  token.length = static_cast<std::uint32_t>(end - begin);
  token.position = position_;
  token.sentence = breaker_.sentence();
  token.paragraph = breaker_.paragraph();
  token.kind = TokenKind::kWord;
}

void Tokenizer::Impl::finish_word(std::size_t begin, std::size_t end) {
  word_begin_ = begin;
  word_end_ = end;
  ++position_;
}

bool Tokenizer::Impl::scan_plain(Token& token) {
  if ((byte_bits(text_[offset_]) & kHighBit) != 0) return false;
  const AsciiWord word = scan_ascii_word(text_, offset_, lowered_);
  if (word.length == 0) return false;
  const std::size_t begin = offset_;
  offset_ = begin + word.length;
  fill(token, word.term, begin, offset_);
  finish_word(begin, offset_);
  return true;
}

void Tokenizer::Impl::scan_special() {
  has_pending_ = true;
  const DecodedChar c = decode_utf8(text_, offset_);
  if (char_info(c.code_point).char_class == CharClass::kDictionary) {
    ends_ = &dictionary_.words_from(text_, offset_);
    next_end_ = 0;
    return;
  }
  scanner_.scan(offset_, cluster_);
  next_part_ = 0;
  offset_ = cluster_.scanned_to;
  if (cluster_.has_line_break) breaker_.cross_line_inside_word();
}

bool Tokenizer::Impl::next_pending(Token& token) {
  has_pending_ = next_of_cluster(token) || next_of_dictionary(token);
  return has_pending_;
}

bool Tokenizer::Impl::next_of_cluster(Token& token) {
  if (cluster_.has_compound) {
    cluster_.has_compound = false;
    const auto& last = cluster_.parts[cluster_.count - 1];
    fill(token, cluster_.terms, cluster_.parts[0].begin, last.end);
    token.kind = TokenKind::kCompound;
    return true;
  }
  if (next_part_ >= cluster_.count) return false;
  const auto& part = cluster_.parts[next_part_++];
  fill(token, cluster_.term(part), part.begin, part.end);
  finish_word(part.begin, part.end);
  return true;
}

bool Tokenizer::Impl::next_of_dictionary(Token& token) {
  while (ends_ != nullptr && next_end_ < ends_->size()) {
    const std::size_t begin = offset_;
    const std::size_t end = (*ends_)[next_end_++];
    offset_ = end;
    piece_.clear();
    bool may_compose = false;
    for (std::size_t i = begin; i < end;) {
      const DecodedChar c = decode_utf8(text_, i);
      const CharInfo info = char_info(c.code_point);
      append_folded(piece_, c.code_point, info);
      may_compose = may_compose || info.may_compose;
      i += c.length;
    }
    if (may_compose) compose(piece_, 0);
    cut_term(piece_);
    if (piece_.empty()) continue;
    fill(token, piece_, begin, end);
    finish_word(begin, end);
    return true;
  }
  ends_ = nullptr;
  return false;
}

Tokenizer::Tokenizer(std::string_view text) : impl_(std::make_unique<Impl>(text)) {}

Tokenizer::~Tokenizer() = default;

void Tokenizer::reset(std::string_view text) { impl_->reset(text); }

bool Tokenizer::next(Token& token) { return impl_->next(token); }

}  // namespace quire::text
