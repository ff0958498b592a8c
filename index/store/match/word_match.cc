#include "index/store/match/word_match.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

#include "index/store/match/best_matches.h"
#include "index/store/match/term_list.h"
#include "index/store/match/term_weight.h"

namespace quire::store {
namespace {

// The lists of all terms in one segment.
struct SegmentLists {
  std::shared_ptr<const SegmentPostings> postings;  // null: read through Xapian
  std::vector<std::uint32_t> lengths{};             // then, of the documents that were read
  std::vector<TermList> lists{};

  [[nodiscard]] const std::vector<std::uint32_t>& all_lengths() const {
    return postings ? postings->lengths : lengths;
  }
};

// A bit for each document of a window.
template <std::size_t kDocuments>
class Bits {
 public:
  void set(std::uint32_t place) { words_[place / 64] |= std::uint64_t{1} << place % 64; }
  void clear(std::uint32_t place) { words_[place / 64] &= ~(std::uint64_t{1} << place % 64); }

  // Runs `work(place)` on those that are set, in order, and clears them.
  template <class Work>
  void take(const Work& work) {
    for (std::uint32_t word = 0; word < words_.size(); ++word) {
      for (std::uint64_t bits = std::exchange(words_[word], 0); bits != 0; bits &= bits - 1) {
        work(word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
  }

 private:
  std::array<std::uint64_t, kDocuments / 64> words_{};
};

class WordMatch {
 public:
  WordMatch(const Snapshot& at, std::size_t count, const MatchGuard& guard)
      : at_(at), guard_(guard), best_(count) {}

  void open(const OpenPostings& postings, const std::vector<std::string>& terms) {
    std::vector<double> having(terms.size());
    segments_.reserve(at_.segments.size());
    for (std::size_t segment = 0; segment < at_.segments.size(); ++segment) {
      SegmentLists& opened = segments_.emplace_back();
      opened.postings = postings[segment];
      for (std::size_t i = 0; i < terms.size(); ++i) {
        opened.lists.push_back(
            opened.postings ? TermList(*opened.postings, terms[i])
                            : TermList(at_.segments[segment].database, terms[i], opened.lengths));
        having[i] += opened.lists.back().frequency();
      }
    }
    const IndexSize size{static_cast<double>(at_.database.get_doccount()),
                         at_.database.get_avlength()};
    for (std::size_t i = 0; i < terms.size(); ++i) terms_.push_back({i, {size, having[i]}, 0});
    std::stable_sort(terms_.begin(), terms_.end(), [](const Term& a, const Term& b) {
      return a.weight.most() > b.weight.most();
    });
    double others = 0;
    for (auto term = terms_.rbegin(); term != terms_.rend(); ++term) {
      term->others = std::exchange(others, others + term->weight.most());
    }
  }

  WordMatches run() {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (!match_segment(i)) break;
    }
    return {best_.take(), total_};
  }

 private:
  static constexpr std::uint32_t kWindow = 2048;  // documents

  struct Term {
    std::size_t list;  // its place in SegmentLists::lists
    TermWeight weight;
    double others;  // that all those behind it can weigh together
  };

  // False when the guard has ended it.
  bool match_segment(std::size_t index) {
    SegmentLists& segment = segments_[index];
    const auto& removed = at_.segments[index].view.removed;
    auto gone =
        removed ? std::span<const std::uint32_t>(*removed) : std::span<const std::uint32_t>();
    while (true) {
      std::optional<std::uint32_t> first;
      for (const TermList& list : segment.lists) {
        if (list.next().empty()) continue;
        const std::uint32_t document = list.next().front().document;
        first = std::min(first.value_or(document), document);
      }
      if (!first) return true;
      if (!guard_.goes_on(kWindow)) return false;
      for (Term& term : terms_) {
        term.weight.look_for(best_.least() - term.others);
        add_weights(segment.lists[term.list], term.weight, *first, segment.all_lengths());
      }
      leave_out(gone, *first);
      collect(index, *first);
    }
  }

  // Adds what a term weighs to the documents of the window that begins with `first`: to all that
  // have weight already, and to others where it may matter. The heaviest term comes first, so a
  // document without weight can get no more than from this term and those behind it.
  void add_weights(TermList& list, const TermWeight& weight, std::uint32_t first,
                   const std::vector<std::uint32_t>& lengths) {
    while (!list.next().empty()) {
      const auto behind = std::ranges::partition_point(
          list.next(), [&](const auto& posting) { return posting.document - first < kWindow; });
      const std::span inside(list.next().begin(), behind);
      for (const glass::ListedPosting& posting : inside) matched_[posting.document - first] = 1;
      for (const glass::ListedPosting& posting : inside) {
        const std::uint32_t place = posting.document - first;
        const bool is_new = sums_[place] == 0;
        if (is_new && !weight.may_matter()) continue;
        const std::uint32_t length =
            posting.document < lengths.size() ? lengths[posting.document] : 0;
        if (is_new && !weight.may_matter(posting.wdf, length)) continue;
        sums_[place] += weight.in(posting.wdf, length);
        weighed_.set(place);
      }
      const bool goes_beyond = inside.size() < list.next().size();
      list.pass(inside.size());
      if (goes_beyond) return;
    }
  }

  // Documents with tombstones are no matches. `gone` begins with those from `first` on.
  void leave_out(std::span<const std::uint32_t>& gone, std::uint32_t first) {
    while (!gone.empty() && (gone.front() < first || gone.front() - first < kWindow)) {
      if (gone.front() >= first) {
        const std::uint32_t place = gone.front() - first;
        sums_[place] = 0;
        matched_[place] = 0;
        weighed_.clear(place);
      }
      gone = gone.subspan(1);
    }
  }

  // Shows the matches of the window that may be among the best, counts all, and clears it.
  void collect(std::size_t segment, std::uint32_t first) {
    total_ += std::accumulate(matched_.begin(), matched_.end(), std::uint32_t{0});
    matched_.fill(0);
    weighed_.take([&](std::uint32_t place) {
      best_.show(at_.id_of(segment, first + place), std::exchange(sums_[place], 0));
    });
  }

  const Snapshot& at_;
  const MatchGuard& guard_;
  BestMatches best_;
  std::vector<SegmentLists> segments_;
  std::vector<Term> terms_;  // the heaviest first
  std::uint64_t total_ = 0;
  std::array<double, kWindow> sums_{};           // by document of the window
  std::array<std::uint8_t, kWindow> matched_{};  // 1, or 0; a bit for each takes longer to set
  Bits<kWindow> weighed_;
};

// Lists of more terms, all open at once, would take too much memory.
constexpr std::size_t kMostTerms = 50;

// False when there is anything but terms and OR, or more of them.
bool add_terms(const Xapian::Query& query, std::vector<std::string>& terms) {
  if (terms.size() > kMostTerms) return false;
  if (query.get_type() == Xapian::Query::LEAF_TERM) {
    terms.push_back(*query.get_terms_begin());
    return true;
  }
  if (query.get_type() != Xapian::Query::OP_OR) return false;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    if (!add_terms(query.get_subquery(i), terms)) return false;
  }
  return true;
}

}  // namespace

std::optional<std::vector<std::string>> alternative_terms(const Xapian::Query& query) {
  std::vector<std::string> terms;
  if (!add_terms(query, terms)) return std::nullopt;
  // One that counts several times would weigh otherwise.
  if (terms.size() > kMostTerms || query.get_length() != terms.size()) return std::nullopt;
  return terms;
}

WordMatches match_any(const Snapshot& at, const OpenPostings& postings,
                      const std::vector<std::string>& terms, std::size_t count,
                      const MatchGuard& guard) {
  WordMatch match(at, count, guard);
  match.open(postings, terms);
  return match.run();
}

}  // namespace quire::store
