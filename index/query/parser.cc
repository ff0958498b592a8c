#include "index/query/parser.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"
#include "index/query/lexer.h"
#include "index/query/written_words.h"

namespace quire::query {
namespace {

constexpr std::string_view kFieldsHint = "the fields are: title";

bool starts_some(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::kWord:
    case LexemeKind::kPhrase:
    case LexemeKind::kExact:
    case LexemeKind::kField:
    case LexemeKind::kPlus:
    case LexemeKind::kMinus:
    case LexemeKind::kOpen:
      return true;
    default:
      return false;
  }
}

class Parser {
 public:
  explicit Parser(std::vector<Lexeme> lexemes) : lexemes_(std::move(lexemes)) {}

  Result<Node> run() {
    if (peek().kind == LexemeKind::kEnd) return Node{};
    auto node = parse_or();
    if (!node) return node;
    if (peek().kind == LexemeKind::kClose) {
      return error("this parenthesis was never opened", "take it away, or add a ( before");
    }
    return node;
  }

 private:
  [[nodiscard]] const Lexeme& peek() const { return lexemes_[next_]; }
  Lexeme take() { return lexemes_[next_++]; }

  bool accept(LexemeKind kind) {
    if (peek().kind != kind) return false;
    ++next_;
    return true;
  }

  [[nodiscard]] Error error(std::string message, std::string hint) const {
    return Error{ErrorCode::kParse, std::move(message), std::move(hint), peek().position};
  }

  Result<Node> parse_or() {
    return parse_chain(NodeKind::kOr, LexemeKind::kOr, &Parser::parse_and);
  }

  Result<Node> parse_and() {
    return parse_chain(NodeKind::kAnd, LexemeKind::kAnd, &Parser::parse_without);
  }

  // operand { separator operand }; one operand alone stays itself.
  Result<Node> parse_chain(NodeKind kind, LexemeKind separator, Result<Node> (Parser::*operand)()) {
    auto first = (this->*operand)();
    if (!first || peek().kind != separator) return first;
    Node node;
    node.kind = kind;
    node.position = first->position;
    node.children.push_back(*std::move(first));
    while (accept(separator)) {
      auto more = (this->*operand)();
      if (!more) return more;
      node.children.push_back(*std::move(more));
    }
    return node;
  }

  Result<Node> parse_without() {
    Node node;
    node.kind = NodeKind::kNot;
    node.position = peek().position;
    if (peek().kind == LexemeKind::kNot) {
      node.children.emplace_back();  // all articles
    } else {
      auto base = parse_some();
      if (!base || peek().kind != LexemeKind::kNot) return base;
      node.children.push_back(*std::move(base));
    }
    while (accept(LexemeKind::kNot)) {
      auto excluded = parse_some();
      if (!excluded) return excluded;
      node.children.push_back(*std::move(excluded));
    }
    return node;
  }

  Result<Node> parse_some() {
    if (!starts_some(peek().kind)) return missing_operand();
    Node some;
    some.kind = NodeKind::kSome;
    some.position = peek().position;
    while (starts_some(peek().kind)) {
      std::vector<Node>* list = &some.children;
      if (accept(LexemeKind::kPlus)) {
        list = &some.required;
      } else if (accept(LexemeKind::kMinus)) {
        list = &some.excluded;
      }
      auto operand = parse_operand(Field::kText);
      if (!operand) return operand;
      list->push_back(*std::move(operand));
    }
    const bool alone = some.children.size() == 1 && some.required.empty() && some.excluded.empty();
    if (alone) return Node(std::move(some.children.front()));
    return some;
  }

  // A phrase is searched word by word, so it counts as so many parts.
  [[nodiscard]] std::size_t parts_of_next() const {
    return std::max<std::size_t>(1, written_words(peek().text).words.size());
  }

  Result<Node> parse_operand(Field field) {
    clauses_ += parts_of_next();
    if (clauses_ > kMaxClauses) {
      return Error{ErrorCode::kTooLarge, format("the query has more than {} parts", kMaxClauses),
                   "ask with fewer words", peek().position};
    }
    switch (peek().kind) {
      case LexemeKind::kWord:
        return leaf(NodeKind::kWord, field);
      case LexemeKind::kPhrase:
        return leaf(NodeKind::kPhrase, field);
      case LexemeKind::kExact:
        return leaf(NodeKind::kExact, field);
      case LexemeKind::kField:
        return parse_field();
      case LexemeKind::kOpen:
        return parse_group(field);
      default:
        return missing_operand();
    }
  }

  Node leaf(NodeKind kind, Field field) {
    Lexeme lexeme = take();
    Node node;
    node.kind = kind;
    node.text = std::move(lexeme.text);
    node.field = field;
    node.position = lexeme.position;
    return node;
  }

  Result<Node> parse_field() {
    if (peek().text != "title") {
      return error(format("there is no field \"{}\"", peek().text),
                   format("{}; put the word in quotes if it is none", kFieldsHint));
    }
    ++next_;
    return parse_operand(Field::kTitle);
  }

  Result<Node> parse_group(Field field) {
    if (depth_ >= kMaxQueryDepth) {
      return error(format("parentheses are nested deeper than {}", kMaxQueryDepth),
                   "ask in a flatter way");
    }
    const std::size_t open = peek().position;
    ++next_;
    ++depth_;
    auto inner = parse_or();
    --depth_;
    if (!inner) return inner;
    if (!accept(LexemeKind::kClose)) {
      return Error{ErrorCode::kParse, "the parenthesis is not closed",
                   "add a ) where the group ends", open};
    }
    if (field != Field::kText) set_field(*inner, field);
    return inner;
  }

  // title:(a OR b) means every word in the group.
  static void set_field(Node& node, Field field) {
    node.field = field;
    for (auto* list : {&node.children, &node.required, &node.excluded}) {
      for (Node& child : *list) set_field(child, field);
    }
  }

  [[nodiscard]] Error missing_operand() const {
    switch (peek().kind) {
      case LexemeKind::kEnd:
        return error("something is missing at the end",
                     "add a word, or take the last operator away");
      case LexemeKind::kClose:
        return error("something is missing before the parenthesis",
                     "add a word, or take the () away");
      case LexemeKind::kPlus:
      case LexemeKind::kMinus:
        return error("a + or - cannot stand behind a field's name",
                     "write it in front: -title:word");
      default:
        return error("an operator needs a word on each side",
                     "write AND, OR and NOT in lower case to search for them as words");
    }
  }

  std::vector<Lexeme> lexemes_;
  std::size_t next_ = 0;
  std::size_t clauses_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Node> parse(std::string_view query) {
  auto lexemes = lex(query);
  if (!lexemes) return lexemes.error();
  return Parser(*std::move(lexemes)).run();
}

}  // namespace quire::query
