#include <algorithm>

#include "index/base/format.h"
#include "index/store/format/checksums.h"
#include "index/store/format/file_state.h"
#include "index/store/format/gap.h"
#include "index/store/format/record.h"
#include "index/store/format/schema.h"
#include "index/store/library_core.h"

namespace quire::store {
namespace {

// What is there can be read and is not ours: building anew mends it. After any other failure the
// bytes may be as good as ever.
bool is_damage(const Error& error) {
  return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kTooLarge ||
         error.code == ErrorCode::kUnsupported;
}

// A segment of which files are missing, or all of it, is damaged too.
bool is_damaged_segment(const Error& error) {
  return is_damage(error) || error.code == ErrorCode::kNotFound;
}

// Nobody writes to a sealed segment now, so one that seems to be written to is damaged.
bool is_damaged_sealed_segment(const Error& error) {
  return is_damaged_segment(error) || error.code == ErrorCode::kBusy;
}

// The documents of an older version are served if they are what this one takes for documents. All
// file slots are read, because later on no change and no rebuild goes without them; of the records,
// which are most of the index, one stands for all.
void check_older(const Xapian::Database& database) {
  const DocumentCounts counts = count_documents(database);
  std::uint64_t known = 0;
  Xapian::docid first = 0;
  for (auto it = database.valuestream_begin(slot::kFile);
       it != database.valuestream_end(slot::kFile); ++it) {
    if (!decode_file_slot(*it)) continue;
    if (known++ == 0) first = it.get_docid();
  }
  const std::uint64_t all = database.get_doccount() - count_gaps(database);
  bool readable = known == all && counts.articles + counts.failed == all;
  if (readable && all > 0) {
    readable = decode_record(database.get_document(first).get_data()).ok();
  }
  if (!readable) throw Xapian::DatabaseVersionError("this version cannot read its documents");
}

std::string quarantined(const std::string& name, const Error& error) {
  return format("segment {} is corrupt and was put into quarantine: {}", name, error.message);
}

}  // namespace

Result<void> LibraryCore::prepare(std::vector<std::string>& notices) {
  const auto format = folder_.check_format();
  if (!format) return format.error();
  rebuild_due_ = *format == IndexFolder::Format::kOlder;
  if (auto loaded = load_manifest(notices); !loaded) return loaded;
  folder_.remove_leftovers(manifest_);
  if (auto opened = open_sealed(notices); !opened) return opened;
  if (auto opened = open_fresh_or_renew(notices); !opened) return opened;
  if (auto opened = open_news(false); !opened) return opened;
  // When nothing is left of the older index all that comes is in our format.
  older_is_gone_ = rebuild_due_ && live_.segments().empty() && fresh_.documents() == 0;
  if (auto noted = note_format(); !noted) return noted;
  if (rebuild_due_) {
    notices.emplace_back(
        "the index has an older format: it is served as it is while a new one is built beside it");
  }
  // When it fails, the first change tries it again.
  (void)show_stories();
  show();
  return {};
}

bool LibraryCore::is_useless(const Error& error) const {
  // A rebuild mends an older index, whatever it is that this version cannot do with it.
  const bool strange = error.code == ErrorCode::kIo || error.code == ErrorCode::kInvalidArgument;
  return is_damaged_segment(error) || (rebuild_due_ && strange);
}

Result<void> LibraryCore::load_manifest(std::vector<std::string>& notices) {
  auto manifest = folder_.load_manifest();
  if (!manifest) {
    const bool missing = manifest.error().code == ErrorCode::kNotFound;
    if (!missing && !is_damage(manifest.error())) return manifest.error();
    if (!missing) {
      notices.push_back(
          format("{}: the index is built anew from the drop folders", manifest.error().message));
      if (auto removed = folder_.remove_segments(); !removed) return removed;
      partial_ = true;
    }
    manifest_lost_ = true;
    return renew_fresh();
  }
  manifest_ = *std::move(manifest);
  next_segment_ = manifest_.next_segment;
  if (!lock_.unsynced_data_lost()) return {};
  notices.emplace_back(
      "the machine went down without warning: the fresh segment is dropped and its files are "
      "read again");
  return renew_fresh();
}

Result<void> LibraryCore::open_sealed(std::vector<std::string>& notices) {
  Manifest next = manifest_;
  for (const std::string& name : manifest_.segments) {
    if (name == manifest_.fresh) continue;
    const auto opened_segment = guarded("open a segment", [&] {
      auto segment = opened(static_cast<std::uint32_t>(std::stoul(name)));
      if (rebuild_due_) check_older(segment->database());
      live_.add(std::move(segment));
    });
    if (opened_segment) continue;
    const Error& error = opened_segment.error();
    if (!is_useless(error) && !is_damaged_sealed_segment(error)) return opened_segment;
    notices.push_back(quarantined(name, opened_segment.error()));
    if (auto moved = folder_.quarantine(name); !moved) return moved;
    partial_ = true;
    ++statistics_.quarantined;
    std::erase(next.segments, name);
  }
  if (next.segments.size() == manifest_.segments.size()) return {};
  ++next.generation;
  if (auto published = folder_.publish(next); !published) return published;
  manifest_ = std::move(next);
  return {};
}

Result<void> LibraryCore::open_fresh_or_renew(std::vector<std::string>& notices) {
  auto opened = verify_fresh();
  if (opened) opened = open_fresh();
  if (opened && rebuild_due_) {
    opened = guarded("open the fresh segment", [this] { check_older(fresh_.database()); });
    if (!opened) fresh_.discard();
  }
  if (opened || !is_useless(opened.error())) return opened;
  notices.push_back(quarantined(manifest_.fresh, opened.error()));
  partial_ = true;
  ++statistics_.quarantined;
  if (auto moved = folder_.quarantine(manifest_.fresh); !moved) return moved;
  if (auto renewed = renew_fresh(); !renewed) return renewed;
  return open_fresh();
}

// A clean end leaves checksums of it, which hold until it is written to again.
Result<void> LibraryCore::verify_fresh() {
  const std::string path = folder_.segment_path(manifest_.fresh);
  if (!files_.status(join_path(path, kChecksumsName))) return {};
  auto whole = verify_segment(files_, path, [](std::uint64_t) { return true; });
  return whole ? remove_checksums(files_, path) : whole;
}

// A new, empty fresh segment takes the place of the old one.
Result<void> LibraryCore::renew_fresh() {
  Manifest next = manifest_;
  std::erase(next.segments, next.fresh);
  next.fresh = segment_name(next_number());
  next.next_segment = next_segment_;
  next.segments.push_back(next.fresh);
  ++next.generation;
  if (auto created = folder_.create_segment(next.fresh); !created) return created;
  if (auto synced = folder_.sync_segment(next.fresh); !synced) return synced;
  if (auto opened_news = open_news(true); !opened_news) return opened_news;
  return publish_numbered(next, news_->last());
}

Result<void> LibraryCore::open_fresh() {
  return guarded("open the fresh segment", [this] {
    const std::string& name = manifest_.fresh;
    fresh_.open(static_cast<std::uint32_t>(std::stoul(name)), folder_.segment_path(name),
                options_.durability == Durability::kAlways);
  });
}

}  // namespace quire::store
