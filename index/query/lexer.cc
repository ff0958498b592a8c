#include "index/query/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "index/base/format.h"
#include "index/base/utf8.h"
#include "index/text/normalizer.h"

namespace quire::query {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Ends a word wherever it stands.
bool ends_word(char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; }

class Lexer {
 public:
  explicit Lexer(std::string_view query) : text_(query) {}

  Result<std::vector<Lexeme>> run() {
    while (skip_space(), offset_ < text_.size()) {
      if (auto error = next()) return *std::move(error);
    }
    add(LexemeKind::kEnd, {}, offset_);
    return std::move(lexemes_);
  }

 private:
  void skip_space() {
    while (offset_ < text_.size() && is_space(text_[offset_])) ++offset_;
  }

  std::optional<Error> next() {
    const std::size_t start = offset_;
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
    word(start);
    return std::nullopt;
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
    const std::size_t close = text_.find('"', open + 1);
    if (close == std::string_view::npos) {
      return Error{ErrorCode::kParse, "the quote is not closed", "add a \" where the phrase ends",
                   position(open)};
    }
    add(kind, text_.substr(open + 1, close - open - 1), start);
    offset_ = close + 1;
    return std::nullopt;
  }

  std::optional<Error> exact(std::size_t start) {
    ++offset_;
    if (offset_ < text_.size() && text_[offset_] == '"') return quoted(LexemeKind::kExact, start);
    const std::size_t begin = offset_;
    while (offset_ < text_.size() && !ends_word(text_[offset_])) ++offset_;
    // A "=" with nothing behind it is itself, so that a sign or a field before it has its operand.
    if (offset_ == begin) {
      add(LexemeKind::kWord, "=", start);
    } else {
      add(LexemeKind::kExact, text_.substr(begin, offset_ - begin), start);
    }
    return std::nullopt;
  }

  void word(std::size_t start) {
    bool may_be_field = true;  // up to the first colon
    while (offset_ < text_.size() && !ends_word(text_[offset_])) {
      ++offset_;
      if (text_[offset_ - 1] != ':' || !may_be_field) continue;
      if (field(start)) return;
      may_be_field = false;
    }
    const std::string_view written = text_.substr(start, offset_ - start);
    if (written == "AND") return add(LexemeKind::kAnd, {}, start);
    if (written == "OR") return add(LexemeKind::kOr, {}, start);
    if (written == "NOT") return add(LexemeKind::kNot, {}, start);
    add(LexemeKind::kWord, written, start);
  }

  // "title:" with something right behind it; "10:30" and "note: this" are words.
  bool field(std::size_t start) {
    std::string name(text_.substr(start, offset_ - 1 - start));
    const bool letters = !name.empty() && std::all_of(name.begin(), name.end(), is_letter);
    if (!letters || !starts_operand(offset_)) return false;
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    add(LexemeKind::kField, name, start);
    return true;
  }

  void add(LexemeKind kind, std::string_view text, std::size_t start) {
    lexemes_.push_back({kind, std::string(text), position(start)});
  }

  // Lexemes come in order, so each code point is counted once. An error's place may lie behind the
  // last lexeme's, never before it.
  [[nodiscard]] std::size_t position(std::size_t offset) {
    counted_ += count_code_points(text_.substr(counted_to_, offset - counted_to_));
    counted_to_ = offset;
    return counted_;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t counted_to_ = 0;
  std::size_t counted_ = 0;  // code points before counted_to_
  std::vector<Lexeme> lexemes_;
};

constexpr std::array<std::string_view, 12> kNames = {"Word",  "Phrase", "Exact", "Field",
                                                     "And",   "Or",     "Not",   "Plus",
                                                     "Minus", "Open",   "Close", "End"};

}  // namespace

Result<std::vector<Lexeme>> lex(std::string_view query) {
  // Code points stay one for one, so positions in the plain form are positions in the query.
  const std::string plain = text::plain_punctuation(to_valid_utf8(query));
  return Lexer(plain).run();
}

std::string describe(const std::vector<Lexeme>& lexemes) {
  std::string out;
  for (const Lexeme& lexeme : lexemes) {
    out += format("{:>4}  {}", lexeme.position, kNames.at(static_cast<std::size_t>(lexeme.kind)));
    if (!lexeme.text.empty()) out += format(" {}", lexeme.text);
    out.push_back('\n');
  }
  return out;
}

}  // namespace quire::query
