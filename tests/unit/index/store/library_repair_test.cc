#include <gmock/gmock.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "index/base/hash.h"
#include "index/base/random.h"
#include "index/store/format/manifest.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

namespace fs = std::filesystem;
using test::FileCall;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LibraryRepair : public LibraryFixture {
 protected:
  // Leaves a library with one published article, in good order or by a kill.
  void leave(bool clean, Durability durability = Durability::kFresh) {
    auto library = open("boot-1", durability);
    ASSERT_TRUE(library.ok());
    ASSERT_TRUE(*(*library)->replace(prepared("a.txt", "Kept")));
    ASSERT_TRUE((*library)->publish().ok());
    if (clean) {
      ASSERT_TRUE((*library)->close().ok());
    }
  }

  [[nodiscard]] Manifest manifest() { return *read_manifest(files_, index()); }
  [[nodiscard]] std::string fresh_path() { return at("segments/" + manifest().fresh); }

  void write(const std::string& path, std::string_view content) {
    std::ofstream(path, std::ios::binary)
        .write(content.data(), static_cast<std::streamsize>(content.size()));
  }

  [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

// --- after a crash -----------------------------------------------------------------------------

TEST_F(LibraryRepair, a_crash_of_the_machine_drops_the_fresh_segment_unread) {
  leave(false);
  const std::string old = manifest().fresh;
  // What the page cache lost: opening this would fail and end in quarantine.
  for (const auto& file : fs::directory_iterator(fresh_path())) {
    fs::resize_file(file.path(), 0);
  }
  const auto library = opened("boot-2");
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("the machine went down")));
  EXPECT_EQ(library->counts().articles, 0U);
  EXPECT_EQ(titles(), "");
  EXPECT_NE(manifest().fresh, old);
  EXPECT_FALSE(fs::exists(at("segments/" + old)));
  EXPECT_FALSE(fs::exists(at("quarantine")));
}

TEST_F(LibraryRepair, a_machine_that_was_shut_down_in_good_order_keeps_all) {
  leave(true);
  const auto library = opened("boot-2");
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_EQ(titles(), "Kept");
}

TEST_F(LibraryRepair, a_killed_owner_on_a_running_machine_keeps_all) {
  leave(false);
  const auto library = opened("boot-1");
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_EQ(titles(), "Kept");
}

TEST_F(LibraryRepair, a_crash_drops_nothing_that_was_fsynced) {
  leave(false, Durability::kAlways);
  const auto library = opened("boot-2");
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_EQ(titles(), "Kept");
}

TEST_F(LibraryRepair, fsyncing_from_now_on_does_not_mend_what_the_crashed_owner_left) {
  leave(false, Durability::kFresh);
  const auto library = open("boot-2", Durability::kAlways);
  ASSERT_TRUE(library.ok());
  EXPECT_THAT((*library)->notices(), ElementsAre(HasSubstr("the machine went down")));
  EXPECT_EQ(titles(), "");
}

TEST_F(LibraryRepair, segments_that_no_manifest_names_are_removed) {
  leave(true);
  fs::create_directories(at("segments/00000099"));
  write(at("segments/00000099/iamglass"), "left by a crash");
  const auto library = opened();
  EXPECT_THAT(names_in(at("segments")), ElementsAre(manifest().fresh));
  EXPECT_EQ(titles(), "Kept");
}

TEST_F(LibraryRepair, a_leftover_where_the_new_segment_goes_is_in_nobodys_way) {
  fs::create_directories(at("segments/00000001"));
  write(at("segments/00000001/iamglass"), "left by a crash");
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "First");
}

// --- a corrupt fresh segment -------------------------------------------------------------------

struct Damage {
  const char* name;
  const char* file;  // of the segment
  void (*harm)(const fs::path& file);
};

void cut_to_nothing(const fs::path& file) { fs::resize_file(file, 0); }
void cut_in_half(const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }
void remove_it(const fs::path& file) { fs::remove(file); }
void overwrite(const fs::path& file) {
  const std::string garbage(static_cast<std::size_t>(fs::file_size(file)), '\xA5');
  std::ofstream(file, std::ios::binary)
      .write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
}
void flip_the_first_bytes(const fs::path& file) {
  std::fstream(file, std::ios::binary | std::ios::in | std::ios::out).write("\xFF\xFF\xFF\xFF", 4);
}

class CorruptSegment : public LibraryRepair, public testing::WithParamInterface<Damage> {};

TEST_P(CorruptSegment, goes_into_quarantine_and_a_new_one_takes_its_place) {
  leave(true);
  const std::string old = manifest().fresh;
  GetParam().harm(fs::path(fresh_path()) / GetParam().file);
  auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("quarantine")));
  EXPECT_TRUE(fs::exists(at("quarantine/" + old)));
  EXPECT_NE(manifest().fresh, old);
  ASSERT_TRUE(*library->replace(prepared("a.txt", "Read again")));
  ASSERT_TRUE(library->publish().ok());
  EXPECT_EQ(titles(), "Read again");
}

INSTANTIATE_TEST_SUITE_P(
    All, CorruptSegment,
    testing::Values(Damage{"version_file_cut_to_nothing", "iamglass", cut_to_nothing},
                    Damage{"version_file_cut_in_half", "iamglass", cut_in_half},
                    Damage{"version_file_removed", "iamglass", remove_it},
                    Damage{"version_file_overwritten", "iamglass", overwrite},
                    Damage{"version_file_flipped", "iamglass", flip_the_first_bytes},
                    Damage{"postings_cut_to_nothing", "postlist.glass", cut_to_nothing},
                    Damage{"postings_removed", "postlist.glass", remove_it},
                    Damage{"postings_overwritten", "postlist.glass", overwrite},
                    Damage{"documents_cut_to_nothing", "docdata.glass", cut_to_nothing},
                    Damage{"documents_overwritten", "docdata.glass", overwrite},
                    Damage{"terms_removed", "termlist.glass", remove_it}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(LibraryRepair, a_segment_that_is_gone_altogether_is_made_anew) {
  leave(true);
  fs::remove_all(fresh_path());
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("corrupt")));
  EXPECT_EQ(titles(), "");
}

TEST_F(LibraryRepair, a_second_segment_of_that_name_replaces_the_first_in_quarantine) {
  leave(true);
  fs::create_directories(at("quarantine/" + manifest().fresh));
  overwrite(fresh_path() + "/iamglass");
  EXPECT_NE(opened(), nullptr);
}

// --- manifest and format -----------------------------------------------------------------------

TEST_F(LibraryRepair, a_broken_manifest_means_building_anew) {
  leave(true);
  write(at("XAPIANDB"), "# quire manifest\ngarbage\n");
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("built anew")));
  EXPECT_EQ(library->counts().articles, 0U);
}

TEST_F(LibraryRepair, a_manifest_past_all_sizes_means_building_anew) {
  leave(true);
  write(at("XAPIANDB"), std::string(2U << 20, '#'));
  EXPECT_THAT(opened()->notices(), ElementsAre(HasSubstr("built anew")));
}

TEST_F(LibraryRepair, a_manifest_that_cannot_be_read_for_now_costs_nothing) {
  leave(true);
  for (const int error_number : {EIO, EACCES, EMFILE}) {
    files_.fail(FileCall::kRead, "XAPIANDB", error_number);
    EXPECT_FALSE(open().ok());
    files_.heal();
  }
  const auto library = opened();
  EXPECT_EQ(library->counts().articles, 1U);
  EXPECT_THAT(library->notices(), IsEmpty());
}

TEST_F(LibraryRepair, an_index_of_a_newer_version_is_refused_and_left_alone) {
  leave(true);
  write(at("format"), format("{}\n", kSchemaVersion + 1));
  const auto library = open();
  ASSERT_FALSE(library.ok());
  EXPECT_EQ(library.error().code, ErrorCode::kUnsupported);
  EXPECT_THAT(library.error().message, HasSubstr(format("format {}, this version writes {}",
                                                        kSchemaVersion + 1, kSchemaVersion)));
  EXPECT_EQ(titles(), "Kept");
}

TEST_F(LibraryRepair, a_format_that_cannot_be_read_for_now_costs_nothing) {
  leave(true);
  files_.fail(FileCall::kRead, "format", EIO);
  EXPECT_FALSE(open().ok());
  files_.heal();
  EXPECT_EQ(opened()->counts().articles, 1U);
}

// --- failures of the system --------------------------------------------------------------------

struct Failure {
  const char* name;
  FileCall call;
  const char* path_end;
  int error_number;
  ErrorCode code;
};

class FailedOpening : public LibraryRepair, public testing::WithParamInterface<Failure> {};

TEST_P(FailedOpening, is_told_and_the_next_try_goes_well) {
  const Failure& failure = GetParam();
  files_.fail(failure.call, failure.path_end, failure.error_number);
  const auto library = open();
  ASSERT_FALSE(library.ok());
  EXPECT_EQ(library.error().code, failure.code);
  files_.heal();
  EXPECT_NE(opened(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(All, FailedOpening,
                         testing::Values(Failure{"no_room_for_the_folder", FileCall::kCreate,
                                                 "index", ENOSPC, ErrorCode::kOutOfSpace},
                                         Failure{"no_room_for_the_format", FileCall::kWrite,
                                                 "format", ENOSPC, ErrorCode::kOutOfSpace},
                                         Failure{"no_room_for_the_segments", FileCall::kCreate,
                                                 "segments", ENOSPC, ErrorCode::kOutOfSpace},
                                         Failure{"no_room_for_the_manifest", FileCall::kWrite,
                                                 "XAPIANDB", ENOSPC, ErrorCode::kOutOfSpace},
                                         Failure{"no_permission", FileCall::kWrite, "XAPIANDB",
                                                 EACCES, ErrorCode::kPermission}),
                         [](const auto& tested) { return tested.param.name; });

TEST_F(LibraryRepair, an_owner_that_could_not_sync_does_not_call_the_index_clean) {
  {
    const auto library = opened();
    ASSERT_TRUE(*library->replace(prepared("a.txt", "First")));
    files_.fail(FileCall::kSync, manifest().fresh, EIO);
    EXPECT_FALSE(library->close().ok());
    files_.heal();
  }
  EXPECT_THAT(opened("boot-2")->notices(), ElementsAre(HasSubstr("the machine went down")));
}

// No file may grow past this; a write beyond fails with EFBIG, as on a full disk with ENOSPC.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    (void)std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*old_handler_)(int);
  rlimit old_{};
};

class FullDisk : public LibraryRepair {
 protected:
  void SetUp() override {
    library_ = opened();
    ASSERT_TRUE(*library_->replace(prepared("a.txt", "Kept")));
    ASSERT_TRUE(library_->publish().ok());
  }

  // Its postings take more room than its text.
  PreparedFile many_words(std::string title) {
    std::string words;
    for (int i = 0; i < 2000; ++i) words += std::to_string(i) + " ";
    return prepared(key("b.txt"), text(std::move(title), words));
  }

  // Its text alone takes more room than there is.
  PreparedFile much_text(std::string title) {
    Random random(1);
    std::string noise;
    for (int i = 0; i < 20'000; ++i) noise += to_hex(random.next());
    return prepared(key("c.txt"), text(std::move(title), noise));
  }

  static constexpr rlim_t kRoom = 48U << 10;
  std::unique_ptr<Library> library_;
};

TEST_F(FullDisk, a_failed_commit_shows_nothing_and_the_next_one_goes_well) {
  {
    const FileSizeLimit limit(kRoom);
    ASSERT_TRUE(library_->replace(many_words("Large")).ok());
    EXPECT_FALSE(library_->publish().ok());
    EXPECT_EQ(titles(), "Kept");
    EXPECT_EQ(library_->counts().articles, 1U);
  }
  ASSERT_TRUE(*library_->replace(many_words("Large")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(titles(), "Kept | Large");
}

TEST_F(FullDisk, a_failed_commit_leaves_the_version_in_a_sealed_segment_as_it_was) {
  library_.reset();
  LibraryOptions options{index(), Durability::kFresh, "boot-1"};
  options.fresh_documents = 1;
  library_ = *Library::open(files_, options);
  ASSERT_TRUE(library_->seal_if_large().ok());
  Searcher live(files_, index(), library_->live_view());
  {
    const FileSizeLimit limit(kRoom);
    ASSERT_TRUE(library_->remove(key("a.txt")).ok());
    ASSERT_TRUE(library_->replace(many_words("Large")).ok());
    EXPECT_FALSE(library_->publish().ok());
    EXPECT_EQ(live.search(Xapian::Query::MatchAll, {})->total, 1U);
    EXPECT_EQ(library_->counts().articles, 1U);
  }
  ASSERT_TRUE(*library_->remove(key("a.txt")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(live.search(Xapian::Query::MatchAll, {})->total, 0U);
}

// Xapian forgets the other changes too when one fails; a publish that went well would hide that.
TEST_F(FullDisk, a_failed_change_fails_the_publish_and_shows_nothing) {
  {
    const FileSizeLimit limit(kRoom);
    ASSERT_TRUE(library_->replace(prepared("b.txt", "Small")).ok());
    EXPECT_FALSE(library_->replace(much_text("Large")).ok());
    EXPECT_FALSE(library_->publish().ok());
    EXPECT_EQ(titles(), "Kept");
    EXPECT_TRUE(library_->publish().ok()) << "nothing is pending";
  }
  ASSERT_TRUE(*library_->replace(prepared("b.txt", "Small")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(titles(), "Kept | Small");
}

}  // namespace
}  // namespace quire::store
