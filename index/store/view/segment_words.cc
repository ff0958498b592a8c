#include "index/store/view/segment_words.h"

#include "index/store/format/schema.h"
#include "index/store/format/value_terms.h"

namespace quire::store {
namespace {

using vocabulary::WordTable;

// Words have no prefix, and prefixes are capitals: what comes before the first of them, and behind
// the last.
constexpr std::string_view kFirstPrefix = "A";
constexpr std::string_view kBehindPrefixes = "[";

// `articles(at)`: how many have that term.
template <class Articles>
SegmentWords words_among(Xapian::TermIterator at, const Xapian::TermIterator& end,
                         const Articles& articles) {
  SegmentWords found;
  WordTable::Builder words;
  for (; at != end && (*at).compare(kFirstPrefix) < 0; ++at) words.add(*at, articles(at));
  // In their order among the terms.
  for (const auto& [field, prefix] : kValueTerms) {
    WordTable::Builder values;
    if (at != end) at.skip_to(std::string(prefix));
    for (; at != end && (*at).starts_with(prefix); ++at) {
      values.add((*at).substr(prefix.size()), articles(at));
    }
    found.values[static_cast<std::size_t>(field)] = values.build();
  }
  if (at != end) at.skip_to(std::string(kBehindPrefixes));
  for (; at != end; ++at) words.add(*at, articles(at));
  found.words = std::make_shared<const vocabulary::WordSet>(words.build());
  return found;
}

}  // namespace

SegmentWords words_of(const Xapian::Database& database) {
  return words_among(database.allterms_begin(), database.allterms_end(),
                     [](const auto& at) -> std::uint64_t { return at.get_termfreq(); });
}

SegmentWords words_of(const Xapian::Document& document) {
  return words_among(document.termlist_begin(), document.termlist_end(),
                     [](const auto&) -> std::uint64_t { return 1; });
}

SegmentWords merged(const SegmentWords& a, const SegmentWords& b) {
  SegmentWords both;
  both.words = std::make_shared<const vocabulary::WordSet>(
      vocabulary::merged(a.words->table(), b.words->table()));
  for (std::size_t i = 0; i < kValueFields; ++i) {
    both.values[i] = vocabulary::merged(a.values[i], b.values[i]);
  }
  return both;
}

}  // namespace quire::store
