#include "index/query/syntax/parser.h"

#include <algorithm>
#include <utility>

#include "index/base/format.h"
#include "index/query/syntax/fields.h"
#include "index/query/syntax/lexer.h"
#include "index/query/syntax/operands.h"
#include "index/query/syntax/written_words.h"

namespace quire::query {
namespace {

bool starts_operand(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::kWord:
    case LexemeKind::kPhrase:
    case LexemeKind::kExact:
    case LexemeKind::kWildcard:
    case LexemeKind::kFuzzy:
    case LexemeKind::kEverything:
    case LexemeKind::kField:
    case LexemeKind::kOpen:
      return true;
    default:
      return false;
  }
}

bool starts_some(LexemeKind kind) {
  return starts_operand(kind) || kind == LexemeKind::kPlus || kind == LexemeKind::kMinus;
}

std::optional<NodeKind> joining(LexemeKind kind) {
  switch (kind) {
    case LexemeKind::kNear:
      return NodeKind::kNear;
    case LexemeKind::kAdjacent:
      return NodeKind::kAdjacent;
    case LexemeKind::kSentence:
      return NodeKind::kSentence;
    case LexemeKind::kParagraph:
      return NodeKind::kParagraph;
    default:
      return std::nullopt;
  }
}

// Whether an article has it at places: what NEAR and its like can join.
bool has_places(const Node& node) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase:
    case NodeKind::kExact:
    case NodeKind::kWildcard:
    case NodeKind::kFuzzy:
    case NodeKind::kNear:
    case NodeKind::kAdjacent:
    case NodeKind::kSentence:
    case NodeKind::kParagraph:
      return true;
    case NodeKind::kOr:
      return std::all_of(node.children.begin(), node.children.end(), has_places);
    case NodeKind::kSome:
      return node.required.empty() && node.excluded.empty() && node.filters.empty() &&
             std::all_of(node.children.begin(), node.children.end(), has_places);
    default:
      return false;
  }
}

// Two values of one field mean either.
bool same_field(const Node& a, const Node& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == NodeKind::kValue) return a.field == b.field;
  return a.kind == NodeKind::kRange && a.range.of == b.range.of &&
         a.range.of == RangeOf::kPublishedDay && a.range.from != INT64_MIN &&
         a.range.to != INT64_MAX && b.range.from != INT64_MIN && b.range.to != INT64_MAX;
}

void add_filter(std::vector<Node>& filters, Node filter) {
  for (Node& known : filters) {
    const bool is_list = known.kind == NodeKind::kOr && known.number > 0;
    if (!same_field(is_list ? known.children.front() : known, filter)) continue;
    if (!is_list) {
      Node list;
      list.kind = NodeKind::kOr;
      list.number = 1;  // made here
      list.position = known.position;
      list.children.push_back(std::move(known));
      known = std::move(list);
    }
    known.children.push_back(std::move(filter));
    return;
  }
  filters.push_back(std::move(filter));
}

class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, const ParseOptions& options)
      : lexemes_(std::move(lexemes)), options_(options) {}

  Result<Node> run() {
    if (options_.typing) leave_out_unfinished();
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

  bool accept(LexemeKind kind) {
    if (peek().kind != kind) return false;
    ++next_;
    return true;
  }

  [[nodiscard]] Error error(std::string message, std::string hint) const {
    return Error{ErrorCode::kParse, std::move(message), std::move(hint), peek().position};
  }

  // Operators, signs, fields and parentheses at the end that still wait for something.
  void leave_out_unfinished() {
    const auto waits = [](LexemeKind kind) {
      return kind != LexemeKind::kClose &&
             (kind == LexemeKind::kOpen || kind == LexemeKind::kField || !starts_operand(kind));
    };
    while (lexemes_.size() > 1 && waits(lexemes_[lexemes_.size() - 2].kind)) {
      lexemes_.erase(lexemes_.end() - 2);
    }
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
      const bool is_required = accept(LexemeKind::kPlus);
      const bool is_excluded = !is_required && accept(LexemeKind::kMinus);
      auto operand = parse_near();
      if (!operand) return operand;
      if (is_excluded) {
        some.excluded.push_back(*std::move(operand));
      } else if (is_required) {
        some.required.push_back(*std::move(operand));
      } else if (is_filter(*operand)) {
        add_filter(some.filters, *std::move(operand));
      } else {
        some.children.push_back(*std::move(operand));
      }
    }
    return simplest(std::move(some));
  }

  // A single operand stays itself. A * beside words would find everything.
  static Node simplest(Node some) {
    if (some.children.size() > 1 || !some.filters.empty()) {
      std::erase_if(some.children, [](const Node& n) { return n.kind == NodeKind::kAll; });
    }
    const bool has_signs = !some.required.empty() || !some.excluded.empty();
    if (has_signs || some.children.size() + some.filters.size() != 1) return some;
    return std::move(some.children.empty() ? some.filters : some.children).front();
  }

  Result<Node> parse_near() {
    auto left = parse_operand();
    while (left && joining(peek().kind)) {
      if (!has_places(*left)) return cannot_join(left->position);
      Node join;
      join.kind = *joining(peek().kind);
      join.number = peek().number;
      join.position = left->position;
      ++next_;
      auto right = parse_operand();
      if (!right) return right;
      if (!has_places(*right)) return cannot_join(right->position);
      join.children.push_back(*std::move(left));
      join.children.push_back(*std::move(right));
      left = std::move(join);
    }
    return left;
  }

  static Error cannot_join(std::size_t position) {
    return Error{ErrorCode::kParse,
                 "NEAR, ADJ, SAME and PARA join words and phrases, and groups of them with OR",
                 "put AND, NOT, signs and fields outside of them", position};
  }

  // A phrase is searched word by word, so it counts as so many parts.
  [[nodiscard]] std::size_t parts_of_next() const {
    return std::max<std::size_t>(1, written_words(peek().text).words.size());
  }

  Result<Node> parse_operand() {
    if (!starts_operand(peek().kind)) return missing_operand();
    clauses_ += parts_of_next();
    if (clauses_ > kMaxClauses) {
      return Error{ErrorCode::kTooLarge, format("the query has more than {} parts", kMaxClauses),
                   "ask with fewer words", peek().position};
    }
    if (peek().kind == LexemeKind::kField) return parse_field();
    if (peek().kind == LexemeKind::kOpen) return parse_group();
    const Lexeme& lexeme = lexemes_[next_++];
    if (lexeme.kind == LexemeKind::kEverything) return Node{};
    auto operand = to_operand(lexeme, scope_, options_.today);
    if (!operand) return operand;
    const bool may_go_on = options_.typing && lexeme.is_unfinished && is_last();
    return may_go_on ? unfinished(*std::move(operand)) : operand;
  }

  [[nodiscard]] bool is_last() const { return peek().kind == LexemeKind::kEnd; }

  // The word itself or one that begins with it.
  static Node unfinished(Node node) {
    if (node.kind == NodeKind::kValue || node.kind == NodeKind::kPhrase) {
      node.text += '*';
      return node;
    }
    if (node.kind != NodeKind::kWord || written_words(node.text).words.empty()) return node;
    Node either;
    either.kind = NodeKind::kOr;
    either.position = node.position;
    either.children.push_back(node);
    node.kind = NodeKind::kWildcard;
    node.text += '*';
    node.number = kTypingWords;
    either.children.push_back(std::move(node));
    return either;
  }

  Result<Node> parse_field() {
    const auto field = find_field(peek().text);
    if (!field) {
      return error(
          format("there is no field \"{}\"", peek().text),
          format("put the word in quotes if it is none; the fields are: {}", field_names()));
    }
    const std::size_t position = peek().position;
    ++next_;
    if (peek().kind == LexemeKind::kEverything)
      return error("a * alone is no value", "take the field away, or write a word before the *");
    if (field->use == FieldUse::kAtLeast) return parse_at_least(field->number, position);
    const FieldName outer = std::exchange(scope_, *field);
    auto operand = parse_operand();
    scope_ = outer;
    return operand;
  }

  Result<Node> parse_at_least(std::uint32_t number, std::size_t position) {
    auto operand = parse_operand();
    if (!operand) return operand;
    if (!has_places(*operand)) {
      return Error{ErrorCode::kParse, "atleast counts words and phrases",
                   "put AND, NOT, signs and fields outside of it", operand->position};
    }
    Node node;
    node.kind = NodeKind::kAtLeast;
    node.number = number;
    node.position = position;
    node.children.push_back(*std::move(operand));
    return node;
  }

  Result<Node> parse_group() {
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
    if (!accept(LexemeKind::kClose) && !(options_.typing && is_last())) {
      return Error{ErrorCode::kParse, "the parenthesis is not closed",
                   "add a ) where the group ends", open};
    }
    return inner;
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
                     "write it in lower case to search for it as a word");
    }
  }

  std::vector<Lexeme> lexemes_;
  const ParseOptions& options_;
  std::size_t next_ = 0;
  std::size_t clauses_ = 0;
  int depth_ = 0;
  FieldName scope_;  // of the field that is being read
};

}  // namespace

Result<Node> parse(std::string_view query, const ParseOptions& options) {
  auto lexemes = lex(query, options.typing);
  if (!lexemes) return lexemes.error();
  return Parser(*std::move(lexemes), options).run();
}

}  // namespace quire::query
