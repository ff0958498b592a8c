// Random operations on a drop folder, and one who looks where the watcher says: in the end he must
// know what is there. Seeded, so that a failure can be had again.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <optional>

#include "daemon/watch/crawler.h"
#include "index/base/random.h"
#include "tests/unit/daemon/watch/watch_fixture.h"

namespace quire::watch {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, FileStatus>;

// Keeps a picture of the drop folder by the listener's rules alone.
class Mirror {
 public:
  Mirror(FileSystem& files, WatchOptions options) : files_(files), options_(std::move(options)) {}

  void look(const RecordingListener::Record& record) {
    using Kind = RecordingListener::Record::Kind;
    if (record.kind == Kind::kFile) look_at_file(record.path);
    if (record.kind == Kind::kSubtree) look_at_subtree(record.path);
  }
  [[nodiscard]] const Files& known() const { return known_; }
  [[nodiscard]] Files truth() {
    Files there;
    crawl_into(there, "");
    return there;
  }

 private:
  void look_at_file(const std::string& path) {
    const auto status = files_.status(join_path(options_.root, path));
    if (status && status->kind != FileKind::kDirectory) {
      known_.insert_or_assign(path, *status);
    } else {
      known_.erase(path);
    }
  }
  void look_at_subtree(const std::string& path) {
    std::erase_if(known_, [&](const auto& file) { return is_at_or_below(file.first, path); });
    crawl_into(known_, path);
  }
  void crawl_into(Files& files, const std::string& path) {
    CrawlVisitor visitor;
    visitor.on_file = [&](const std::string& relative, const FileStatus& status) {
      files.insert_or_assign(relative, status);
    };
    (void)crawl(files_, options_.root, path, options_.ignore, visitor);
  }

  FileSystem& files_;
  const WatchOptions options_;
  Files known_;
};

// One operation after the other, as users, editors and archive tools do them.
class Mischief {
 public:
  Mischief(const test::TemporaryFolder& folder, std::uint64_t seed)
      : folder_(folder), random_(seed) {
    folder_.make_folder("outside");
  }

  void act() {
    const std::string path = some_path();
    std::error_code ignored;
    switch (random_.below(12)) {
      case 0:
      case 1:
      case 2:
        return write(path);
      case 3:
        if (!fs::is_directory(folder_.at(path), ignored)) make_parent(path);
        return fs::rename(folder_.write("outside/new", content()), folder_.at(path), ignored);
      case 4:
        return static_cast<void>(fs::create_directories(folder_.at(path), ignored));
      case 5:
        return static_cast<void>(fs::remove_all(folder_.at(path), ignored));
      case 6:
      case 7:
        return fs::rename(folder_.at(path), folder_.at(some_path()), ignored);
      case 8:
        return fs::rename(folder_.at(path), folder_.at("outside/kept"), ignored);
      case 9:
        return fs::rename(folder_.at("outside/kept"), folder_.at(path), ignored);
      case 10:
        return fs::create_hard_link(folder_.at(path), folder_.at(some_path()), ignored);
      default:
        return fs::create_symlink("nowhere", folder_.at(path), ignored);
    }
  }
  std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }

 private:
  std::string some_path() {
    std::string path = "drop";
    for (std::uint64_t depth = 1 + random_.below(4); depth > 0; --depth) {
      path += '/';
      path += static_cast<char>('a' + random_.below(3));
    }
    return path;
  }
  std::string content() { return std::string(random_.below(200), 'x'); }
  void make_parent(const std::string& path) {
    std::error_code ignored;
    fs::create_directories(fs::path(folder_.at(path)).parent_path(), ignored);
  }
  void write(const std::string& path) {
    std::error_code ignored;
    const fs::path parent = fs::path(folder_.at(path)).parent_path();
    fs::create_directories(parent, ignored);
    if (!fs::is_directory(parent, ignored) || fs::is_directory(folder_.at(path), ignored) ||
        fs::is_symlink(folder_.at(path), ignored)) {
      return;
    }
    folder_.write(path, content());
  }

  const test::TemporaryFolder& folder_;
  Random random_;
};

class WatcherModelTest : public WatchFixture,
                         public testing::TestWithParam<std::tuple<Backend, std::uint64_t>> {};

INSTANTIATE_TEST_SUITE_P(Seeds, WatcherModelTest,
                         testing::Combine(testing::Values(Backend::kInotify, Backend::kFsEvent,
                                                          Backend::kPolling),
                                          testing::Range<std::uint64_t>(1, 13)));

TEST_P(WatcherModelTest, one_who_looks_where_he_is_told_knows_what_is_there) {
  const auto [backend, seed] = GetParam();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  Mischief mischief(folder_, seed);
  for (int i = 0; i < 20; ++i) mischief.act();
  Mirror mirror(files_, options());
  listener_.on_record = [&](const auto& record) { mirror.look(record); };
  start_and_wait(backend);

  std::uint64_t left = 600;
  ASSERT_TRUE(run_until([&] {
    for (std::uint64_t i = mischief.below(20); i > 0 && left > 0; --i, --left) mischief.act();
    return left == 0;
  }));
  sync();
  const Files truth = mirror.truth();
  for (const auto& [path, status] : truth) {
    const auto known = mirror.known().find(path);
    ASSERT_NE(known, mirror.known().end()) << path << " is not known";
    EXPECT_EQ(known->second, status) << path << " is out of date";
  }
  // A file that lives between two looks only may have been met, and its end is not told.
  if (backend == Backend::kPolling) return;
  for (const auto& [path, status] : mirror.known()) {
    EXPECT_TRUE(truth.contains(path)) << path << " is gone";
  }
}

}  // namespace
}  // namespace quire::watch
