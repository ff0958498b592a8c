#include "index/glass/posting_list.h"

#include "index/glass/byte_coding.h"
#include "index/glass/table_format.h"

namespace quire::glass {
namespace {

Error corrupt() { return Error{ErrorCode::kCorrupt, "a posting list of the index is damaged", {}}; }

}  // namespace

Result<std::optional<PostingList>> PostingList::of_term(const TableReader& postlist,
                                                        std::string_view term) {
  if (term.empty()) return std::optional<PostingList>();
  std::string key;
  append_escaped(key, term);
  return open(postlist, key, key + '\0');
}

Result<std::optional<PostingList>> PostingList::of_lengths(const TableReader& postlist) {
  return open(postlist, kLengthsKey, std::string(kLengthsKey));
}

Result<std::optional<PostingList>> PostingList::open(const TableReader& postlist,
                                                     std::string_view first_key,
                                                     std::string later_keys) {
  PostingList list(postlist, std::move(later_keys));
  const auto found = list.cursor_.find(first_key);
  if (!found) return found.error();
  if (!*found) return std::optional<PostingList>();
  if (auto read = list.read_first_chunk(); !read) return read.error();
  return std::optional<PostingList>(std::move(list));
}

Result<void> PostingList::read_first_chunk() {
  const auto tag = cursor_.tag();
  if (!tag) return tag.error();
  const char* in = tag->data();
  const char* const end = in + tag->size();
  std::uint32_t first = 0;
  const bool whole = next_varint(in, end, frequency_) && skip_varint(in, end) &&
                     next_varint(in, end, first) && first < UINT32_MAX;
  const auto rest = tag->substr(static_cast<std::size_t>(in - tag->data()));
  return whole && decode(rest, first + 1) ? Result<void>() : corrupt();
}

Result<bool> PostingList::next_chunk() {
  count_ = 0;
  if (is_last_) return false;
  const auto more = cursor_.next();
  if (!more) return more;
  if (!*more) return corrupt();
  if (auto read = read_later_chunk(); !read) return read.error();
  return true;
}

// The one that the cursor is at.
Result<void> PostingList::read_later_chunk() {
  if (!cursor_.key().starts_with(later_keys_)) return corrupt();
  std::uint32_t first = 0;
  if (!get_sortable(cursor_.key().substr(later_keys_.size()), first)) return corrupt();
  const auto tag = cursor_.tag();
  if (!tag) return tag.error();
  if (first <= last_document_ || !decode(*tag, first)) return corrupt();
  return {};
}

Result<void> PostingList::skip_to(std::uint32_t document) {
  const auto is_there = [&] { return count_ == 0 || document <= last_document_; };
  if (is_there()) return {};
  // The next is looked at first: what is asked for is seldom far away.
  if (const auto more = next_chunk(); !more) return more.error();
  if (is_there()) return {};
  if (!is_last_) {
    const std::string here(cursor_.key());
    std::string key = later_keys_;
    append_sortable(key, document);
    const auto found = cursor_.find_not_behind(key);
    if (!found) return found.error();
    if (!*found) return corrupt();
    if (cursor_.key() != here) {
      if (auto read = read_later_chunk(); !read) return read;
    }
  }
  if (is_there()) return {};
  const auto more = next_chunk();
  if (!more) return more.error();
  return is_there() ? Result<void>() : corrupt();
}

// A chunk's mark of the last, how far its last document is from the first, and its postings.
bool PostingList::decode(std::string_view tag, std::uint32_t first) {
  if (tag.empty() || (tag.front() != '0' && tag.front() != '1')) return false;
  is_last_ = tag.front() == '1';
  const char* in = tag.data() + 1;
  const char* const end = tag.data() + tag.size();
  std::uint32_t span = 0;
  if (!next_varint(in, end, span) || span > UINT32_MAX - first) return false;
  last_document_ = first + span;
  ListedPosting posting{first, 0};
  if (!next_varint(in, end, posting.wdf)) return false;
  // A posting has two bytes at least.
  const std::size_t most = static_cast<std::size_t>(end - in) / 2 + 1;
  if (chunk_.size() < most) chunk_.resize(most);
  std::size_t count = 0;
  while (true) {
    chunk_[count++] = posting;
    if (in == end) break;
    std::uint32_t gap = 0;
    if (!next_varint(in, end, gap) || !next_varint(in, end, posting.wdf)) return false;
    if (gap >= last_document_ - posting.document) return false;
    posting.document += gap + 1;
  }
  count_ = count;
  if (is_last_) cursor_.forget();
  return posting.document == last_document_;
}

}  // namespace quire::glass
