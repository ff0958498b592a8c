#include "index/store/reader.h"

#include "index/store/manifest.h"

namespace quire::store {

Reader::Reader(FileSystem& files, std::string index) : files_(files), index_(std::move(index)) {}

Result<void> Reader::refresh() {
  const auto status = files_.status(join_path(index_, kManifestName));
  if (!status) return status.error();
  if (*status == manifest_) {
    return guarded("refresh the index", [this] { database_.reopen(); });
  }
  const auto manifest = read_manifest(files_, index_);
  if (!manifest) return manifest.error();
  auto opened = guarded("open the index", [&] {
    Xapian::Database all;
    for (const std::string& segment : manifest->segments) {
      all.add_database(Xapian::Database(format("{}/{}/{}", index_, kSegmentsFolder, segment),
                                        Xapian::DB_BACKEND_GLASS));
    }
    database_ = all;
  });
  if (opened) manifest_ = *status;
  return opened;
}

}  // namespace quire::store
