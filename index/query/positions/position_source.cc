#include "index/query/positions/position_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/query/positions/spans.h"
#include "index/store/format/schema.h"
#include "index/store/match/place_list.h"

namespace quire::query {
namespace {

// A segment that is searched.
struct Segment {
  Xapian::Database database;
  std::shared_ptr<const store::SegmentPostings> postings;  // null: read through Xapian
};

// The articles with one of several terms: a heap of their lists by article, so that those that are
// far ahead cost nothing.
class AnyTerm {
 public:
  AnyTerm(const Segment& segment, const std::vector<std::string>& terms) {
    const store::SegmentPostings* const postings = segment.postings.get();
    store::PositionCursor cursor;
    for (const std::string& term : terms) {
      // A cursor keeps a block of each level of its table.
      if (heap_.size() < kWithCursors) cursor = store::position_cursor(postings);
      auto list = std::make_unique<store::PlaceList>(segment.database, postings, cursor, term);
      if (list->document() != 0) heap_.push_back(std::move(list));
    }
    std::make_heap(heap_.begin(), heap_.end(), is_later);
  }

  // Articles must be asked for in ascending order.
  Spans spans_in(Xapian::docid id) {
    Positions positions;
    while (!heap_.empty() && heap_.front()->document() <= id) {
      std::pop_heap(heap_.begin(), heap_.end(), is_later);
      store::PlaceList& list = *heap_.back();
      list.skip_to(id);
      if (list.document() == id) {
        list.read(positions);
        list.skip_to(id + 1);
      }
      if (list.document() == 0) {
        heap_.pop_back();
      } else {
        std::push_heap(heap_.begin(), heap_.end(), is_later);
      }
    }
    return to_spans(std::move(positions));
  }

 private:
  // The first so many, of a wildcard the most frequent, have cursors of their own, which stay close
  // to where they are asked for; the others share one.
  static constexpr std::size_t kWithCursors = 64;

  using List = std::unique_ptr<store::PlaceList>;

  static bool is_later(const List& a, const List& b) { return a->document() > b->document(); }

  static Spans to_spans(Positions positions) {
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    Spans spans;
    spans.reserve(positions.size());
    for (const std::uint32_t position : positions) spans.push_back({position, position});
    return spans;
  }

  std::vector<List> heap_;
};

// Where the sentences and paragraphs of an article begin; read when first asked for.
class Breaks {
 public:
  explicit Breaks(const Segment& segment)
      : paragraph_places_(segment.database, store::position_cursor(segment.postings.get()),
                          std::string(store::kParagraphTerm)),
        sentence_places_(segment.database, store::position_cursor(segment.postings.get()),
                         std::string(store::kSentenceTerm)) {}

  void move_to(Xapian::docid id) {
    id_ = id;
    paragraphs_.reset();
    sentences_.reset();
  }

  const Positions& paragraphs() {
    if (!paragraphs_) paragraphs_ = positions(paragraph_places_);
    return *paragraphs_;
  }

  // A paragraph's beginning is one of a sentence too.
  const Positions& sentences() {
    if (sentences_) return *sentences_;
    const Positions inner = positions(sentence_places_);
    sentences_.emplace();
    std::merge(inner.begin(), inner.end(), paragraphs().begin(), paragraphs().end(),
               std::back_inserter(*sentences_));
    return *sentences_;
  }

  // The position behind the title and the first `words` of the body.
  std::uint32_t end_of_lead(std::uint32_t words) {
    const Positions& begins = paragraphs();
    if (begins.empty()) return 0;
    std::uint32_t end = begins.front() + words;
    for (auto begin = begins.begin() + 1;
         begin != begins.end() && *begin < end + store::kParagraphGap; ++begin) {
      end += store::kParagraphGap;
    }
    return end;
  }

 private:
  [[nodiscard]] Positions positions(store::Places& places) const {
    Positions found;
    places.read(id_, found);
    return found;
  }

  store::Places paragraph_places_;
  store::Places sentence_places_;
  Xapian::docid id_ = 0;
  std::optional<Positions> paragraphs_;
  std::optional<Positions> sentences_;
};

// A PositionQuery at work in a segment.
class Matcher {
 public:
  Matcher(const Segment& segment, const PositionQuery& query)
      : query_(query), terms_(segment, query.terms) {
    for (const PositionQuery& child : query.children) children_.emplace_back(segment, child);
  }

  Spans spans_in(Xapian::docid id, Breaks& breaks) {
    if (query_.kind == PositionKind::kTerms) return terms_.spans_in(id);
    std::vector<Spans> parts;
    for (Matcher& child : children_) {
      parts.push_back(child.spans_in(id, breaks));
      if (parts.back().empty() && query_.kind != PositionKind::kOr) return {};
    }
    return joined(parts, breaks);
  }

 private:
  Spans joined(std::vector<Spans>& parts, Breaks& breaks) const {
    switch (query_.kind) {
      case PositionKind::kTerms:
        break;
      case PositionKind::kOr: {
        Spans any;
        for (const Spans& part : parts) any = either(any, part);
        return any;
      }
      case PositionKind::kPhrase:
        return phrase(parts);
      case PositionKind::kNear:
        return near(parts[0], parts[1], query_.number);
      case PositionKind::kAdjacent:
        return after(parts[0], parts[1], query_.number);
      case PositionKind::kSentence:
        return together(parts[0], parts[1], breaks.sentences());
      case PositionKind::kParagraph:
        return together(parts[0], parts[1], breaks.paragraphs());
      case PositionKind::kLead:
        return before(parts[0], breaks.end_of_lead(query_.number));
      case PositionKind::kAtLeast:
        return parts[0].size() >= query_.number ? std::move(parts[0]) : Spans{};
    }
    return {};
  }

  const PositionQuery& query_;
  AnyTerm terms_;
  std::vector<Matcher> children_;
};

class PositionSource final : public Xapian::PostingSource {
 public:
  PositionSource(std::shared_ptr<const PositionQuery> wanted, MatchContext context)
      : wanted_(std::move(wanted)), context_(std::move(context)) {}

  // All of them could; so the candidates are looked up first, and each is asked about here.
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void init(const Xapian::Database& segment) override {
    segment_ = {segment, nullptr};
    documents_ = segment.get_doccount();
    last_ = segment.get_lastdocid();
    at_ = 0;
    breaks_.reset();
    matcher_.reset();
  }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid id, double) override {
    if (at_ < id) {
      move_to(id);
    } else if (!is_match_) {
      move_to(at_ + 1);
    }
  }
  bool check(Xapian::docid id, double) override {
    if (at_ < id) look_at(id);
    return is_match_ || at_end();
  }
  [[nodiscard]] bool at_end() const override {
    return at_ > 0 && (at_ > last_ || context_.guard.has_ended_match());
  }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  // Owned by Xapian, as it wants it.
  [[nodiscard]] PositionSource* clone() const override {
    return new PositionSource(wanted_, context_);
  }

 private:
  void move_to(Xapian::docid id) {
    for (look_at(id); !is_match_ && !at_end();) look_at(at_ + 1);
  }

  // All segments are made ready before the first is looked at, so that many words would take their
  // time when the deadline has long passed.
  void open() {
    if (matcher_) return;
    if (context_.postings) segment_.postings = context_.postings->known_postings(segment_.database);
    breaks_.emplace(segment_);
    matcher_.emplace(segment_, *wanted_);
  }

  void look_at(Xapian::docid id) {
    at_ = id;
    is_match_ = false;
    if (at_ > last_ || !context_.guard.goes_on()) return;
    open();
    breaks_->move_to(at_);
    is_match_ = !matcher_->spans_in(at_, *breaks_).empty();
  }

  std::shared_ptr<const PositionQuery> wanted_;
  MatchContext context_;
  Segment segment_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  bool is_match_ = false;  // the article at_
  std::optional<Breaks> breaks_;
  std::optional<Matcher> matcher_;
};

}  // namespace

Xapian::Query with_positions(const Xapian::Query& candidates, const PositionQuery& wanted,
                             const MatchContext& context) {
  PositionSource source(std::make_shared<const PositionQuery>(wanted), context);
  return {Xapian::Query::OP_FILTER, candidates, Xapian::Query(&source)};
}

}  // namespace quire::query
