#include "index/store/index_folder.h"

#include <algorithm>
#include <cstdlib>

#include "index/base/format.h"
#include "index/store/format/schema.h"
#include "index/store/format/xapian_boundary.h"

namespace quire::store {
namespace {

constexpr unsigned kPrivate = 0700;
constexpr std::string_view kBuildingFolder = "building";
constexpr std::string_view kFormatName = "format";
constexpr std::uint64_t kLongestFormat = 64;
// A disk that goes bad must not fill up with what it has spoilt.
constexpr std::size_t kMostQuarantined = 4;

bool is_damage(const Error& error) {
  return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kTooLarge ||
         error.code == ErrorCode::kUnsupported;
}

}  // namespace

IndexFolder::IndexFolder(FileSystem& files, std::string path)
    : files_(files), path_(std::move(path)) {}

std::string IndexFolder::segment_path(const std::string& name) const {
  return format("{}/{}/{}", path_, kSegmentsFolder, name);
}

std::string IndexFolder::building_path(const std::string& name) const {
  return format("{}/{}/{}", path_, kBuildingFolder, name);
}

Result<IndexFolder::Format> IndexFolder::check_format() {
  const auto content = files_.read(join_path(path_, kFormatName), kLongestFormat);
  if (!content && content.error().code == ErrorCode::kNotFound) {
    if (auto written = write_format(); !written) return written.error();
    return Format::kOurs;
  }
  if (!content && !is_damage(content.error())) return content.error();
  const long theirs = content ? std::strtol(content->bytes.c_str(), nullptr, 10) : 0;
  if (theirs == static_cast<long>(kSchemaVersion)) return Format::kOurs;
  if (theirs < static_cast<long>(kSchemaVersion)) return Format::kOlder;
  return Error{ErrorCode::kUnsupported,
               format("the index has format {}, this version writes {}", theirs, kSchemaVersion),
               "start the newer quired, or give another --index"};
}

Result<void> IndexFolder::write_format() {
  const std::string path = join_path(path_, kFormatName);
  const auto status = files_.status(path);
  if (status && status->kind != FileKind::kRegular) {
    if (auto removed = files_.remove_tree(path); !removed) return removed;
  }
  return files_.write_atomically(path, format("{}\n", kSchemaVersion));
}

Result<void> IndexFolder::remove_segments() {
  if (auto gone = files_.remove_tree(join_path(path_, kManifestName)); !gone) return gone;
  return files_.remove_tree(join_path(path_, kSegmentsFolder));
}

Result<void> IndexFolder::create_segment(const std::string& name) {
  const std::string path = segment_path(name);
  if (auto made = files_.create_directories(parent_path(path), kPrivate); !made) return made;
  // A leftover of an earlier try that was never published.
  if (auto removed = files_.remove_tree(path); !removed) return removed;
  return guarded("create a segment", [&path] {
    Xapian::WritableDatabase(path,
                             Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC)
        .commit();
  });
}

Result<void> IndexFolder::move_in(const std::string& from, const std::string& name) {
  const std::string to = segment_path(name);
  if (auto made = files_.create_directories(parent_path(to), kPrivate); !made) return made;
  if (auto removed = files_.remove_tree(to); !removed) return removed;
  if (auto moved = files_.rename(from, to); !moved) return moved;
  return files_.sync_directory(parent_path(to));
}

Result<void> IndexFolder::sync_segment(const std::string& name) {
  return files_.sync_directory(segment_path(name));
}

Result<void> IndexFolder::check_room(std::uint64_t bytes) {
  constexpr std::uint64_t kPiece = 1U << 20;
  const std::string path = segment_path("room");
  const auto write = [&]() -> Result<void> {
    auto file = files_.create(path);
    if (!file) return file.error();
    const std::string zeros(std::min(bytes, kPiece), '\0');
    for (std::uint64_t left = bytes; left > 0;) {
      const std::uint64_t piece = std::min<std::uint64_t>(left, zeros.size());
      const auto written = (*file)->append(std::string_view(zeros).substr(0, piece));
      if (!written) return written;
      left -= piece;
    }
    return (*file)->finish(false);
  };
  auto written = write();
  (void)files_.remove_tree(path);  // a leftover is removed at the next start
  return written;
}

void IndexFolder::remove_segment(const std::string& name) {
  (void)files_.remove_tree(segment_path(name));  // a leftover is removed at the next start
}

Result<void> IndexFolder::quarantine(const std::string& name) {
  const std::string folder = join_path(path_, "quarantine");
  if (auto made = files_.create_directories(folder, kPrivate); !made) return made;
  const std::string to = join_path(folder, name);
  if (auto removed = files_.remove_tree(to); !removed) return removed;
  auto moved = files_.rename(segment_path(name), to);
  if (moved) remove_oldest(folder, kMostQuarantined);
  if (!moved && moved.error().code == ErrorCode::kNotFound) return {};
  return moved;
}

// By their names, which go up.
void IndexFolder::remove_oldest(const std::string& folder, std::size_t most) {
  auto entries = files_.list(folder);
  if (!entries || entries->size() <= most) return;
  std::sort(entries->begin(), entries->end(),
            [](const DirectoryEntry& a, const DirectoryEntry& b) { return a.name < b.name; });
  for (std::size_t i = 0; i + most < entries->size(); ++i) {
    (void)files_.remove_tree(join_path(folder, (*entries)[i].name));
  }
}

void IndexFolder::remove_leftovers(const Manifest& manifest) {
  (void)files_.remove_tree(join_path(path_, kBuildingFolder));
  (void)files_.create_directories(join_path(path_, kBuildingFolder), kPrivate);
  const auto entries = files_.list(join_path(path_, kSegmentsFolder));
  if (!entries) return;
  for (const DirectoryEntry& entry : *entries) {
    const auto& live = manifest.segments;
    if (std::find(live.begin(), live.end(), entry.name) == live.end()) remove_segment(entry.name);
  }
}

std::uint64_t IndexFolder::bytes_of(const std::string& name) {
  const std::string path = segment_path(name);
  const auto entries = files_.list(path);
  if (!entries) return 0;
  std::uint64_t bytes = 0;
  for (const DirectoryEntry& entry : *entries) {
    const auto status = files_.status(join_path(path, entry.name));
    if (status) bytes += status->size;
  }
  return bytes;
}

}  // namespace quire::store
