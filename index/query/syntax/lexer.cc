#include "index/query/syntax/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "index/base/format.h"
#include "index/base/utf8.h"
#include "index/query/syntax/wildcard.h"
#include "index/text/normalizer.h"

namespace quire::query {
namespace {

constexpr std::string_view kNames[] = {"Word",       "Phrase",   "Exact",    "Wildcard",  "Fuzzy",
                                       "Everything", "Field",    "And",      "Or",        "Not",
                                       "Near",       "Adjacent", "Sentence", "Paragraph", "Plus",
                                       "Minus",      "Open",     "Close",    "End"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Letters of other scripts are bytes above ASCII; so is their punctuation, which does no harm here.
bool is_word_byte(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Ends a word wherever it stands.
bool ends_word(char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; }

// A word of a query without its backslashes.
struct Unescaped {
  std::string text;
  std::string is_literal;  // a byte for each of text: '1' where a backslash stood before it
};

Unescaped unescape(std::string_view written) {
  Unescaped out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool escaped = written[i] == '\\' && i + 1 < written.size();
    if (escaped) ++i;
    out.text.push_back(written[i]);
    out.is_literal.push_back(escaped ? '1' : '0');
  }
  return out;
}

std::optional<std::uint32_t> to_number(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

struct Operator {
  std::string_view name;
  LexemeKind kind = LexemeKind::kEnd;
  std::uint32_t words = 0;  // apart, when no number says; 0: takes none
};

constexpr Operator kOperators[] = {
    {"AND", LexemeKind::kAnd, 0},
    {"OR", LexemeKind::kOr, 0},
    {"NOT", LexemeKind::kNot, 0},
    {"SAME", LexemeKind::kSentence, 0},
    {"PARA", LexemeKind::kParagraph, 0},
    {"NEAR", LexemeKind::kNear, kNearWords},
    {"ADJ", LexemeKind::kAdjacent, kAdjacentWords},
};

class Lexer {
 public:
  Lexer(std::string_view query, bool typing) : text_(query), typing_(typing) {}

  Result<std::vector<Lexeme>> run() {
    while (skip_space(), offset_ < text_.size()) {
      if (auto error = next()) return *std::move(error);
    }
    if (!lexemes_.empty()) lexemes_.back().is_unfinished = is_unfinished_;
    add(LexemeKind::kEnd, {}, offset_);
    return std::move(lexemes_);
  }

 private:
  void skip_space() {
    while (offset_ < text_.size() && is_space(text_[offset_])) {
      ++offset_;
      is_unfinished_ = false;
    }
  }

  std::optional<Error> next() {
    const std::size_t start = offset_;
    is_unfinished_ = true;
    switch (text_[offset_]) {
      case '(':
        return one(LexemeKind::kOpen);
      case ')':
        return one(LexemeKind::kClose);
      case '"':
        return quoted(LexemeKind::kPhrase, start);
      case '+':
        if (is_sign()) return one(LexemeKind::kPlus);
        break;
      case '-':
        if (is_sign()) return one(LexemeKind::kMinus);
        break;
      case '=':
        return exact(start);
      default:
        break;
    }
    return word(start);
  }

  [[nodiscard]] bool starts_operand(std::size_t offset) const {
    return offset < text_.size() && !is_space(text_[offset]) && text_[offset] != ')';
  }

  // A sign is one only in front of something: "a - b", "C++" and "--help" keep theirs.
  [[nodiscard]] bool is_sign() const {
    const std::size_t next = offset_ + 1;
    return starts_operand(next) && text_[next] != '+' && text_[next] != '-';
  }

  std::optional<Error> one(LexemeKind kind) {
    add(kind, {}, offset_);
    ++offset_;
    return std::nullopt;
  }

  std::optional<Error> quoted(LexemeKind kind, std::size_t start) {
    const std::size_t open = offset_;
    std::size_t close = open + 1;
    while (close < text_.size() && text_[close] != '"') {
      close += text_[close] == '\\' && close + 1 < text_.size() ? 2U : 1U;
    }
    const bool is_closed = close < text_.size();
    if (!is_closed && !typing_) {
      return Error{ErrorCode::kParse, "the quote is not closed", "add a \" where the phrase ends",
                   position(open)};
    }
    add(kind, unescape(text_.substr(open + 1, close - open - 1)).text, start);
    offset_ = std::min(close + 1, text_.size());
    is_unfinished_ = !is_closed && close > open + 1 && !is_space(text_[close - 1]);
    return std::nullopt;
  }

  std::optional<Error> exact(std::size_t start) {
    ++offset_;
    if (offset_ < text_.size() && text_[offset_] == '"') return quoted(LexemeKind::kExact, start);
    const std::size_t begin = offset_;
    const std::string_view written = take_word();
    // A "=" with nothing behind it is itself, so that a sign or a field before it has its operand.
    if (offset_ == begin) {
      add(LexemeKind::kWord, "=", start);
    } else {
      add(LexemeKind::kExact, unescape(written).text, start);
    }
    return std::nullopt;
  }

  // What stands here up to the word's end.
  std::string_view take_word() {
    const std::size_t begin = offset_;
    while (offset_ < text_.size() && !ends_word(text_[offset_])) step();
    return text_.substr(begin, offset_ - begin);
  }

  void step() {
    offset_ += text_[offset_] == '\\' && offset_ + 1 < text_.size() ? 2U : 1U;
    offset_ = std::min(offset_, text_.size());
  }

  std::optional<Error> word(std::size_t start) {
    bool may_be_field = true;  // up to the first colon
    while (offset_ < text_.size() && !ends_word(text_[offset_])) {
      const bool is_colon = text_[offset_] == ':';
      step();
      if (!is_colon || !may_be_field) continue;
      if (field(start)) return std::nullopt;
      may_be_field = false;
    }
    const std::string_view written = text_.substr(start, offset_ - start);
    if (written == "*") return add(LexemeKind::kEverything, {}, start), std::nullopt;
    for (const Operator& op : kOperators) {
      if (written == op.name) return add(op.kind, {}, start, op.words), std::nullopt;
      if (op.words > 0 && written.starts_with(op.name) && written[op.name.size()] == '/') {
        return words_apart(op, written, start);
      }
    }
    return plain_word(written, start);
  }

  std::optional<Error> words_apart(const Operator& op, std::string_view written,
                                   std::size_t start) {
    const std::string_view digits = written.substr(op.name.size() + 1);
    const auto number = to_number(digits);
    if (number && *number >= 1 && *number <= kMaxWordsApart) {
      add(op.kind, {}, start, *number);
      return std::nullopt;
    }
    if (typing_ && digits.empty()) {
      add(op.kind, {}, start, op.words);
      return std::nullopt;
    }
    return Error{ErrorCode::kParse,
                 format("{}/ wants a number of words from 1 to {}", op.name, kMaxWordsApart),
                 format("write {}/5, for instance", op.name), position(start)};
  }

  std::optional<Error> plain_word(std::string_view written, std::size_t start) {
    const Unescaped word = unescape(written);
    const std::size_t tilde = word.text.rfind('~');
    const bool is_fuzzy = tilde != std::string::npos && tilde > 0 &&
                          word.is_literal[tilde] == '0' && is_word_byte(word.text[tilde - 1]) &&
                          std::all_of(word.text.begin() + static_cast<std::ptrdiff_t>(tilde) + 1,
                                      word.text.end(), is_digit);
    std::string pattern = is_fuzzy ? std::string() : wildcard_pattern(word.text, word.is_literal);
    if (is_fuzzy) {
      const std::string digits = word.text.substr(tilde + 1);
      if (!digits.empty() && digits != "1" && digits != "2") {
        return Error{ErrorCode::kParse, "a fuzzy word may differ by 1 or 2 letters",
                     "write ~1 or ~2 behind the word", position(start)};
      }
      add(LexemeKind::kFuzzy, word.text.substr(0, tilde), start, digits == "2" ? 2 : 1);
    } else if (!pattern.empty()) {
      add(LexemeKind::kWildcard, pattern, start);
    } else {
      add(LexemeKind::kWord, word.text, start);
      return std::nullopt;
    }
    lexemes_.back().written = word.text;
    return std::nullopt;
  }

  // "title:" with something right behind it; "10:30", "note: this" and "http://" are words.
  bool field(std::size_t start) {
    std::string name(text_.substr(start, offset_ - 1 - start));
    const bool is_name =
        !name.empty() && is_letter(name.front()) &&
        std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
    if (!is_name || text_.substr(offset_).starts_with("//")) return false;
    if (!starts_operand(offset_) && !(typing_ && offset_ == text_.size())) return false;
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    add(LexemeKind::kField, name, start);
    return true;
  }

  void add(LexemeKind kind, std::string_view text, std::size_t start, std::uint32_t number = 0) {
    lexemes_.push_back({kind, std::string(text), position(start), number, {}, false});
  }

  // Lexemes come in order, so each code point is counted once. An error's place may lie behind the
  // last lexeme's, never before it.
  [[nodiscard]] std::size_t position(std::size_t offset) {
    counted_ += count_code_points(text_.substr(counted_to_, offset - counted_to_));
    counted_to_ = offset;
    return counted_;
  }

  std::string_view text_;
  bool typing_ = false;
  std::size_t offset_ = 0;
  bool is_unfinished_ = false;  // the last lexeme goes up to offset_, and could go on
  std::size_t counted_to_ = 0;
  std::size_t counted_ = 0;  // code points before counted_to_
  std::vector<Lexeme> lexemes_;
};

}  // namespace

Result<std::vector<Lexeme>> lex(std::string_view query, bool typing) {
  // Code points stay one for one, so positions in the plain form are positions in the query.
  const std::string plain = text::plain_punctuation(to_valid_utf8(query));
  return Lexer(plain, typing).run();
}

std::string describe(const std::vector<Lexeme>& lexemes) {
  std::string out;
  for (const Lexeme& lexeme : lexemes) {
    out += format("{:>4}  {}", lexeme.position, kNames[static_cast<std::size_t>(lexeme.kind)]);
    if (!lexeme.text.empty()) out += format(" {}", lexeme.text);
    if (lexeme.number > 0) out += format(" /{}", lexeme.number);
    out.push_back('\n');
  }
  return out;
}

}  // namespace quire::query
