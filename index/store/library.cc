#include "index/store/library.h"

#include <utility>

#include "index/store/library_core.h"

namespace quire::store {

Library::Library(std::unique_ptr<LibraryCore> core) : core_(std::move(core)) {}

Library::~Library() = default;

Result<std::unique_ptr<Library>> Library::open(FileSystem& files, LibraryOptions options) {
  constexpr unsigned kPrivate = 0700;
  if (auto made = files.create_directories(options.path, kPrivate); !made) return made.error();
  auto lock = LibraryLock::acquire(join_path(options.path, "lock"), options.boot_id,
                                   options.durability == Durability::kAlways);
  if (!lock) return lock.error();
  auto core = std::make_unique<LibraryCore>(files, std::move(options), *std::move(lock));
  std::vector<std::string> notices;
  if (auto prepared = core->prepare(notices); !prepared) return prepared.error();
  std::unique_ptr<Library> library(new Library(std::move(core)));
  library->notices_ = std::move(notices);
  return library;
}

std::shared_ptr<const LiveView> Library::live_view() const { return core_->live_view(); }
Result<bool> Library::replace(const PreparedFile& prepared, Read read) {
  return core_->replace(prepared, read);
}
Result<bool> Library::remove(const article::FileKey& file) { return core_->remove(file); }
std::string Library::building_path(const std::string& name) const {
  return core_->folder().building_path(name);
}
Result<std::vector<bool>> Library::adopt(const BuiltSegment& built,
                                         const std::vector<bool>& outdated, Read read,
                                         bool into_rebuild) {
  return core_->adopt(built, outdated, read, into_rebuild);
}
Result<std::vector<std::string>> Library::retain_drops(const std::vector<std::string>& names) {
  return core_->retain_drops(names);
}
Result<void> Library::publish() { return core_->publish(); }
Result<void> Library::seal_if_large() { return core_->seal_if_large(); }
std::optional<MergePlan> Library::plan_merge(Pace pace) { return core_->plan_merge(pace); }
Result<void> Library::finish_merge(const MergePlan& plan, const Result<void>& merged) {
  return core_->finish_merge(plan, merged);
}
Result<void> Library::begin_rebuild() { return core_->begin_rebuild(); }
Result<void> Library::finish_rebuild() { return core_->finish_rebuild(); }
void Library::abandon_rebuild() { core_->abandon_rebuild(); }
Result<bool> Library::quarantine(std::uint32_t segment) { return core_->quarantine(segment); }
Result<std::optional<Error>> Library::check_fresh() { return core_->check_fresh(); }
Result<void> Library::check_manifest() { return core_->check_manifest(); }
void Library::whole_again() { core_->whole_again(); }
bool Library::knows_all_stories() const { return core_->knows_all_stories(); }
Result<void> Library::learn_stories(std::chrono::milliseconds time) {
  return core_->learn_stories_for(time);
}
LibraryCounts Library::counts() const { return core_->counts(); }
Result<void> Library::close() { return core_->close(); }

}  // namespace quire::store
