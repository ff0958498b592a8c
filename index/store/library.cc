#include "index/store/library.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "index/base/format.h"
#include "index/store/documents.h"
#include "index/store/library_lock.h"
#include "index/store/manifest.h"
#include "index/store/schema.h"
#include "index/store/xapian_boundary.h"

namespace quire::store {
namespace {

constexpr unsigned kPrivate = 0700;

std::string segment_path(const std::string& index, const std::string& name) {
  return format("{}/{}/{}", index, kSegmentsFolder, name);
}

// What is there can be read and is not ours: building anew mends it. After any other failure the
// bytes may be as good as ever.
bool is_damage(const Error& error) {
  return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kTooLarge ||
         error.code == ErrorCode::kUnsupported;
}

}  // namespace

class Library::Impl {
 public:
  Impl(FileSystem& files, LibraryOptions options, LibraryLock lock)
      : files_(files), options_(std::move(options)), lock_(std::move(lock)) {}

  Result<void> prepare(std::vector<std::string>& notices) {
    if (auto checked = check_format(notices); !checked) return checked;
    if (auto loaded = load_manifest(notices); !loaded) return loaded;
    remove_unreferenced_segments();
    auto opened = open_fresh();
    // kNotFound: files of it are missing, or all of it.
    if (!opened && (is_damage(opened.error()) || opened.error().code == ErrorCode::kNotFound)) {
      notices.push_back(format("segment {} is corrupt and was put into quarantine: {}",
                               manifest_.fresh, opened.error().message));
      if (auto moved = quarantine(manifest_.fresh); !moved) return moved;
      if (auto renewed = renew_fresh(); !renewed) return renewed;
      opened = open_fresh();
    }
    return opened;
  }

  Result<bool> replace(const PreparedFile& prepared) {
    return changed("index a file", [&] {
      const std::string term = path_term(prepared.file());
      const auto old = documents_of(prepared.file(), term);
      if (holds_already(old, prepared)) return false;
      for (const Xapian::docid id : old) fresh_.delete_document(id);
      for (const Xapian::Document& document : prepared.documents().list) {
        fresh_.add_document(document);
      }
      return true;
    });
  }

  Result<bool> remove(const article::FileKey& file) {
    return changed("remove a file", [&] {
      const auto old = documents_of(file, path_term(file));
      for (const Xapian::docid id : old) fresh_.delete_document(id);
      return !old.empty();
    });
  }

  Result<std::vector<std::string>> retain_drops(const std::vector<std::string>& names) {
    return changed("remove the files of other drop folders", [&] {
      std::vector<std::string> gone;
      for (const std::string& drop : drops()) {
        if (std::find(names.begin(), names.end(), drop) != names.end()) continue;
        remove_drop(drop);
        gone.push_back(drop);
      }
      return gone;
    });
  }

  Result<void> publish() {
    if (!failure_) {
      auto committed = guarded("commit the fresh segment", [this] { fresh_.commit(); });
      if (committed) return {};
      failure_ = committed.error();
    }
    // After a failed commit a handle is in no state to be used again, and a failed change has taken
    // the others since the last commit with it.
    fresh_ = Xapian::WritableDatabase();
    if (auto opened = open_fresh(); !opened) return opened.error();
    return *std::exchange(failure_, std::nullopt);
  }

  LibraryCounts counts() const {
    const auto counted = guarded("count", [this] {
      return LibraryCounts{fresh_.get_termfreq(std::string(kArticleTerm)),
                           fresh_.get_termfreq(std::string(kFailedTerm)),
                           manifest_.segments.size()};
    });
    return counted ? *counted : LibraryCounts{0, 0, manifest_.segments.size()};
  }

  Result<void> close() {
    if (auto published = publish(); !published) return published;
    if (auto closed = guarded("close the fresh segment", [this] { fresh_.close(); }); !closed) {
      return closed;
    }
    if (auto synced = files_.sync_directory(segment_path(options_.path, manifest_.fresh));
        !synced) {
      return synced;
    }
    return lock_.mark_clean();
  }

 private:
  // Does something to the fresh segment and remembers whether it failed.
  template <class Work>
  auto changed(std::string_view what, Work&& work) -> Result<std::invoke_result_t<Work>> {
    auto result = guarded(what, std::forward<Work>(work));
    if (!result && !failure_) failure_ = result.error();
    return result;
  }

  Result<void> check_format(std::vector<std::string>& notices) {
    const std::string path = join_path(options_.path, "format");
    const std::string ours = format("{}\n", kSchemaVersion);
    const auto content = files_.read(path, 64);
    const bool missing = !content && content.error().code == ErrorCode::kNotFound;
    if (!content && !missing && !is_damage(content.error())) return content.error();
    if (content && content->bytes == ours) return {};
    if (!missing) {
      const long theirs = content ? std::strtol(content->bytes.c_str(), nullptr, 10) : 0;
      if (theirs > static_cast<long>(kSchemaVersion)) {
        return Error{
            ErrorCode::kUnsupported,
            format("the index has format {}, this version writes {}", theirs, kSchemaVersion),
            "start the newer quired, or give another --index"};
      }
      notices.push_back(format("the index has the older format {} and is built anew", theirs));
      if (auto removed = remove_segments(); !removed) return removed;
      if (auto removed = files_.remove_tree(path); !removed) return removed;
    }
    return files_.write_atomically(path, ours);
  }

  Result<void> remove_segments() {
    // The manifest goes first: without it the segments are nobody's.
    if (auto gone = files_.remove_tree(join_path(options_.path, kManifestName)); !gone) return gone;
    return files_.remove_tree(join_path(options_.path, kSegmentsFolder));
  }

  Result<void> load_manifest(std::vector<std::string>& notices) {
    auto manifest = read_manifest(files_, options_.path);
    if (!manifest) {
      const bool missing = manifest.error().code == ErrorCode::kNotFound;
      if (!missing && !is_damage(manifest.error())) return manifest.error();
      if (!missing) {
        notices.push_back(
            format("{}: the index is built anew from the drop folders", manifest.error().message));
        if (auto removed = remove_segments(); !removed) return removed;
      }
      return renew_fresh();
    }
    manifest_ = *std::move(manifest);
    if (!lock_.unsynced_data_lost()) return {};
    notices.push_back(
        "the machine went down without warning: the fresh segment is dropped and its files are "
        "read again");
    return renew_fresh();
  }

  // A new, empty fresh segment takes the place of the old one.
  Result<void> renew_fresh() {
    Manifest next = manifest_;
    std::erase(next.segments, next.fresh);
    next.fresh = segment_name(next.next_segment++);
    next.segments.push_back(next.fresh);
    ++next.generation;
    const std::string path = segment_path(options_.path, next.fresh);
    if (auto made = files_.create_directories(parent_path(path), kPrivate); !made) return made;
    // A leftover of an earlier try that was never published.
    if (auto removed = files_.remove_tree(path); !removed) return removed;
    auto created = guarded("create a segment", [&path] {
      Xapian::WritableDatabase(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS).commit();
    });
    if (!created) return created;
    if (auto published = publish_manifest(files_, options_.path, next); !published)
      return published;
    manifest_ = std::move(next);
    return {};
  }

  Result<void> open_fresh() {
    return guarded("open the fresh segment", [this] {
      int flags = Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS;
      if (options_.durability == Durability::kFresh) flags |= Xapian::DB_NO_SYNC;
      fresh_ = Xapian::WritableDatabase(segment_path(options_.path, manifest_.fresh), flags);
    });
  }

  Result<void> quarantine(const std::string& name) {
    const std::string folder = join_path(options_.path, "quarantine");
    if (auto made = files_.create_directories(folder, kPrivate); !made) return made;
    const std::string to = join_path(folder, name);
    if (auto removed = files_.remove_tree(to); !removed) return removed;
    auto moved = files_.rename(segment_path(options_.path, name), to);
    if (!moved && moved.error().code == ErrorCode::kNotFound) return {};
    return moved;
  }

  // What a crash left between making a segment and publishing it, or the reverse.
  void remove_unreferenced_segments() {
    const std::string folder = join_path(options_.path, kSegmentsFolder);
    const auto entries = files_.list(folder);
    if (!entries) return;
    for (const DirectoryEntry& entry : *entries) {
      const auto& live = manifest_.segments;
      if (std::find(live.begin(), live.end(), entry.name) != live.end()) continue;
      (void)files_.remove_tree(join_path(folder, entry.name));  // tried again at the next start
    }
  }

  // The names in the path terms: P + name + '/' + path.
  std::vector<std::string> drops() {
    std::vector<std::string> names;
    const std::string all(prefix::kPath);
    for (auto it = fresh_.allterms_begin(all); it != fresh_.allterms_end(all);) {
      const std::string term = *it;
      const std::size_t slash = term.find('/');
      if (slash == std::string::npos) {
        ++it;
        continue;
      }
      names.push_back(term.substr(all.size(), slash - all.size()));
      constexpr char kAfterSlash = '/' + 1;
      it.skip_to(term.substr(0, slash) + kAfterSlash);
    }
    return names;
  }

  void remove_drop(const std::string& drop) {
    const std::string prefix = path_term_prefix(drop, "");
    std::vector<Xapian::docid> ids;
    for (auto it = fresh_.allterms_begin(prefix); it != fresh_.allterms_end(prefix); ++it) {
      for (auto doc = fresh_.postlist_begin(*it); doc != fresh_.postlist_end(*it); ++doc) {
        ids.push_back(*doc);
      }
    }
    for (const Xapian::docid id : ids) fresh_.delete_document(id);
  }

  // The documents of a file; a path term may, in theory, stand for another file too.
  std::vector<Xapian::docid> documents_of(const article::FileKey& file, const std::string& term) {
    std::vector<Xapian::docid> ids;
    for (auto it = fresh_.postlist_begin(term); it != fresh_.postlist_end(term); ++it) {
      const auto found = decode_file_slot(fresh_.get_document(*it).get_value(slot::kFile));
      if (!found || found->file == file) ids.push_back(*it);
    }
    return ids;
  }

  // The same state, and the same answer to whether it could be read: a file whose mode has changed
  // may be readable now, and then its state is as it was.
  bool holds_already(const std::vector<Xapian::docid>& old, const PreparedFile& prepared) {
    if (old.empty() || old.size() != prepared.documents().list.size()) return false;
    const Xapian::Document document = fresh_.get_document(old.front());
    const auto slot = decode_file_slot(document.get_value(slot::kFile));
    const bool has_articles = !document.get_value(slot::kPublished).empty();
    return slot && slot->state == prepared.state() && has_articles == (prepared.articles() > 0);
  }

  FileSystem& files_;
  const LibraryOptions options_;
  LibraryLock lock_;
  Manifest manifest_;
  Xapian::WritableDatabase fresh_;
  std::optional<Error> failure_;  // of a change since the last publish
};

Library::Library(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Library::~Library() = default;

Result<std::unique_ptr<Library>> Library::open(FileSystem& files, LibraryOptions options) {
  if (auto made = files.create_directories(options.path, kPrivate); !made) return made.error();
  auto lock = LibraryLock::acquire(join_path(options.path, "lock"), options.boot_id,
                                   options.durability == Durability::kAlways);
  if (!lock) return lock.error();
  auto impl = std::make_unique<Impl>(files, std::move(options), *std::move(lock));
  std::vector<std::string> notices;
  if (auto prepared = impl->prepare(notices); !prepared) return prepared.error();
  std::unique_ptr<Library> library(new Library(std::move(impl)));
  library->notices_ = std::move(notices);
  return library;
}

Result<bool> Library::replace(const PreparedFile& prepared) { return impl_->replace(prepared); }
Result<bool> Library::remove(const article::FileKey& file) { return impl_->remove(file); }
Result<std::vector<std::string>> Library::retain_drops(const std::vector<std::string>& names) {
  return impl_->retain_drops(names);
}
Result<void> Library::publish() { return impl_->publish(); }
LibraryCounts Library::counts() const { return impl_->counts(); }
Result<void> Library::close() { return impl_->close(); }

}  // namespace quire::store
