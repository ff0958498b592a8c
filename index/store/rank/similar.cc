#include "index/store/rank/similar.h"

#include <string>
#include <vector>

#include "index/store/format/schema.h"

namespace quire::store {
namespace {

// More terms hardly change what is found, and each costs a list to be read.
constexpr Xapian::termcount kTerms = 25;
// Fewer that stand elsewhere too say nothing of a subject.
constexpr std::size_t kFewestTerms = 3;

// Stems of the text that are in another article too, but not in most.
class TellingStems final : public Xapian::ExpandDecider {
 public:
  explicit TellingStems(const Xapian::Database& database)
      : database_(database), most_(database.get_doccount() / 2 + 1) {}

  bool operator()(const std::string& term) const override {
    const bool is_stem = term.starts_with(prefix::kStem) && !term.starts_with(prefix::kTitleStem);
    if (!is_stem || term.size() < 4) return false;
    const Xapian::doccount articles = database_.get_termfreq(term);
    return articles > 1 && articles <= most_;
  }

 private:
  const Xapian::Database& database_;
  const Xapian::doccount most_;
};

}  // namespace

Xapian::Query similar_query(const Xapian::Database& database, Xapian::docid document) {
  Xapian::RSet relevant;
  relevant.add_document(document);
  Xapian::Enquire enquire(database);
  enquire.set_expansion_scheme("bo1");
  const TellingStems telling(database);
  const Xapian::ESet terms = enquire.get_eset(kTerms, relevant, 0, &telling);
  std::vector<Xapian::Query> parts;
  const double most = terms.empty() ? 1 : terms.begin().get_weight();
  for (auto term = terms.begin(); term != terms.end(); ++term) {
    const double weight = most > 0 ? term.get_weight() / most : 1;
    if (weight > 0) parts.emplace_back(Xapian::Query(*term) * weight);
  }
  if (parts.size() < kFewestTerms) return {};
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace quire::store
