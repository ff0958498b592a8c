#pragma once
// The table of what has changed and is still to be looked at. A pure class: it does no I/O and is
// told the time. Loop thread only (or one test).

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/watch/backend.h"
#include "index/base/clock.h"

namespace quire::watch {

struct PendingChange {
  std::string relative;
  bool subtree = false;  // a file, or a folder with all below it
  // False: the one who looks must check that it stands still. A subtree is due at once all the
  // same; false says that it has absorbed a file that was still being written.
  bool settled = true;
  std::uint64_t first_ticket = 0;  // the smallest of the tickets that were folded into it
  SteadyTime since{};              // when the first of them was added

  bool operator==(const PendingChange&) const = default;
};

struct PendingOptions {
  std::chrono::milliseconds settle{200};  // an unsettled file waits until it was quiet for so long
  std::size_t max_entries = 100'000;      // over that the table folds into one subtree, the root
};

class PendingChanges {
 public:
  explicit PendingChanges(PendingOptions options);

  // Folds the change into what is there: a file already in the table keeps its first ticket and
  // moves its due time (settled: now; unsettled: now + settle, also when it was settled before,
  // since it is being written again); a subtree is taken when it is due, absorbs all below it, and
  // what is below a waiting subtree is absorbed by it. O(log n), and O(log n) for each entry that
  // is absorbed.
  void add_file(const std::string& relative, Settled settled, std::uint64_t ticket, SteadyTime now);
  void add_subtree(const std::string& relative, std::uint64_t ticket, SteadyTime due);

  // Takes out at most `limit` changes that are due, subtrees first, then by the time they were
  // added.
  [[nodiscard]] std::vector<PendingChange> take_due(SteadyTime now, std::size_t limit);
  // When the next one is due, in the past when it is already; nothing when the table is empty.
  [[nodiscard]] std::optional<SteadyTime> next_due() const;
  // The smallest ticket still in the table.
  [[nodiscard]] std::optional<std::uint64_t> oldest_ticket() const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    bool subtree = false;
    bool settled = true;
    bool ready = false;  // where it stands: in ready_ or in waiting_
    std::uint64_t first_ticket = 0;
    std::uint64_t order = 0;  // counts up as entries are added
    SteadyTime since{};
    SteadyTime due{};
  };
  using Entries = std::map<std::string, Entry, std::less<>>;
  using Place = Entries::iterator;
  using ReadyKey = std::pair<bool, std::uint64_t>;          // is a file, order
  using WaitingKey = std::pair<SteadyTime, std::uint64_t>;  // due, order

  // The waiting subtree that `relative` belongs to, or end().
  [[nodiscard]] Place absorber_of(const std::string& relative);
  void insert(const std::string& relative, const Entry& entry);
  void fold_into(Entry& target, const Entry& absorbed);
  void enqueue(Place place);
  void dequeue(Place place);
  // Out of everything.
  Entry remove(Place place);
  void absorb_below(const std::string& relative, Entry& subtree);

  const PendingOptions options_;
  Entries entries_;
  std::map<ReadyKey, Place> ready_;       // may be taken at once
  std::map<WaitingKey, Place> waiting_;   // become ready when they are due
  std::multiset<std::uint64_t> tickets_;  // first_ticket of every entry
  std::size_t subtrees_ = 0;
  std::uint64_t next_order_ = 0;
};

}  // namespace quire::watch
