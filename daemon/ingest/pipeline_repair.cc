// After a part of the index was found damaged: the loop's half. The drop folders hold every
// article, so whatever went into quarantine is missing from the index and a reconcile has it read
// again.

#include "daemon/ingest/pipeline.h"
#include "index/base/format.h"

namespace quire::ingest {

void Pipeline::on_quarantined(const Quarantined& quarantined) {
  Error problem = quarantined.reason;
  problem.message = format("a part of the index was damaged: {}", problem.message);
  around_.log.error("{}; it is in quarantine, and its articles are read again", problem.message);
  begin_restore(problem);
  rescan_all();
}

void Pipeline::begin_restore(const Error& problem) {
  restore_after_ = jobs_.next_id();
  for (const auto& folder : folders_) to_restore_.insert(&folder->drop());
  problems_.set("damage", Error{problem.code, problem.message,
                                "its articles are being read again from the drop folders; if this "
                                "comes back, look at the disk and the memory of this machine"});
}

void Pipeline::note_restored(const ReconcileReport& report) {
  // What could not be written, or looked into, is looked for again by a later reconcile.
  const bool whole =
      !report.error && report.unread.empty() && !failed_ticket_ && report.job > restore_after_;
  if (!whole || to_restore_.erase(report.drop) == 0 || !to_restore_.empty()) return;
  threads_.tell_whole_again();
  problems_.clear("damage");
  around_.log.info("what was lost with the damaged part of the index has been read again");
}

}  // namespace quire::ingest
