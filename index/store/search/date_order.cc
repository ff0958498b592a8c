#include "index/store/search/date_order.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "index/store/format/schema.h"

namespace quire::store {
namespace {

// Fewer are sorted as quickly.
constexpr Xapian::doccount kManyMatches = 5000;
// So many times the articles that would hold what is wanted, were the matches spread evenly.
constexpr double kMargin = 3;
constexpr double kNextMargin = 30;
// A month is taken whole unless there are so many times as many articles with it; else by days.
constexpr double kRoom = 2;
// More of the index than that is no help.
constexpr double kMostOfIndex = 0.3;
// An article's day is that of its own time zone, which is at most so far from Greenwich.
constexpr double kZones = std::chrono::duration<double>(std::chrono::hours(26)).count();

// A month or a day; in seconds since the epoch, in Greenwich.
struct Span {
  std::string term;
  Xapian::doccount articles = 0;
  double begin = 0;
  double end = 0;
};

// Nothing when it is no month's and no day's.
std::optional<Span> span_of(const std::string& term) {
  using namespace std::chrono;
  const auto digits = std::string_view(term).substr(1);
  unsigned number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
  const bool is_month = digits.size() == 6;
  if (is_month) number = 100 * number + 1;
  if (!is_month && digits.size() != 8) return std::nullopt;
  const year_month_day first{year(static_cast<int>(number / 10'000)), month(number / 100 % 100),
                             day(number % 100)};
  if (!first.ok()) return std::nullopt;
  const sys_seconds begin = sys_days(first);
  const sys_seconds end = is_month ? sys_days(first + months(1)) : sys_days(first) + days(1);
  return Span{term, 0, static_cast<double>(begin.time_since_epoch().count()),
              static_cast<double>(end.time_since_epoch().count())};
}

// Whether no article of `span` can come before one that is at `when`.
bool is_behind(const Span& span, double when, Sort sort) {
  return sort == Sort::kNewest ? span.end + kZones < when : span.begin - kZones > when;
}

// Whether `span` lies before the beginning of the order by more than `zones`: 0 when the clock of
// Greenwich is to tell.
bool is_before_the_beginning(const Span& span, const DateOrder& order, double zones = 0) {
  if (!order.from) return false;
  const auto from = static_cast<double>(*order.from);
  return order.sort == Sort::kNewest ? span.begin > from + zones : span.end < from - zones;
}

// Those of the terms that can hold something, in the order that is asked for.
std::vector<Span> spans_of(const Xapian::Database& database, const std::string& terms,
                           const DateOrder& order) {
  std::vector<Span> spans;
  for (auto term = database.allterms_begin(terms); term != database.allterms_end(terms); ++term) {
    auto span = span_of(*term);
    if (!span) return {};  // of a year that no term can be put in order by
    if (is_before_the_beginning(*span, order, kZones)) continue;
    span->articles = term.get_termfreq();
    spans.push_back(*std::move(span));
  }
  if (order.sort == Sort::kNewest) std::reverse(spans.begin(), spans.end());
  return spans;
}

std::string days_of(const Span& month) {
  return std::string(prefix::kDay) + month.term.substr(prefix::kMonth.size());
}

// The first months and days that hold so many articles, and those whose time zones may put theirs
// among them.
class FirstSpans {
 public:
  FirstSpans(const DateOrder& order, double enough) : order_(order), enough_(enough) {}

  void take_of(const Xapian::Database& database, const std::vector<Span>& months) {
    for (const Span& month : months) {
      const bool whole = articles_ + month.articles <= kRoom * enough_;
      for (const Span& span :
           whole ? std::vector{month} : spans_of(database, days_of(month), order_)) {
        if (!take(span)) return;
      }
    }
  }

  [[nodiscard]] double articles() const { return articles_; }
  [[nodiscard]] bool empty() const { return terms_.empty(); }
  [[nodiscard]] Xapian::Query query() const {
    return {Xapian::Query::OP_OR, terms_.begin(), terms_.end()};
  }

  // Whether no article of another month or day can come before the last one found.
  [[nodiscard]] bool hold_all_before(const Xapian::MSet& found) const {
    const Xapian::Document last = found[found.size() - 1].get_document();
    const double when = Xapian::sortable_unserialise(last.get_value(slot::kPublished));
    return !next_ || is_behind(*next_, when, order_.sort);
  }

 private:
  // False when there is enough without it.
  bool take(const Span& span) {
    if (reached_ && is_behind(span, *reached_, order_.sort)) {
      next_ = span;
      return false;
    }
    terms_.emplace_back(span.term);
    articles_ += span.articles;
    if (!is_before_the_beginning(span, order_)) behind_the_beginning_ += span.articles;
    if (!reached_ && behind_the_beginning_ >= enough_) {
      reached_ = order_.sort == Sort::kNewest ? span.begin : span.end;
    }
    return true;
  }

  const DateOrder& order_;
  const double enough_;
  std::vector<Xapian::Query> terms_;
  double articles_ = 0;
  double behind_the_beginning_ = 0;  // of the order, as far as the clock of Greenwich tells
  std::optional<double> reached_;    // up to there are enough
  std::optional<Span> next_;         // the first that is not taken
};

}  // namespace

std::optional<Xapian::MSet> first_by_date(
    const Xapian::Database& database, const Xapian::Query& query, const DateOrder& order,
    Xapian::doccount matches, const std::function<Xapian::MSet(const Xapian::Query&)>& match) {
  if (matches < kManyMatches || order.count == 0) return std::nullopt;
  const std::vector<Span> months = spans_of(database, std::string(prefix::kMonth), order);
  const double all = database.get_doccount();
  const double wanted = order.skipped + order.count;
  for (const double margin : {kMargin, kNextMargin}) {
    FirstSpans first(order, margin * all * wanted / matches);
    first.take_of(database, months);
    if (first.empty() || first.articles() > kMostOfIndex * all) return std::nullopt;
    Xapian::MSet found = match({Xapian::Query::OP_FILTER, query, first.query()});
    if (found.size() == order.count && first.hold_all_before(found)) return found;
  }
  return std::nullopt;
}

}  // namespace quire::store
