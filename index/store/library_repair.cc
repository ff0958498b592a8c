#include "index/store/format/checksums.h"
#include "index/store/format/gap.h"
#include "index/store/format/record.h"
#include "index/store/library_core.h"

namespace quire::store {
namespace {

// The fresh segment has no checksums, and the structure of its tables does not tell whether what is
// in them can be read.
Result<void> read_all(const std::string& path) {
  auto read = guarded("read the fresh segment", [&path] {
    // Not the writer's handle, which holds some of it in memory.
    const Xapian::Database database(path, Xapian::DB_BACKEND_GLASS);
    const std::string every_document;
    for (auto it = database.postlist_begin(every_document);
         it != database.postlist_end(every_document); ++it) {
      const Xapian::Document document = database.get_document(*it);
      auto stored = decode_record(document.get_data());
      if (!stored && !is_gap(database, *it))
        throw Xapian::DatabaseCorruptError(stored.error().message);
      for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) continue;
      }
    }
    for (auto it = database.allterms_begin(); it != database.allterms_end(); ++it) {
      for (auto at = database.postlist_begin(*it); at != database.postlist_end(*it); ++at) continue;
    }
  });
  if (read) return read;
  return Error{ErrorCode::kCorrupt, read.error().message, {}};
}

}  // namespace

Result<bool> LibraryCore::quarantine(std::uint32_t number) {
  const bool fresh = number == fresh_.number();
  const bool building = rebuild_ && rebuild_->group.find(number) != nullptr;
  if (!fresh && !building && live_.find(number) == nullptr) return false;
  if (building) {
    // What it had of the files can be had from them, but not by whoever feeds the rebuild.
    abandon_rebuild();
    return true;
  }
  auto moved = fresh ? quarantine_fresh() : quarantine_sealed(number);
  if (!moved) return moved.error();
  partial_ = true;
  files_known_ = stories_known_ = false;
  ++statistics_.quarantined;
  show();
  return true;
}

// The manifest comes first: a restart in between finds a segment that nobody lists, and removes it.
Result<void> LibraryCore::quarantine_sealed(std::uint32_t number) {
  auto taken = live_.take([number](const Segment& segment) { return segment.number() == number; });
  auto published = publish_manifest_if_changed();
  if (!published) {
    for (auto& segment : taken) live_.add(std::move(segment));
    return published;
  }
  return folder_.quarantine(segment_name(number));
}

Result<void> LibraryCore::quarantine_fresh() {
  const std::string name = manifest_.fresh;
  fresh_.discard();
  auto renewed = renew_fresh();
  if (renewed) renewed = folder_.quarantine(name);
  auto opened = open_fresh();
  return renewed ? opened : renewed;
}

Result<std::optional<Error>> LibraryCore::check_fresh() {
  const auto never_ends = [](std::uint64_t) { return true; };
  const std::string path = folder_.segment_path(manifest_.fresh);
  // A sealing that failed may have left some, of an earlier state.
  if (auto removed = remove_checksums(files_, path); !removed) return removed.error();
  auto whole = verify_segment(files_, path, never_ends);
  if (whole) whole = read_all(path);
  if (whole) return std::optional<Error>();
  if (whole.error().code != ErrorCode::kCorrupt) return whole.error();
  auto moved = quarantine(fresh_.number());
  if (!moved) return moved.error();
  return std::optional(whole.error());
}

Result<void> LibraryCore::check_manifest() {
  const auto on_disk = folder_.load_manifest();
  if (on_disk && *on_disk == manifest_) return {};
  const bool readable = on_disk || on_disk.error().code == ErrorCode::kNotFound ||
                        on_disk.error().code == ErrorCode::kCorrupt;
  return readable ? folder_.publish(manifest_) : on_disk.error();
}

void LibraryCore::whole_again() {
  if (!std::exchange(partial_, false)) return;
  show();
}

}  // namespace quire::store
