#include "tests/faults/fault_points.h"

namespace quire::test {
namespace {

constexpr FaultPoint kPoints[] = {
    // The fresh segment's commit: its tables, then the file that makes them count.
    {"commit, in the tables", SystemCall::kWrite, "/segments/", 30},
    {"commit, before it counts", SystemCall::kRename, "/segments/", 12},
    // The manifest. It is published by all that changes the list of segments: sealing, adopting,
    // the ends of merges and of rebuilds.
    {"publish, before the manifest is made", SystemCall::kCreate, "/XAPIANDB.new", 2},
    {"publish, before it is written", SystemCall::kWrite, "/XAPIANDB.new", 2},
    {"publish, before its fsync", SystemCall::kSync, "/XAPIANDB.new", 2},
    {"publish, before its rename", SystemCall::kRename, "/XAPIANDB.new", 2},
    {"publish, before the fsync of its folder", SystemCall::kSync, "/index$", 2},
    // Built segments.
    {"build, in the tables", SystemCall::kWrite, "/building/bulk-", 20},
    {"adopt, before the segment is moved in", SystemCall::kRename, "/building/bulk-", 3},
    {"adopt, after the segment was moved in", SystemCall::kSync, "/segments$", 3},
    // Sealing.
    {"seal, before an fsync of the old segment", SystemCall::kSync, "/segments/", 8},
    {"seal, before the new segment is made", SystemCall::kMakeFolder, "/segments/", 3},
    // Merges and rebuilds.
    {"merge, before the segment is moved in", SystemCall::kRename, "/building/merge-", 0},
    {"merge or rebuild, before the old segments go", SystemCall::kUnlink, "/segments/", 6},
};

}  // namespace

std::span<const FaultPoint> fault_points() { return kPoints; }

}  // namespace quire::test
