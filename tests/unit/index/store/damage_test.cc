// A segment that turns out to be damaged while the library is in use.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "index/store/format/checksums.h"
#include "index/store/format/manifest.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class Damage : public LibraryFixture {
 protected:
  // A library of two sealed segments, "1" and "2", and a fresh one with "3".
  void SetUp() override {
    LibraryOptions options;
    options.path = index();
    options.boot_id = "boot-1";
    options.fresh_documents = 1;
    library_ = *Library::open(files_, options);
    for (const char* number : {"1", "2"}) {
      fill(*library_, [&] {
        std::vector<PreparedFile> files;
        files.push_back(prepared(std::string(number) + ".txt", number));
        return files;
      }());
      ASSERT_TRUE(library_->seal_if_large().ok());
    }
    ASSERT_TRUE(*library_->replace(prepared("3.txt", "3")));
    ASSERT_TRUE(library_->publish().ok());
    library_->live_view()->on_suspicion([this] { ++suspicions_; });
    manifest_ = *read_manifest(files_, index());
    ASSERT_EQ(manifest_.segments.size(), 3U);
  }

  // Of the first segment, or the one that is given.
  void overwrite(const std::string& table, std::size_t segment = 0) {
    const std::string path = at("segments/" + manifest_.segments[segment] + "/" + table);
    const std::string garbage(static_cast<std::size_t>(fs::file_size(path)), '\xA5');
    std::ofstream(path, std::ios::binary)
        .write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
  }
  // What a searcher that opens the library now finds; "?" behind it when it is partial.
  std::string found() {
    Searcher searcher(files_, index(), library_->live_view());
    SearchOptions options;
    const auto result = searcher.search(Xapian::Query(std::string(kArticleTerm)), options);
    if (!result) return "!" + result.error().message;
    EXPECT_NE(result->exact, result->partial);
    std::string titles;
    for (const FoundArticle& a : result->articles) titles += a.stored.article.title;
    std::sort(titles.begin(), titles.end());
    return titles + (result->partial ? "?" : "");
  }
  std::uint32_t number(std::size_t segment) const {
    return static_cast<std::uint32_t>(std::stoul(manifest_.segments[segment]));
  }
  std::vector<std::string> in_quarantine() {
    std::vector<std::string> names;
    if (!fs::exists(at("quarantine"))) return names;
    for (const auto& entry : fs::directory_iterator(at("quarantine"))) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  std::unique_ptr<Library> library_;
  Manifest manifest_;
  int suspicions_ = 0;
};

TEST_F(Damage, a_segment_that_does_not_open_is_left_out_and_suspected) {
  overwrite("iamglass");
  EXPECT_EQ(found(), "23?");
  EXPECT_GE(suspicions_, 1);
}

TEST_F(Damage, a_segment_that_cannot_be_read_is_left_out_and_suspected) {
  for (const char* table : {"docdata.glass", "postlist.glass"}) {
    overwrite(table);
    EXPECT_EQ(found(), "23?") << table;
  }
  EXPECT_GE(suspicions_, 2);
}

TEST_F(Damage, a_missing_table_leaves_its_segment_out) {
  fs::remove(at("segments/" + manifest_.segments[1] + "/postlist.glass"));
  EXPECT_EQ(found(), "13?");
}

TEST_F(Damage, a_damaged_fresh_segment_is_left_out_too) {
  overwrite("docdata.glass", 2);
  EXPECT_EQ(found(), "12?");
}

TEST_F(Damage, what_fails_everywhere_is_an_error_and_suspected) {
  for (std::size_t segment = 0; segment < 3; ++segment) overwrite("docdata.glass", segment);
  EXPECT_THAT(found(), testing::StartsWith("!"));
  EXPECT_EQ(suspicions_, 1);
}

TEST_F(Damage, the_error_of_a_query_is_no_suspicion) {
  Searcher searcher(files_, index(), library_->live_view());
  const Xapian::Query wrong(Xapian::Query::OP_ELITE_SET,
                            Xapian::Query(Xapian::Query::OP_VALUE_RANGE, 0, "a", "b"),
                            Xapian::Query("x"));
  (void)searcher.search(wrong, {});
  EXPECT_FALSE(searcher.get("0123456789abcdef").ok());
  EXPECT_EQ(suspicions_, 0);
}

TEST_F(Damage, an_article_that_may_be_in_a_damaged_segment_is_asked_for_again) {
  overwrite("postlist.glass");
  Searcher searcher(files_, index(), library_->live_view());
  const auto article = searcher.get(key("1.txt"));
  ASSERT_FALSE(article.ok());
  EXPECT_EQ(article.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(article.error().hint, testing::HasSubstr("try again"));
  EXPECT_TRUE(searcher.get(key("2.txt")).ok());
}

TEST_F(Damage, a_segment_in_quarantine_is_gone_until_its_files_are_back) {
  overwrite("docdata.glass");
  EXPECT_TRUE(*library_->quarantine(number(0)));
  EXPECT_THAT(in_quarantine(), ElementsAre(manifest_.segments[0]));
  EXPECT_TRUE(library_->counts().partial);
  EXPECT_EQ(library_->counts().quarantined, 1U);
  EXPECT_EQ(library_->counts().articles, 2U);
  EXPECT_EQ(found(), "23?");
  // The same file, in the same state, is new to it.
  EXPECT_TRUE(*library_->replace(prepared("1.txt", "1")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(found(), "123?");
  library_->whole_again();
  EXPECT_EQ(found(), "123");
  EXPECT_FALSE(library_->counts().partial);
}

TEST_F(Damage, the_manifest_does_not_list_what_is_in_quarantine) {
  EXPECT_TRUE(*library_->quarantine(number(1)));
  library_.reset();
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_EQ(library->counts().articles, 2U);
}

TEST_F(Damage, a_segment_that_is_not_there_any_more_cannot_go_into_quarantine) {
  EXPECT_FALSE(*library_->quarantine(99));
  EXPECT_FALSE(library_->counts().partial);
}

TEST_F(Damage, only_the_newest_few_are_kept_in_quarantine) {
  for (const char* old : {"00000091", "00000092", "00000093", "00000094", "00000095"}) {
    fs::create_directories(at(std::string("quarantine/") + old));
  }
  EXPECT_TRUE(*library_->quarantine(number(0)));
  EXPECT_EQ(in_quarantine().size(), 4U);
  EXPECT_EQ(in_quarantine().back(), "00000095");
}

TEST_F(Damage, a_merge_of_a_segment_that_went_into_quarantine_counts_for_nothing) {
  ASSERT_TRUE(*library_->remove(key("1.txt")));
  ASSERT_TRUE(library_->publish().ok());
  const auto plan = library_->plan_merge();
  ASSERT_TRUE(plan.has_value());
  const auto merged = merge_segments(files_, *plan);
  EXPECT_TRUE(*library_->quarantine(plan->sources.front().number));
  (void)library_->finish_merge(*plan, merged);
  EXPECT_FALSE(fs::exists(plan->target));
  EXPECT_EQ(library_->counts().merges, 0U);
  EXPECT_FALSE(library_->counts().merging);
}

TEST_F(Damage, a_sound_fresh_segment_stays) {
  const auto wrong = library_->check_fresh();
  ASSERT_TRUE(wrong.ok());
  EXPECT_FALSE(wrong->has_value());
  EXPECT_EQ(found(), "123");
}

TEST_F(Damage, a_damaged_fresh_segment_is_put_aside_and_a_new_one_takes_its_place) {
  overwrite("postlist.glass", 2);
  const auto wrong = library_->check_fresh();
  ASSERT_TRUE(wrong.ok());
  EXPECT_TRUE(wrong->has_value());
  EXPECT_THAT(in_quarantine(), ElementsAre(manifest_.segments[2]));
  EXPECT_EQ(found(), "12?");
  EXPECT_TRUE(*library_->replace(prepared("3.txt", "3")));
  ASSERT_TRUE(library_->publish().ok());
  EXPECT_EQ(found(), "123?");
}

TEST_F(Damage, what_cannot_be_read_of_the_fresh_segment_is_found_where_its_structure_is_sound) {
  // The record of its one article ends where the block does.
  const std::string table = at("segments/" + manifest_.segments[2] + "/docdata.glass");
  std::fstream out(table, std::ios::binary | std::ios::in | std::ios::out);
  out.seekp(-20, std::ios::end);
  out << std::string(10, '\x55');
  out.close();
  const auto wrong = library_->check_fresh();
  ASSERT_TRUE(wrong.ok());
  EXPECT_TRUE(wrong->has_value());
}

TEST_F(Damage, a_fresh_segment_that_was_harmed_after_a_clean_end_is_found_at_the_start) {
  ASSERT_TRUE(library_->close().ok());
  library_.reset();
  const std::string table = at("segments/" + manifest_.segments[2] + "/position.glass");
  std::fstream file(table, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(-1, std::ios::end);
  file.put('\x55');
  file.close();
  library_ = opened();
  ASSERT_NE(library_, nullptr);
  EXPECT_TRUE(library_->counts().partial);
  EXPECT_EQ(found(), "12?");
}

TEST_F(Damage, a_fresh_segment_that_is_written_to_after_a_clean_end_is_sound) {
  ASSERT_TRUE(library_->close().ok());
  library_.reset();
  library_ = opened();
  ASSERT_TRUE(*library_->replace(prepared("4.txt", "4")));
  ASSERT_TRUE(library_->publish().ok());
  library_.reset();
  library_ = opened();
  EXPECT_THAT(library_->notices(), IsEmpty());
  EXPECT_EQ(found(), "1234");
}

TEST_F(Damage, a_manifest_that_was_spoilt_is_written_anew) {
  for (const char* spoilt : {"", "glass elsewhere\n"}) {
    std::ofstream(at("XAPIANDB")) << spoilt;
    ASSERT_TRUE(library_->check_manifest().ok());
    EXPECT_EQ(*read_manifest(files_, index()), manifest_);
  }
  fs::remove(at("XAPIANDB"));
  ASSERT_TRUE(library_->check_manifest().ok());
  EXPECT_EQ(*read_manifest(files_, index()), manifest_);
}

TEST_F(Damage, a_segment_found_damaged_at_the_start_makes_the_library_partial) {
  library_.reset();
  overwrite("iamglass");
  library_ = opened();
  ASSERT_NE(library_, nullptr);
  EXPECT_TRUE(library_->counts().partial);
  EXPECT_EQ(library_->counts().quarantined, 1U);
  EXPECT_EQ(found(), "23?");
}

}  // namespace
}  // namespace quire::store
