#include "tests/unit/index/glass/compare_databases.h"

#include <functional>
#include <set>
#include <sstream>

#include "index/base/format.h"

// Read by the address sanitizer when it starts. Xapian 1.4's Database::check() deletes an object
// through a smaller base class, which is theirs to mend.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }

namespace quire::glass::test {
namespace {

using Positions = std::vector<Xapian::termpos>;

std::string counts(const Xapian::Database& database) {
  return format("documents {} last {} average {} lengths {} to {} positions {} metadata {}",
                database.get_doccount(), database.get_lastdocid(), database.get_avlength(),
                database.get_doclength_lower_bound(), database.get_doclength_upper_bound(),
                database.has_positions(),
                database.metadata_keys_begin() == database.metadata_keys_end());
}

Positions positions(const Xapian::Database& database, Xapian::docid document,
                    const std::string& term) {
  return {database.positionlist_begin(document, term), database.positionlist_end(document, term)};
}

std::string postings_difference(const Xapian::Database& a, const Xapian::Database& b,
                                const std::string& term) {
  auto in_b = b.postlist_begin(term);
  for (auto in_a = a.postlist_begin(term); in_a != a.postlist_end(term); ++in_a, ++in_b) {
    if (in_b == b.postlist_end(term)) return "postings end early of " + term;
    if (*in_a != *in_b || in_a.get_wdf() != in_b.get_wdf() ||
        in_a.get_doclength() != in_b.get_doclength()) {
      return format("posting {} and {} of {}", *in_a, *in_b, term);
    }
    if (positions(a, *in_a, term) != positions(b, *in_a, term)) {
      return format("positions of {} in {}", term, *in_a);
    }
    const Positions through_list(in_a.positionlist_begin(), in_a.positionlist_end());
    if (through_list != positions(b, *in_a, term)) return format("position list of {}", term);
  }
  return in_b == b.postlist_end(term) ? "" : "postings beyond the end of " + term;
}

std::string terms_difference(const Xapian::Database& a, const Xapian::Database& b) {
  auto in_b = b.allterms_begin();
  for (auto in_a = a.allterms_begin(); in_a != a.allterms_end(); ++in_a, ++in_b) {
    if (in_b == b.allterms_end()) return "terms end early at " + *in_a;
    const std::string term = *in_a;
    if (term != *in_b) return "term " + term + " and " + *in_b;
    if (in_a.get_termfreq() != in_b.get_termfreq() ||
        a.get_collection_freq(term) != b.get_collection_freq(term)) {
      return "frequencies of " + term;
    }
    Xapian::termcount highest = 0;
    for (auto p = a.postlist_begin(term); p != a.postlist_end(term); ++p) {
      highest = std::max(highest, p.get_wdf());
    }
    if (a.get_wdf_upper_bound(term) < highest) return "bound of the wdf of " + term;
    if (auto found = postings_difference(a, b, term); !found.empty()) return found;
  }
  return in_b == b.allterms_end() ? "" : "terms beyond the end";
}

std::string termlist_difference(const Xapian::Database& a, const Xapian::Database& b,
                                Xapian::docid document) {
  auto in_b = b.termlist_begin(document);
  for (auto in_a = a.termlist_begin(document); in_a != a.termlist_end(document); ++in_a, ++in_b) {
    if (in_b == b.termlist_end(document) || *in_a != *in_b || in_a.get_wdf() != in_b.get_wdf() ||
        in_a.get_termfreq() != in_b.get_termfreq() ||
        in_a.positionlist_count() != in_b.positionlist_count()) {
      return format("term list of {} at {}", document, *in_a);
    }
  }
  return in_b == b.termlist_end(document) ? "" : format("term list beyond {}", document);
}

std::string document_difference(const Xapian::Database& a, const Xapian::Database& b,
                                Xapian::docid id, std::set<Xapian::valueno>& slots) {
  const Xapian::Document in_a = a.get_document(id);
  const Xapian::Document in_b = b.get_document(id);
  if (in_a.get_data() != in_b.get_data()) return format("data of {}", id);
  if (a.get_doclength(id) != b.get_doclength(id)) return format("length of {}", id);
  if (a.get_unique_terms(id) != b.get_unique_terms(id)) return format("unique terms of {}", id);
  if (in_a.values_count() != in_b.values_count()) return format("values of {}", id);
  auto value_b = in_b.values_begin();
  for (auto value_a = in_a.values_begin(); value_a != in_a.values_end(); ++value_a, ++value_b) {
    if (value_a.get_valueno() != value_b.get_valueno() || *value_a != *value_b) {
      return format("value {} of {}", value_a.get_valueno(), id);
    }
    slots.insert(value_a.get_valueno());
  }
  return termlist_difference(a, b, id);
}

std::string slot_difference(const Xapian::Database& a, const Xapian::Database& b,
                            Xapian::valueno slot) {
  if (a.get_value_freq(slot) != b.get_value_freq(slot)) return format("frequency of slot {}", slot);
  if (a.get_value_lower_bound(slot) != b.get_value_lower_bound(slot) ||
      a.get_value_upper_bound(slot) != b.get_value_upper_bound(slot)) {
    return format("bounds of slot {}", slot);
  }
  auto in_b = b.valuestream_begin(slot);
  for (auto in_a = a.valuestream_begin(slot); in_a != a.valuestream_end(slot); ++in_a, ++in_b) {
    if (in_b == b.valuestream_end(slot) || in_a.get_docid() != in_b.get_docid() || *in_a != *in_b) {
      return format("stream of slot {} at {}", slot, in_a.get_docid());
    }
  }
  return in_b == b.valuestream_end(slot) ? "" : format("stream of slot {} goes on", slot);
}

}  // namespace

std::string difference(const Xapian::Database& a, const Xapian::Database& b) {
  if (counts(a) != counts(b)) return counts(a) + " and " + counts(b);
  if (a.get_uuid().empty()) return "no uuid";
  if (auto found = terms_difference(a, b); !found.empty()) return found;
  std::set<Xapian::valueno> slots = {0, 4000};
  auto in_b = b.postlist_begin("");
  for (auto in_a = a.postlist_begin(""); in_a != a.postlist_end(""); ++in_a, ++in_b) {
    if (in_b == b.postlist_end("") || *in_a != *in_b) return format("document {}", *in_a);
    if (auto found = document_difference(a, b, *in_a, slots); !found.empty()) return found;
  }
  for (const Xapian::valueno slot : slots) {
    if (auto found = slot_difference(a, b, slot); !found.empty()) return found;
  }
  return "";
}

std::string faults(const std::string& path) {
  std::ostringstream said;
  const std::size_t errors = Xapian::Database::check(path, 0, &said);
  return errors == 0 ? "" : format("{} errors: {}", errors, said.str());
}

}  // namespace quire::glass::test
