#include "index/store/segments/fresh_segment.h"

#include <charconv>

#include "index/store/format/documents.h"
#include "index/store/format/gap.h"
#include "index/store/format/manifest.h"

namespace quire::store {
namespace {

constexpr std::string_view kNumberKey = "quire-number";

}  // namespace

void FreshSegment::open(std::uint32_t number, const std::string& path, bool sync) {
  const int flags =
      Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS | (sync ? 0 : int{Xapian::DB_NO_SYNC});
  Xapian::WritableDatabase opened(path, flags);
  database_ = opened;
  if (number != number_) {
    bytes_ = 0;
    words_.open(opened);
  }
  committed_bytes_ = bytes_;
  number_ = number;
  changed_ = false;
  open_ = true;
  // Readers that hold it from before the handle was lost move on too.
  ++revision_;
}

SegmentView FreshSegment::view() const {
  return {segment_name(number_), revision_, nullptr, words_.words()};
}

void FreshSegment::begin_change() {
  if (!changed_) database_.begin_transaction();
  changed_ = true;
}

void FreshSegment::add(const PreparedFile& prepared) {
  begin_change();
  bytes_ += prepared.bytes();
  for (const Xapian::Document& document : prepared.documents().list) {
    database_.add_document(document);
    words_.add(document);
  }
}

std::uint64_t FreshSegment::bytes_to_commit() const {
  constexpr std::uint64_t kBlocks = 256U << 10;  // which a small change writes anew
  return changed_ ? kBlocks + 2 * (bytes_ - committed_bytes_) : 0;
}

bool FreshSegment::remove(const DocumentIds& documents) {
  for (const std::uint32_t id : documents) {
    begin_change();
    remove_document(database_, id);
  }
  return !documents.empty();
}

void FreshSegment::note_number(std::uint64_t number) {
  begin_change();
  database_.set_metadata(std::string(kNumberKey), std::to_string(number));
}

std::uint64_t FreshSegment::noted_number() const {
  const std::string noted = database_.get_metadata(std::string(kNumberKey));
  std::uint64_t number = 0;
  std::from_chars(noted.data(), noted.data() + noted.size(), number);
  return number;
}

void FreshSegment::commit() {
  if (!changed_) return;
  database_.commit_transaction();
  words_.commit();
  committed_bytes_ = bytes_;
  changed_ = false;
  ++revision_;
}

}  // namespace quire::store
