#include "index/glass/termlist_encoder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace quire::glass {
namespace {

// Of a term in a list: two lengths, a wdf, and the text.
constexpr std::size_t kMaxEntryBytes = 2 + kMaxVarintBytes + 255;

// Below this many, comparing is the faster way to sort.
constexpr std::size_t kFewEntries = 48;
constexpr unsigned kDigitBits = 9;

std::size_t digit(std::uint32_t rank, unsigned shift) {
  return rank >> shift & ((1U << kDigitBits) - 1);
}

// How many terms ahead of the one being written memory is asked for.
constexpr std::size_t kAhead = 8;

}  // namespace

TermlistEncoder::TermlistEncoder(const TermTable& terms, std::span<const std::uint32_t> order)
    : ranks_(order.size()) {
  ranked_.reserve(order.size());
  for (const std::uint32_t id : order) {
    const Term& term = terms[id];
    ranks_[id] = static_cast<std::uint32_t>(ranked_.size());
    ranked_.push_back({term.head, terms.text(term).data(), term.length});
  }
}

void TermlistEncoder::sort_entries() {
  if (entries_.size() < kFewEntries) {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.rank < b.rank; });
    return;
  }
  // Digit by digit, the lowest first.
  scratch_.resize(entries_.size());
  for (unsigned shift = 0; (ranked_.size() - 1) >> shift > 0; shift += kDigitBits) {
    std::array<std::uint32_t, (1U << kDigitBits) + 1> begins{};
    for (const Entry& entry : entries_) ++begins[digit(entry.rank, shift) + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (const Entry& entry : entries_) scratch_[begins[digit(entry.rank, shift)]++] = entry;
    entries_.swap(scratch_);
  }
}

std::size_t TermlistEncoder::common_prefix(const Ranked& a, const Ranked& b) {
  const std::size_t shorter = std::min(a.length, b.length);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::uint64_t differs = a.head.head[i] ^ b.head.head[i];
    if (differs == 0) continue;
    const auto bits = static_cast<std::size_t>(std::countr_zero(differs));
    return std::min(8 * i + bits / 8, shorter);
  }
  std::size_t same = std::min(TermKey::kHeadBytes, shorter);
  while (same < shorter && a.text[same] == b.text[same]) ++same;
  return same;
}

// Asks for an entry's term and, a little later, for its text.
void TermlistEncoder::fetch(std::size_t entry) const {
  if (entry < entries_.size()) __builtin_prefetch(&ranked_[entries_[entry].rank]);
  const std::size_t nearer = entry - kAhead / 2;
  if (nearer < entries_.size()) __builtin_prefetch(ranked_[entries_[nearer].rank].text);
}

std::string_view TermlistEncoder::encode(std::uint32_t length,
                                         std::span<const DocumentTerm> terms) {
  out_.clear();
  if (terms.empty()) return out_.view();
  entries_.clear();
  for (const DocumentTerm& term : terms) entries_.push_back({ranks_[term.id], term.wdf});
  sort_entries();

  char* out = out_.prepare(2 * kMaxVarintBytes + entries_.size() * kMaxEntryBytes);
  out = put_varint(out, length);
  out = put_varint(out, entries_.size());
  const Ranked* previous = nullptr;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    fetch(i + kAhead);
    const Entry& entry = entries_[i];
    const Ranked& term = ranked_[entry.rank];
    const std::size_t shared = previous == nullptr ? 0 : common_prefix(*previous, term);
    // A small wdf and the number of shared bytes go together into one byte, above any number that
    // the latter can be.
    bool joined = false;
    if (previous != nullptr) {
      const std::uint64_t both = (std::uint64_t{entry.wdf} + 1) * (previous->length + 1) + shared;
      joined = entry.wdf < 127 && both < 256;
      *out++ = static_cast<char>(joined ? both : shared);
    }
    const std::size_t rest = term.length - shared;
    *out++ = static_cast<char>(rest);
    std::memcpy(out, term.text + shared, rest);
    out += rest;
    if (!joined) out = put_varint(out, entry.wdf);
    previous = &term;
  }
  out_.commit(out);
  return out_.view();
}

}  // namespace quire::glass
