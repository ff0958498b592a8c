#include "index/glass/inverter.h"

#include <algorithm>
#include <cstring>

#include "index/glass/position_codec.h"

namespace quire::glass {
namespace {

// Xapian counts zero bytes twice.
std::size_t measure(std::string_view term) {
  return term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0'));
}

struct LogEntry {
  std::uint32_t id = 0;
  std::uint32_t size = 0;         // of the posting
  const char* posting = nullptr;  // its bytes
};

// One term of a document in the log: the term's id (4 bytes as they lie in memory), the size of the
// posting, and the posting: wdf, documents skipped since the term's last one, size of the
// positions, the positions.
LogEntry read_entry(const char* in) {
  LogEntry entry;
  std::memcpy(&entry.id, in, sizeof(entry.id));
  entry.posting = get_varint(in + sizeof(entry.id), entry.size);
  return entry;
}

}  // namespace

bool PostingReader::next(Posting& posting) {
  if (at_ == end_) return false;
  std::uint32_t skipped = 0;
  std::uint32_t positions = 0;
  at_ = get_varint(at_, posting.wdf);
  at_ = get_varint(at_, skipped);
  at_ = get_varint(at_, positions);
  document_ += skipped + 1;
  posting.document = document_;
  posting.positions = {at_, positions};
  at_ += positions;
  return true;
}

void Inverter::add(std::string_view term, std::uint32_t wdf, bool has_position,
                   std::uint32_t position) {
  if (term.empty()) return;
  if (term.size() > kMaxTermBytes / 2 && measure(term) > kMaxTermBytes) return;
  Pending& pending = pending_[added_ % kPending];
  if (added_ >= kPending) resolve(pending);
  pending.key = terms_.prepare(term);
  pending.wdf = wdf;
  pending.position = position;
  pending.has_position = has_position;
  if (term.size() > TermKey::kHeadBytes) {
    std::memcpy(pending.text.data(), term.data(), term.size());
  } else {
    store_little(pending.text.data(), pending.key.head.head[0]);
    store_little(pending.text.data() + 8, pending.key.head.head[1]);
  }
  terms_.fetch_slot(pending.key);
  ++added_;
  // Of an earlier document until there are enough of this one, which does no harm.
  terms_.fetch_term(pending_[(added_ + kPending / 2) % kPending].key);
}

void Inverter::resolve(const Pending& pending) {
  const std::uint32_t id = terms_.intern(pending.key, {pending.text.data(), pending.key.length});
  // A place left over from another document does not lead back to the term.
  std::uint32_t& place = terms_[id].place;
  if (place >= open_terms_.size() || open_terms_[place].id != id) {
    place = static_cast<std::uint32_t>(open_terms_.size());
    open_terms_.push_back({id, 0, 0});
  }
  OpenTerm& open = open_terms_[place];
  open.wdf += pending.wdf;
  if (!pending.has_position) return;
  ++open.positions;
  open_positions_.push_back({place, pending.position});
}

void Inverter::add_posting(std::string_view term, std::uint32_t position) {
  add(term, 1, true, position);
}

void Inverter::add_position(std::string_view term, std::uint32_t position) {
  add(term, 0, true, position);
}

void Inverter::add_term(std::string_view term, std::uint32_t wdf_increment) {
  add(term, wdf_increment, false, 0);
}

Inverter::DocumentSummary Inverter::end_document() {
  for (std::size_t i = added_ - std::min(added_, kPending); i < added_; ++i) {
    resolve(pending_[i % kPending]);
  }
  added_ = 0;
  group_positions();
  DocumentSummary summary;
  std::size_t begin = 0;
  for (const OpenTerm& open : open_terms_) {
    const std::size_t end = open.positions;
    log_term(open, std::span(grouped_positions_).subspan(begin, end - begin));
    begin = end;
    summary.length += open.wdf;
    summary.highest_wdf = std::max(summary.highest_wdf, open.wdf);
  }
  documents_.push_back({log_.size(), static_cast<std::uint32_t>(open_terms_.size())});
  open_terms_.clear();
  open_positions_.clear();
  return summary;
}

// Moves the positions of each term together, terms in their order; `positions` of each open term
// becomes the end of its run.
void Inverter::group_positions() {
  grouped_positions_.resize(open_positions_.size());
  std::uint32_t begin = 0;
  for (OpenTerm& open : open_terms_) {
    const std::uint32_t count = open.positions;
    open.positions = begin;
    begin += count;
  }
  for (const OpenPosition& p : open_positions_) {
    grouped_positions_[open_terms_[p.place].positions++] = p.position;
  }
}

void Inverter::log_term(const OpenTerm& open, std::span<std::uint32_t> positions) {
  // They nearly always ascend already.
  if (std::adjacent_find(positions.begin(), positions.end(), std::greater_equal<>()) !=
      positions.end()) {
    std::sort(positions.begin(), positions.end());
    const auto end = std::unique(positions.begin(), positions.end());
    positions = positions.first(static_cast<std::size_t>(end - positions.begin()));
  }
  Term& term = terms_[open.id];
  const auto document = static_cast<std::uint32_t>(documents_.size() + 1);

  const std::size_t most = 3 * kMaxVarintBytes + max_position_bytes(positions.size());
  char* const begin = log_.prepare(sizeof(open.id) + kMaxVarintBytes + most);
  std::memcpy(begin, &open.id, sizeof(open.id));
  // Sizes stand before what they measure, and one byte is nearly always enough for them; a size
  // that needs more moves what follows.
  char* const posting = begin + sizeof(open.id) + 1;
  char* out = put_varint(posting, open.wdf);
  out = put_varint(out, document - term.last_document - 1);
  if (positions.empty()) {
    *out++ = 0;
  } else {
    char* const size_at = out;
    out = put_positions(size_at + 1, positions);
    const auto size = static_cast<std::size_t>(out - size_at - 1);
    if (size >= 0x80) {
      char bytes[kMaxVarintBytes];
      const auto width = static_cast<std::size_t>(put_varint(bytes, size) - bytes);
      std::memmove(size_at + width, size_at + 1, size);
      out += width - 1;
    }
    put_varint(size_at, size);
  }
  const auto size = static_cast<std::size_t>(out - posting);
  if (size >= 0x80) {
    char bytes[kMaxVarintBytes];
    const auto width = static_cast<std::size_t>(put_varint(bytes, size) - bytes);
    std::memmove(posting + width - 1, posting, size);
    out += width - 1;
  }
  put_varint(posting - 1, size);
  log_.commit(out);

  ++term.documents;
  term.last_document = document;
  term.occurrences += open.wdf;
  term.posting_bytes += size;
}

std::span<const DocumentTerm> Inverter::document_terms(std::size_t index) {
  document_terms_.clear();
  const char* at = log_.data() + (index == 0 ? 0 : documents_[index - 1].log_end);
  for (std::uint32_t i = 0; i < documents_[index].terms; ++i) {
    const LogEntry entry = read_entry(at);
    DocumentTerm term{entry.id, 0};
    get_varint(entry.posting, term.wdf);
    document_terms_.push_back(term);
    at = entry.posting + entry.size;
  }
  return document_terms_;
}

void Inverter::deal_out(std::span<const std::uint32_t> order) {
  dealt_end_.resize(terms_.size());
  std::size_t begin = 0;
  for (const std::uint32_t id : order) {
    dealt_end_[id] = begin;
    begin += terms_[id].posting_bytes;
  }
  dealt_.clear();
  char* const dealt = dealt_.prepare(begin);
  const char* at = log_.data();
  const char* const end = at + log_.size();
  while (at != end) {
    const LogEntry entry = read_entry(at);
    std::size_t& to = dealt_end_[entry.id];
    std::memcpy(dealt + to, entry.posting, entry.size);
    to += entry.size;
    at = entry.posting + entry.size;
  }
  dealt_.commit(dealt + begin);
}

PostingReader Inverter::postings(std::uint32_t id) const {
  const std::size_t size = terms_[id].posting_bytes;
  return PostingReader(dealt_.view().substr(dealt_end_[id] - size, size));
}

std::size_t Inverter::bytes() const {
  return terms_.bytes() + log_.size() + documents_.size() * sizeof(Document);
}

void Inverter::clear() {
  terms_.clear();
  log_.clear();
  documents_.clear();
  dealt_.clear();
}

}  // namespace quire::glass
