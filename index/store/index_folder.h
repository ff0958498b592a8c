#pragma once
// The index directory as files: what stands where, and the steps that change it. Owned by the
// writer. Internal to the store.

#include <string>
#include <vector>

#include "index/base/file_system.h"
#include "index/store/format/manifest.h"

namespace quire::store {

class IndexFolder {
 public:
  IndexFolder(FileSystem& files, std::string path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string segment_path(const std::string& name) const;
  // A path for a segment that is being made; no two are the same. Any thread.
  [[nodiscard]] std::string building_path(const std::string& name) const;

  enum class Format : std::uint8_t { kOurs, kOlder };
  // An index without a format gets ours. kUnsupported for a newer one.
  [[nodiscard]] Result<Format> check_format();
  [[nodiscard]] Result<void> write_format();

  [[nodiscard]] Result<Manifest> load_manifest() { return read_manifest(files_, path_); }
  [[nodiscard]] Result<void> publish(const Manifest& manifest) {
    return publish_manifest(files_, path_, manifest);
  }
  // The manifest goes first: without it the segments are nobody's.
  [[nodiscard]] Result<void> remove_segments();

  // An empty database that nothing points to yet.
  [[nodiscard]] Result<void> create_segment(const std::string& name);
  // Whether the disk takes so many bytes: they are written beside the segments, and removed again.
  [[nodiscard]] Result<void> check_room(std::uint64_t bytes);
  // A segment that was made elsewhere on the same disk takes its place, durably.
  [[nodiscard]] Result<void> move_in(const std::string& from, const std::string& name);
  [[nodiscard]] Result<void> sync_segment(const std::string& name);
  void remove_segment(const std::string& name);
  // Keeps the newest few of what is there already.
  [[nodiscard]] Result<void> quarantine(const std::string& name);
  // What a crash left: segments that were being made, or that the manifest does not list.
  void remove_leftovers(const Manifest& manifest);
  // Bytes of a segment's files; 0 when it cannot be looked into.
  [[nodiscard]] std::uint64_t bytes_of(const std::string& name);

 private:
  void remove_oldest(const std::string& folder, std::size_t most);

  FileSystem& files_;
  const std::string path_;
};

}  // namespace quire::store
