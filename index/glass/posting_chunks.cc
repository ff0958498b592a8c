#include "index/glass/posting_chunks.h"

#include "index/glass/table_format.h"
#include "index/glass/table_writer.h"

namespace quire::glass {

void PostingChunks::begin(std::string_view first_key, std::string_view later_keys,
                          std::uint32_t documents, std::uint64_t occurrences) {
  key_ = first_key;
  later_keys_ = later_keys;
  postings_.clear();
  documents_ = documents;
  occurrences_ = occurrences;
  first_ = 0;
  first_chunk_ = true;
}

void PostingChunks::add(std::uint32_t document, std::uint32_t wdf) {
  if (postings_.size() >= kChunkBytes) {
    write(false);
    first_chunk_ = false;
    postings_.clear();
    key_ = later_keys_;
    append_sortable(key_, document);
    first_ = 0;
  }
  char* out = postings_.prepare(2 * kMaxVarintBytes);
  if (first_ == 0) {
    first_ = document;
  } else {
    out = put_varint(out, document - previous_ - 1);
  }
  postings_.commit(put_varint(out, wdf));
  previous_ = document;
}

void PostingChunks::write(bool last) {
  tag_.clear();
  if (first_chunk_) {
    append_varint(tag_, documents_);
    append_varint(tag_, occurrences_);
    append_varint(tag_, first_ - 1);
  }
  tag_.push_back(last ? '1' : '0');
  append_varint(tag_, previous_ - first_);
  tag_.append(postings_.view());
  table_.add(key_, tag_);
}

}  // namespace quire::glass
