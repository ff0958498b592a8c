#pragma once
// What an audit is asked and what it finds. Values.

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace quire::ingest {

struct AuditEntry {
  std::string path;    // absolute
  std::string reason;  // where there is one to give
};

// What has one thing wrong with it: all of it is counted, the first ones are named.
class AuditList {
 public:
  static constexpr std::size_t kMostNamed = 1000;

  void add(std::string path, std::string reason = {}) {
    if (named_.size() < kMostNamed) named_.push_back({std::move(path), std::move(reason)});
    ++total_;
  }
  void add_unnamed(std::uint64_t count) { total_ += count; }

  [[nodiscard]] std::uint64_t total() const { return total_; }
  [[nodiscard]] const std::vector<AuditEntry>& named() const { return named_; }

 private:
  std::uint64_t total_ = 0;
  std::vector<AuditEntry> named_;
};

struct AuditReport {
  std::uint64_t files = 0;    // of the folders that were looked at
  AuditList missing;          // in the folder, not in the index
  AuditList stale;            // not as the index has them
  AuditList orphans;          // in the index, not in the folder
  AuditList duplicates;       // several versions of one file are in the index
  AuditList failed;           // recorded as unreadable, and why; no difference by itself
  AuditList unreadable;       // folders and entries that could not be looked into: nothing is known
  std::uint64_t pending = 0;  // changes that were on their way when it began or ended
  std::chrono::milliseconds took{0};

  // Everything was compared, and nothing differs.
  [[nodiscard]] bool equal() const {
    return missing.total() + stale.total() + orphans.total() + duplicates.total() +
               unreadable.total() ==
           0;
  }
};

}  // namespace quire::ingest
