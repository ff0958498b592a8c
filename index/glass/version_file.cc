#include "index/glass/version_file.h"

#include <algorithm>
#include <bit>
#include <random>
#include <string_view>

#include "index/glass/byte_coding.h"
#include "index/glass/table_format.h"

namespace quire::glass {
namespace {

// The magic bytes and the format's version: a date, 2016-03-14, years counted from 2014.
constexpr std::string_view kMagic = "\x0F\x0DXapian Glass\x04\x6E";

constexpr std::uint32_t kSequential = 2;  // the leaves lie in the order of their keys
constexpr std::uint32_t kNoRoot = 1;      // the table is empty and has no block
constexpr std::size_t kBlockSizeUnit = 2048;

constexpr std::uint32_t kMostUnits = 32;
constexpr std::uint32_t kMostLevels = 9;  // above the leaves

void append_table(std::string& out, const TableRoot& table, std::uint32_t compress_above) {
  append_varint(out, table.root);
  append_varint(out, table.level << 2 | kSequential | (table.blocks == 0 ? kNoRoot : 0));
  append_varint(out, table.entries);
  append_varint(out, kBlockSize / kBlockSizeUnit);
  append_varint(out, compress_above);
  std::string free_list;
  if (table.blocks > 0) {
    append_varint(free_list, kRevision);
    append_varint(free_list, table.blocks);  // the first block that is not in use
    free_list.append(4, '\0');               // two places in a list of freed blocks: there is none
  }
  append_varint(out, free_list.size());
  out += free_list;
}

// What append_table() writes, goes behind it.
bool read_table(const char*& in, const char* end, CommittedTable& table) {
  std::uint32_t marks = 0;
  std::uint32_t units = 0;
  std::uint32_t free_list = 0;
  if (!next_varint(in, end, table.root) || !next_varint(in, end, marks)) return false;
  if (!skip_varint(in, end) || !next_varint(in, end, units) || !skip_varint(in, end)) return false;
  if (!next_varint(in, end, free_list) || free_list > static_cast<std::size_t>(end - in)) {
    return false;
  }
  in += free_list;
  table.level = marks >> 2;
  table.empty = (marks & kNoRoot) != 0;
  table.block_size = static_cast<std::uint32_t>(units * kBlockSizeUnit);
  return units <= kMostUnits && std::has_single_bit(units) && table.level <= kMostLevels;
}

}  // namespace

Result<CommittedTables> committed_tables(std::string_view version_file) {
  const Error damaged{ErrorCode::kCorrupt, "iamglass is not what it should be", {}};
  const std::size_t head = kMagic.size() + std::tuple_size_v<Uuid>;
  if (version_file.size() < head) return damaged;
  if (!version_file.starts_with(kMagic)) {
    return Error{ErrorCode::kUnsupported, "iamglass is of another format", {}};
  }
  const char* in = version_file.data() + head;
  const char* const end = version_file.data() + version_file.size();
  CommittedTables tables;
  std::uint32_t revision = 0;
  bool whole = next_varint(in, end, revision);
  CommittedTable other;
  for (CommittedTable* table : {&tables.postlist, &other, &other, &tables.position}) {
    whole = whole && read_table(in, end, *table);
    table->revision = revision;
  }
  if (!whole) return damaged;
  return tables;
}

Uuid random_uuid() {
  std::random_device device;
  Uuid uuid;
  for (std::size_t i = 0; i < uuid.size(); i += 4) {
    std::uint32_t bits = device();
    for (std::size_t j = i; j < i + 4; ++j, bits >>= 8) uuid[j] = static_cast<char>(bits);
  }
  uuid[6] = static_cast<char>((uuid[6] & 0x0F) | 0x40);
  uuid[8] = static_cast<char>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

void Statistics::add_document(std::uint32_t length) {
  ++documents;
  if (total_length == 0 || (length > 0 && length < shortest)) shortest = length;
  longest = std::max(longest, length);
  total_length += length;
}

std::string version_file(const Uuid& uuid, const Tables& tables, const Statistics& statistics) {
  std::string out(kMagic);
  out.append(uuid.data(), uuid.size());
  append_varint(out, statistics.documents == 0 ? 0 : kRevision);
  append_table(out, tables.postlist, 0);
  append_table(out, tables.docdata, kCompressAbove);
  append_table(out, tables.termlist, kCompressAbove);
  append_table(out, tables.position, 0);
  append_table(out, {}, kCompressAbove);  // spelling
  append_table(out, {}, kCompressAbove);  // synonym
  append_varint(out, statistics.documents);
  append_varint(out, 0);  // how far the last id is beyond the number of documents
  append_varint(out, statistics.shortest);
  append_varint(out, statistics.highest_wdf);
  append_varint(out, statistics.longest - statistics.highest_wdf);
  append_varint(out, 0);  // the oldest change set: none
  append_varint(out, statistics.total_length);
  append_varint(out, 0);  // the highest frequency of a spelling: none
  return out;
}

}  // namespace quire::glass
