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
// Months with more of the index than that are no help.
constexpr double kMostOfIndex = 0.3;
// An article's month is that of its own time zone, which is at most so far from Greenwich.
constexpr std::chrono::hours kZones{26};

// In seconds since the epoch, in Greenwich.
struct Month {
  std::string term;
  Xapian::doccount articles = 0;
  double begin = 0;
  double end = 0;
};

double zones() { return std::chrono::duration<double>(kZones).count(); }

// Nothing when it is not a month's.
std::optional<Month> month_of(const std::string& term) {
  const auto digits = std::string_view(term).substr(prefix::kMonth.size());
  unsigned number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.size() != 6 || error != std::errc{} || stop != digits.data() + digits.size())
    return {};
  const std::chrono::year_month at{std::chrono::year(static_cast<int>(number / 100)),
                                   std::chrono::month(number % 100)};
  if (!at.ok()) return std::nullopt;
  const auto seconds = [](std::chrono::year_month month) {
    const std::chrono::sys_seconds begin = std::chrono::sys_days(month / 1);
    return static_cast<double>(begin.time_since_epoch().count());
  };
  return Month{term, 0, seconds(at), seconds(at + std::chrono::months(1))};
}

// Those that can hold something, in the order that is asked for.
std::vector<Month> months_of(const Xapian::Database& database, const DateOrder& order) {
  const std::string prefix(prefix::kMonth);
  const double from = static_cast<double>(order.from.value_or(0));
  std::vector<Month> months;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    auto month = month_of(*term);
    if (!month) return {};  // of a year that no term can be put in order by
    const bool passed =
        order.sort == Sort::kNewest ? month->begin > from + zones() : month->end < from - zones();
    if (order.from && passed) continue;
    month->articles = term.get_termfreq();
    months.push_back(*std::move(month));
  }
  if (order.sort == Sort::kNewest) std::reverse(months.begin(), months.end());
  return months;
}

// Whether no article of a month behind `last` can come before the last one found.
bool is_sure(const Xapian::MSet& found, const Month& last, Sort sort) {
  const Xapian::Document article = found[found.size() - 1].get_document();
  const double when = Xapian::sortable_unserialise(article.get_value(slot::kPublished));
  return sort == Sort::kNewest ? when > last.begin + zones() : when < last.end - zones();
}

}  // namespace

std::optional<Xapian::MSet> first_by_date(
    const Xapian::Database& database, const Xapian::Query& query, const DateOrder& order,
    Xapian::doccount matches, const std::function<Xapian::MSet(const Xapian::Query&)>& match) {
  if (matches < kManyMatches || order.count == 0) return std::nullopt;
  const std::vector<Month> months = months_of(database, order);
  const double all = database.get_doccount();
  const double wanted = order.skipped + order.count;
  for (const double margin : {kMargin, kNextMargin}) {
    const double enough = margin * all * wanted / matches;
    double articles = 0;
    std::vector<Xapian::Query> terms;
    for (const Month& month : months) {
      if (articles >= enough) break;
      articles += month.articles;
      terms.emplace_back(month.term);
    }
    if (terms.empty() || articles > kMostOfIndex * all) return std::nullopt;
    const Month& last = months[terms.size() - 1];
    const Xapian::Query of_months(Xapian::Query::OP_OR, terms.begin(), terms.end());
    Xapian::MSet found = match({Xapian::Query::OP_FILTER, query, of_months});
    if (found.size() == order.count && is_sure(found, last, order.sort)) return found;
  }
  return std::nullopt;
}

}  // namespace quire::store
