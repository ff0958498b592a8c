#pragma once
// Holds a cookie back until all that happened before it has been reported. Loop thread only.

#include <cstdint>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/watch/polled_subtrees.h"

namespace quire::watch {

// Walks through folders come in numbered batches, one after the other.
class CookieGate {
 public:
  CookieGate(PolledSubtrees& polled, WatchListener& listener)
      : polled_(polled), listener_(listener) {}

  // `name` stands in the drop folder. Reports it, once while it stands there, when `batch` has
  // been done, and when every polled subtree has then been looked at once more.
  void seen(const std::string& name, std::uint64_t batch);
  // These stand there by now, and no others.
  void listed(const std::vector<std::string>& names, std::uint64_t batch);
  // It has been removed: the next of that name is another.
  void gone(const std::string& name) { known_.erase(name); }
  // Batches up to this one have been done and reported.
  void batch_done(std::uint64_t batch);
  // A look at a polled subtree has ended.
  void release();
  // The drop folder is gone, and all its cookies.
  void clear();

 private:
  struct Waiting {
    std::string name;
    std::uint64_t batch = 0;
    std::optional<PolledSubtrees::Mark> mark;  // set when the batch is done
  };
  bool may_pass(Waiting& cookie);

  PolledSubtrees& polled_;
  WatchListener& listener_;
  std::uint64_t done_ = 0;
  std::set<std::string, std::less<>> known_;  // seen, and perhaps reported
  std::list<Waiting> waiting_;
};

}  // namespace quire::watch
