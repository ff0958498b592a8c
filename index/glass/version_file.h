#pragma once
// The file "iamglass": which revision of which database stands here, the roots of its tables, and
// what is counted of all documents.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "index/glass/table_reader.h"
#include "index/glass/table_writer.h"

namespace quire::glass {

using Uuid = std::array<char, 16>;

// A random one (RFC 4122, version 4).
[[nodiscard]] Uuid random_uuid();

// What is counted of all documents. Lengths are sums of wdf.
struct Statistics {
  std::uint32_t documents = 0;  // and the last document's id
  std::uint64_t total_length = 0;
  std::uint32_t shortest = 0;  // length of a document with any; 0 without such
  std::uint32_t longest = 0;   // length of a document
  std::uint32_t highest_wdf = 0;

  void add_document(std::uint32_t length);
};

struct Tables {
  TableRoot postlist;
  TableRoot docdata;
  TableRoot termlist;
  TableRoot position;
};

[[nodiscard]] std::string version_file(const Uuid& uuid, const Tables& tables,
                                       const Statistics& statistics);

// Where the tables that we read begin.
struct CommittedTables {
  CommittedTable postlist;
  CommittedTable position;
};

// By a version file of whoever wrote it. kCorrupt when it is not one; kUnsupported for a format
// that is not this one.
[[nodiscard]] Result<CommittedTables> committed_tables(std::string_view version_file);

}  // namespace quire::glass
